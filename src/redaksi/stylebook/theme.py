"""The look of a newspaper: which colours, faces and order of parts may be chosen, what follows.

A theme is told as names to values. What is not told is the house's. Every choice of colours is
measured in both schemes before anybody sees it: WCAG 2.2 asks 4.5:1 of text (1.4.3), 3:1 of large
letters and of what marks a control (1.4.11).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from redaksi.stylebook import colours

LIGHT, DARK = "light", "dark"
SCHEMES = (LIGHT, DARK)
#: What a newspaper may choose; the dark scheme's end in ``_dark``.
CHOSEN = ("paper", "ink", "link", "brand", "name")
COLOURS = (*CHOSEN, *(f"{one}_dark" for one in CHOSEN))
FACES = ("head_face", "text_face", "ui_face")
#: Faces of every machine, and ours; a newspaper's own is a ``.woff2`` file of its static folder.
STACKS = {
    "serif": '"Serif R","Serif F","Serif F2",Georgia,serif',
    "sans": 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif',
    "georgia": 'Georgia,"Noto Serif","DejaVu Serif",serif',
}
HOUSE_FACES = {"head_face": "serif", "text_face": "serif", "ui_face": "sans"}
FACE_FILE = re.compile(r"(?!.*\.\.)[A-Za-z0-9_][-\w./]{0,118}\.woff2", re.ASCII)
#: The parts of the masthead and of a story's head in the house's order, and those that must stand.
ORDERS = {
    "masthead": ("menu", "name", "tools"),
    "story": ("trail", "kicker", "headline", "teaser", "byline", "share", "notices", "photo"),
}
NEEDED = {
    "masthead": frozenset({"menu", "name", "tools"}),
    # Corrections, the photo, who wrote it and what the story is (opinion, paid) are no matter of
    # taste.
    "story": frozenset({"kicker", "headline", "byline", "notices", "photo"}),
}
NAMES = (*COLOURS, *FACES, *ORDERS)

#: The house's own colours, as in portal/css/tokens.css.
HOUSE: dict[str, dict[str, str]] = {
    LIGHT: {
        "brand": "#0b4f5c", "paper": "#ffffff", "wash": "#f5f3ee", "ink": "#16191c",
        "soft": "#4b5258", "rule": "#d8d4cb", "line": "#16191c", "link": "#0b4f5c",
        "visited": "#54406b", "alarm": "#9b1022", "alarm-wash": "#fcefee", "note": "#edf4f4",
        "paid": "#fdf1cd", "paid-ink": "#523900",
    },
    DARK: {
        "brand": "#1f7788", "paper": "#14171a", "wash": "#1c2024", "ink": "#eae8e3",
        "soft": "#b4b9bd", "rule": "#363c42", "line": "#8b9298", "link": "#93d3de",
        "visited": "#cdb9e6", "alarm": "#ffa3a3", "alarm-wash": "#2c191b", "note": "#172a2e",
        "paid": "#33290f", "paid-ink": "#f3d98f",
    },
}  # fmt: skip
GOLD = "#e5b100"
TEXT, LARGE = 4.5, 3.0
#: What each colour is read on, and how well it must be.
READ: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("ink", ("paper", "wash", "note", "paid", "alarm-wash"), TEXT),
    ("link", ("paper", "wash", "note"), TEXT),
    ("name", ("paper",), LARGE),
    ("brand", ("paper",), LARGE),
)
Values = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A look, whole: colours that differ from the house's, faces, the order of parts.

    ``colours`` are pairs of :data:`COLOURS` and ``#rrggbb``.
    """

    colours: tuple[tuple[str, str], ...] = ()
    head_face: str = "serif"
    text_face: str = "serif"
    ui_face: str = "sans"
    masthead: tuple[str, ...] = ORDERS["masthead"]
    story: tuple[str, ...] = ORDERS["story"]

    @property
    def faces(self) -> tuple[str, ...]:
        return self.head_face, self.text_face, self.ui_face

    @property
    def name_first(self) -> bool:
        """Whether the nameplate opens the masthead and does not stand in its middle."""
        return self.masthead[0] == "name"

    def light(self, token: str) -> str:
        """The colour *token* of the light scheme."""
        return palette(self.colours, LIGHT)[token]

    def dark(self, token: str) -> str:
        """The colour *token* of the dark scheme."""
        return palette(self.colours, DARK)[token]


@dataclass(frozen=True, kw_only=True)
class Weak:
    """A colour that cannot be read: *name* (of :data:`COLOURS`) has the contrast ``ratio`` with
    ``ground`` (the token ``on``), ``needed`` is asked; ``nearest`` would do everywhere."""

    name: str
    scheme: str
    colour: str
    on: str
    ground: str
    ratio: float
    needed: float
    nearest: str


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A value that is none: ``why`` is ``colour``, ``face``, ``part``, ``twice`` or ``lacking``."""

    name: str
    value: str
    why: str
    allowed: tuple[str, ...] = ()


def theme(*told: Values) -> Theme:
    """The look that *told* makes, the later winning; what nobody tells is the house's."""
    values = {name: value for one in told for name, value in one.items() if value}
    return Theme(
        colours=tuple((one, str(values[one]).lower()) for one in COLOURS if one in values),
        **{one: str(values.get(one, HOUSE_FACES[one])) for one in FACES},
        masthead=_order(values, "masthead"), story=_order(values, "story"),
    )  # fmt: skip


def _order(values: Values, name: str) -> tuple[str, ...]:
    told = values.get(name)
    return tuple(map(str, told)) if isinstance(told, list | tuple) else ORDERS[name]


