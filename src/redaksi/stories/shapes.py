"""The shapes in which stories are handed to other rooms: frozen, complete, asking nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from redaksi.photos.queries import Picture
from redaksi.sections.queries import SectionRef, TopicRef
from redaksi.stories.embeds import Embed
from redaksi.stories.grounds import told
from redaksi.stories.profiles import Labelled


@dataclass(frozen=True, kw_only=True)
class Signed:
    """One byline: the person, and as what they signed (a word of ``Byline.Role``); ``portrait`` is
    the address of the person's picture ("" for none)."""

    pk: int
    name: str
    url: str
    role: str
    title: str = ""
    portrait: str = ""


@dataclass(frozen=True, kw_only=True)
class Card(Labelled):
    """What lists show of a story. ``headline`` is the short one where there is one."""

    pk: int
    url: str
    headline: str
    kicker: str
    teaser: str
    section: SectionRef | None
    bylines: tuple[Signed, ...]
    published_at: datetime
    photo: Picture | None
    profile: str = "news"
    sponsor: str = ""
    unverified: bool = False


@dataclass(frozen=True, kw_only=True)
class Headline(Labelled):
    """A story as one line: in the narrowest lists, in a cross-link."""

    pk: int
    url: str
    headline: str
    published_at: datetime
    profile: str = "news"
    sponsor: str = ""
    unverified: bool = False


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A story in which somebody answers another (right of reply): the line that leads to it, and
    who answers."""

    line: Headline
    by: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A photo in the text, with this story's own caption and alt text where it has them."""

    photo: Picture
    caption: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Block:
    """One block of the text. ``kind`` names it as in ``redaksi story put``; the fields a kind has:

    paragraph, quote, factbox: html (cleaned, safe) · heading, pullquote: text · quote, pullquote:
    by · factbox: title · photo, document: figure · gallery: figures · list: items (safe html),
    ordered · table: caption, header, rows · embed: embed, caption · crosslink: card.
    """

    kind: str
    html: str = ""
    text: str = ""
    by: str = ""
    title: str = ""
    caption: str = ""
    ordered: bool = False
    items: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    figure: Figure | None = None
    figures: tuple[Figure, ...] = ()
    embed: Embed | None = None
    card: Headline | None = None


@dataclass(frozen=True, kw_only=True)
class Note:
    """A correction as readers see it; ``origin`` is a word of ``Correction.Origin``."""

    pk: int
    kind: str
    note: str
    at: datetime
    origin: str = "own"

    @property
    def significant(self) -> bool:
        return self.kind == "significant"


@dataclass(frozen=True, kw_only=True)
class StoryView(Labelled):
    """A live story as its page shows it; ``picks`` follow it: picked, then like it. ``answers`` is
    the story that it answers for ``reply_by``, ``replies`` are the answers to it."""

    pk: int
    url: str
    slug: str
    headline: str
    short_headline: str
    search_headline: str
    kicker: str
    dateline: str
    teaser: str
    section: SectionRef | None
    bylines: tuple[Signed, ...]
    topics: tuple[TopicRef, ...]
    sources: tuple[str, ...]
    sign_off: str
    passed_by: str
    photo: Picture | None
    photo_caption: str
    blocks: tuple[Block, ...]
    corrections: tuple[Note, ...]
    published_at: datetime
    updated_at: datetime | None
    words: int
    minutes: int
    profile: str = "news"
    sponsor: str = ""
    unverified: bool = False
    unverified_why: str = ""
    reply_by: str = ""
    answers: Headline | None = None
    replies: tuple[Answer, ...] = ()
    picks: tuple[Card, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """A story that was withdrawn: what its address still says."""

    pk: int
    url: str
    slug: str
    headline: str
    published_at: datetime | None
    withdrawn_at: datetime
    reason: str
    ground: str = ""

    @property
    def grounds(self) -> str:
        """The ground in the words of the press rules, in the language of the moment."""
        return told(self.ground)


@dataclass(frozen=True, kw_only=True)
class Cards:
    """One page of a list; ``before`` is the key of the next page, None on the last."""

    items: tuple[Card, ...]
    before: str | None = None


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """A correction on the page of all corrections, with the story it belongs to."""

    note: Note
    card: Card


@dataclass(frozen=True, kw_only=True)
class Corrections:
    """One page of corrections; ``before`` is the key of the next page, None on the last."""

    items: tuple[Corrected, ...]
    before: str | None = None
