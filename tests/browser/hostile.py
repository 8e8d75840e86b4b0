"""Script vectors (samples/vectors, written down by class) put into every input that there is."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import cycle
from pathlib import Path
from typing import Any

from redaksi.archive import actions as archive
from redaksi.fronts import actions as fronts
from redaksi.fronts.models import Container, Front
from redaksi.lib import clock
from redaksi.partners import actions as partners
from redaksi.partners import parsers
from redaksi.photos import actions as photos
from redaksi.sections.models import Newspaper, Section
from redaksi.stories import put
from redaksi.stories.models import Story
from tests.archive.conftest import HEAD, category, post
from tests.partners.made import partner
from tests.photos.pictures import iim, jpeg

#: What no text may hold: refused where it comes in (tests/stories/test_put_hostile.py).
NEVER = set(map(chr, range(32))) - set("\t\n\r")
FOLDER = Path(__file__).parents[1] / "samples" / "vectors"


def vectors() -> list[str]:
    """All vectors; a line of the files is one, in Python's escapes."""
    lines = [
        line for path in sorted(FOLDER.glob("*.txt")) for line in path.read_text().splitlines()
    ]
    return [line.encode().decode("unicode_escape") for line in lines]


def plain(texts: list[str]) -> list[str]:
    """*texts* without characters that no field of one line takes."""
    return [
        text for text in texts if text.isprintable() and "\ufeff" not in text and len(text) < 120
    ]


class Short:
    """Hands out short vectors in turn, for fields of which there are few."""

    def __init__(self) -> None:
        self._turn: Any = cycle(plain(vectors()))

    def __call__(self, most: int) -> str:
        """As many vectors as go into *most* characters."""
        text = next(self._turn)[:most]
        while len(text) < most // 2:
            text = (text + next(self._turn))[:most]
        return text


def put_story(short: Short, body: list[dict[str, Any]], **fields: Any) -> Story:
    """A story put by the command's verb, its short fields hostile; raises AssertionError."""
    given = {
        "headline": short(155), "short_headline": short(150), "search_headline": short(150),
        "kicker": short(75), "dateline": short(75), "teaser": short(480), "section": "Ekonomi",
        "topics": [short(75)], "bylines": [short(75)], "sources": [short(75)],
        "passed_by": "OL-1", "body": body, **fields,
    }  # fmt: skip
    answer = put.put(given, folder=FOLDER, publish=True, create=True)
    assert "problems" not in answer, answer
    return Story.objects.get(pk=answer["id"])


def blocks(short: Short) -> list[dict[str, Any]]:
    """Every vector as HTML of a paragraph, and every kind of block with some as text."""
    html = [f"<p>{one} x</p>" for one in vectors() if not NEVER & set(one)]
    texts = plain(vectors())
    body: list[dict[str, Any]] = [{"type": "paragraph", "html": one} for one in html[::12]]
    return body + [
        {"type": "factbox", "title": short(150), "html": "".join(html)},
        {
            "type": "table",
            "caption": short(200),
            "header": texts[:2],
            "rows": [list(two) for two in zip(texts[::2], texts[1::2], strict=False)],
        },
        {"type": "heading", "text": short(190)},
        {"type": "pullquote", "text": "\n".join(texts), "by": short(150)},
        {"type": "quote", "html": f"<p>{short(300)}</p>", "by": short(150)},
        {"type": "list", "ordered": True, "items": [short(200), short(200)]},
    ]


def photo(short: Short) -> Any:
    """A photo whose own words, as an agency writes them into the file, are hostile."""
    said = {5: 60, 80: 30, 85: 30, 90: 30, 101: 60, 105: 200, 110: 30, 115: 30, 116: 120, 120: 1500}
    words = [(2, number, short(most).encode()) for number, most in said.items()]
    block = iim((1, 90, b"\x1b%G"), *words)
    return photos.receive(jpeg(block=block), name=f"{short(60)}.jpg".replace("/", "_"))


def export(short: Short, folder: Path) -> None:
    """A WordPress export, imported."""
    text = "\n\n".join(vectors()).replace("]]>", "]] >")
    text = "".join(one for one in text if one.isprintable() or one in "\n\t")
    title, name = short(200).replace("]]>", ""), short(60).replace("]]>", "")
    item = post(1, title, text, more=category("rubrik-lama", name))
    path = folder / "export.xml"
    path.write_text(f"{HEAD}{item}</channel></rss>", encoding="utf-8")
    report = archive.import_wordpress([path], progress=False)
    assert Story.objects.filter(headline__contains="<").exists(), report


def rail(short: Short) -> None:
    """A sister brand whose feed is hostile."""
    items = "".join(
        f"<item><title>{escape(short(150))}</title><link>https://x.example/{number}</link>"
        f"</item><item><title>{escape(short(150))}</title><link>javascript:fire()</link></item>"
        for number in range(4)
    )
    feed = f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
    made = partner(name=short(60), kind="headlines")
    partners.keep(made, parsers.headlines(feed.encode()), clock.now(), pictures={})


def front(short: Short, stories: list[Story]) -> Front:
    """A launched home page whose cards and titles were rewritten."""
    made = fronts.create_front()
    fronts.add_container(made, kind="lead", rule="newest", title=short(60))
    for one in stories:
        pick = fronts.pick(Container.objects.get(front=made), one)
        fronts.override(pick, headline=short(150), kicker=short(70), teaser=short(280))
    fronts.launch(Front.objects.get(pk=made.pk))
    return Front.objects.get(pk=made.pk)


def newspaper(folder: Path, tell: Callable[[str], None] = print) -> dict[str, Any]:
    """The newspaper of the desk's tests with a vector in everything; what was made, by name."""
    short = Short()
    Newspaper.objects.update(tagline=short(190), company=short(190), address=short(300))
    section = Section.objects.create(newspaper=Newspaper.objects.get(), name=short(75), slug="awas")
    picture = photo(short)
    big = put_story(short, blocks(short))
    more = [put_story(short, [{"type": "paragraph", "html": "<p>x</p>"}]) for _n in range(4)]
    big.photo = picture
    export(short, folder)
    rail(short)
    return {"big": big, "more": more, "photo": picture, "section": section,
            "front": front(short, more)}  # fmt: skip