def wrong(values: Values, faces: Iterable[str] = ()) -> Iterator[Wrong]:
    """Every value of *values* that is no colour, face (of the house's or of the files *faces*) or
    order of parts."""
    files = tuple(faces)
    for name in COLOURS:
        value = str(values.get(name) or "")
        if value and not colours.is_colour(value):
            yield Wrong(name=name, value=value, why="colour")
    for name in FACES:
        value = str(values.get(name) or "")
        if value and value not in STACKS and value not in files:
            yield Wrong(name=name, value=value, why="face", allowed=(*STACKS, *files))
    for name in ORDERS:
        yield from _misplaced(name, _order(values, name) if values.get(name) else ORDERS[name])


def _misplaced(name: str, told: tuple[str, ...]) -> Iterator[Wrong]:
    known = ORDERS[name]
    for one in dict.fromkeys(told):
        if one not in known:
            yield Wrong(name=name, value=one, why="part", allowed=known)
        elif told.count(one) > 1:
            yield Wrong(name=name, value=one, why="twice", allowed=known)
    for one in known:
        if one in NEEDED[name] and one not in told:
            yield Wrong(name=name, value=one, why="lacking", allowed=known)


def weak(chosen: Iterable[tuple[str, str]]) -> Iterator[Weak]:
    """Every colour of *chosen* that cannot be read where it stands, in both schemes."""
    chosen = tuple(chosen)
    for scheme in SCHEMES:
        made, own = palette(chosen, scheme), dict(chosen)
        for colour, grounds, needed in READ:
            if colour == "name" and _key(colour, scheme) not in own:
                continue  # it is the ink, which is measured
            ratio, on = min((colours.contrast(made[colour], made[one]), one) for one in grounds)
            if ratio < needed:
                yield Weak(
                    name=_key(colour, scheme), scheme=scheme, colour=made[colour], on=on,
                    ground=made[on], ratio=ratio, needed=needed,
                    nearest=_nearest(chosen, scheme, colour, grounds, needed),
                )  # fmt: skip


def _key(token: str, scheme: str) -> str:
    return token if scheme == LIGHT else f"{token}_dark"


def _nearest(
    chosen: tuple[tuple[str, str], ...],
    scheme: str,
    token: str,
    grounds: tuple[str, ...],
    needed: float,
) -> str:
    """The nearest colour for *token* that passes; its own tints are measured anew with it."""
    made = palette(chosen, scheme)
    found, extra = made[token], 0.0
    for _round in range(6):
        found = colours.nearest(made[token], [made[one] for one in grounds], needed + extra)
        others = tuple(pair for pair in chosen if pair[0] != _key(token, scheme))
        tried = palette((*others, (_key(token, scheme), found)), scheme)
        if colours.reads_on(found, [tried[one] for one in grounds], needed):
            break
        extra += 0.3
    return found


@cache
def palette(chosen: tuple[tuple[str, str], ...], scheme: str) -> dict[str, str]:
    """Every colour of the pages in *scheme*, by token: *chosen* over the house's, and what follows
    from them: tints of another paper, the small print of another ink."""
    end = "" if scheme == LIGHT else "_dark"
    own = {one: value for one in CHOSEN for key, value in chosen if key == one + end}
    made = {**HOUSE[scheme], **own}
    if "paper" in own or "ink" in own:
        _tint(made)
    if "paper" in own or "link" in own:
        made["note"] = colours.mixed(made["paper"], made["link"], 0.08)
    made.setdefault("name", made["ink"])
    made["on-brand"] = colours.stronger(made["brand"])
    made["on-alarm"] = colours.stronger(made["alarm"])
    return made


def _tint(made: dict[str, str]) -> None:
    paper, ink = made["paper"], made["ink"]
    made["wash"] = colours.mixed(paper, ink, 0.05)
    made["rule"] = colours.mixed(paper, ink, 0.18)
    made["line"] = ink
    made["paid"] = colours.mixed(paper, GOLD, 0.16)
    made["alarm-wash"] = colours.mixed(paper, made["alarm"], 0.08)
    grounds = (paper, made["wash"])
    made["soft"] = colours.nearest(colours.mixed(ink, paper, 0.28), grounds, TEXT)
    made["visited"] = colours.nearest(made["visited"], grounds, TEXT)
    made["paid-ink"] = colours.nearest(made["paid-ink"], (made["paid"],), TEXT)
    made["alarm"] = colours.nearest(made["alarm"], (paper, made["alarm-wash"]), TEXT)


def css(look: Theme) -> str:
    """The custom properties in which *look* differs from the house's; "" for the house's own."""
    light, dark = (_changed(look.colours, scheme) for scheme in SCHEMES)
    faces = _stacks(look)
    text = f":root{{{';'.join([*light, *faces])}}}" if light or faces else ""
    if dark:
        text += f"@media(prefers-color-scheme:dark){{:root{{{';'.join(dark)}}}}}"
    return text


def _changed(chosen: tuple[tuple[str, str], ...], scheme: str) -> list[str]:
    house, made = palette((), scheme), palette(chosen, scheme)
    return [f"--{token}:{value}" for token, value in made.items() if value != house[token]]


def _stacks(look: Theme) -> list[str]:
    pairs = zip(("head", "text", "ui"), FACES, strict=True)
    return [
        f"--{name}:{stack(getattr(look, face))}"
        for name, face in pairs
        if getattr(look, face) != HOUSE_FACES[face]
    ]


def stack(face: str) -> str:
    """The ``font-family`` of *face*; a file's is named after it."""
    return STACKS.get(face) or f'"{family(face)}",{STACKS["sans"]}'


def family(file: str) -> str:
    """The name under which a page knows the face in *file*."""
    return "Own " + re.sub(r"\W+", " ", file.removesuffix(".woff2"), flags=re.ASCII).strip()
