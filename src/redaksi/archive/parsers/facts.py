"""What a WordPress export says, as frozen facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """The site an export came from; addresses are as the file gives them, ``version`` is of WXR."""

    title: str = ""
    address: str = ""
    blog: str = ""
    language: str = ""
    version: str = ""
    line: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """One ``wp:author``: ``login`` is what items name."""

    login: str
    name: str
    email: str = ""
    number: int | None = None
    line: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A category (``category``), a tag (``post_tag``) or a term of another taxonomy.

    ``parent`` is the slug of the term above, or empty.
    """

    taxonomy: str
    slug: str
    name: str
    parent: str = ""
    description: str = ""
    number: int | None = None
    line: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One ``item``: a post, a page, an attachment or something else (``type``).

    ``published`` and ``modified`` carry a zone, or are None where the file has no usable date.
    ``terms`` hold taxonomy, slug and name only. ``meta`` holds the first value of each key.
    ``comments`` is how many reader comments stood there (they are not imported).
    """

    number: int | None
    type: str
    status: str
    title: str
    slug: str = ""
    link: str = ""
    guid: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    author: str = ""
    excerpt: str = ""
    content: str = ""
    terms: tuple[Term, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    attachment_url: str = ""
    parent: int = 0
    order: int = 0
    password: str = ""
    sticky: bool = False
    comments: int = 0
    line: int = 0

    @property
    def key(self) -> str:
        """What names this item for good: its number, else its guid, link or slug."""
        if self.number is not None:
            return str(self.number)
        return self.guid or self.link or self.slug or f"line {self.line}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """What could not be read, or was mended (``lost`` False): where, which item, and what happened.

    ``line`` counts from 1; ``title`` and ``number`` are what could be made out of the item.
    """

    file: str
    line: int
    says: str
    title: str = ""
    number: str = ""
    lost: bool = True


Fact = Site | Author | Term | Item | Trouble
