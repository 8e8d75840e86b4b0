"""The credit chain itself: who made a photo and through whose hands it came to us."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """What one link of a credit is."""

    PHOTOGRAPHER = "photographer"
    AGENCY = "agency"
    SITE = "site"  # a domain, such as tanjung.example
    OWNER = "owner"  # whose picture it is: Dok. Pribadi, Courtesy of …
    AFFILIATION = "affiliation"  # in parentheses after a name
    NOTE = "note"  # handout, pool, file, a year, a licence
    INITIALS = "initials"  # the desk's, two to four small letters at the end


@dataclass(frozen=True, kw_only=True)
class Link:
    """A name in a credit, its role, and the very text that stands before it (``/``, `` via ``)."""

    name: str
    role: Role
    before: str = ""

    @property
    def joiner(self) -> str:
        """``/``, ``via``, ``for``, ``(``, another mark, or empty, without the spaces round it."""
        return self.before.lower().replace("/via", "via").strip()


@dataclass(frozen=True, kw_only=True)
class CreditChain:
    """A credit as links in printed order and what stands after the last one (``.``, ``)``).

    ``str(chain)`` prints it exactly as it was read, one space for each run of white space.
    """

    links: tuple[Link, ...] = ()
    tail: str = ""

    def __str__(self) -> str:
        return "".join(link.before + link.name for link in self.links) + self.tail

    def __bool__(self) -> bool:
        return bool(self.links)

    def names(self, *roles: Role) -> tuple[str, ...]:
        """The names of the links that have one of these roles, in printed order."""
        return tuple(link.name for link in self.links if link.role in roles)

    @property
    def photographers(self) -> tuple[str, ...]:
        """The people who made the photo."""
        return self.names(Role.PHOTOGRAPHER)

    @property
    def agencies(self) -> tuple[str, ...]:
        """Every agency, the first one first."""
        return self.names(Role.AGENCY)

    @property
    def agency(self) -> str:
        """The first agency, or empty."""
        return next(iter(self.agencies), "")

    @property
    def further(self) -> tuple[tuple[str, str], ...]:
        """The agencies after the first, each with its joiner: ``(("via", "Orbis"), …)``."""
        links = [link for link in self.links if link.role is Role.AGENCY]
        return tuple((link.joiner, link.name) for link in links[1:])

    @property
    def sites(self) -> tuple[str, ...]:
        """Web sites that are named as a source."""
        return self.names(Role.SITE)

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose picture it is when somebody gave it: the name after Dok. or Courtesy of."""
        return self.names(Role.OWNER)

    @property
    def affiliations(self) -> tuple[str, ...]:
        """Where a photographer works, when it stands in parentheses after the name."""
        return self.names(Role.AFFILIATION)

    @property
    def notes(self) -> tuple[str, ...]:
        """Handout, pool, file, a year, a licence."""
        return self.names(Role.NOTE)

    @property
    def initials(self) -> str:
        """The initials of our desk, ``pri``; several are joined by a slash; or empty."""
        return "/".join(self.names(Role.INITIALS))

    @property
    def label(self) -> str:
        """What stands before the first name, such as ``Foto:`` or ``Dok.``; or empty."""
        return self.links[0].before.strip() if self.links else ""

    @property
    def has_stop(self) -> bool:
        """Whether a full stop closes the credit."""
        return self.tail.endswith(".")

    def with_stop(self, wanted: bool) -> "CreditChain":
        """The same credit closed the way the house closes its credits."""
        bare = replace(self, tail=self.tail.rstrip("."))
        closed = str(bare).endswith(".") or not self.links
        return replace(bare, tail=bare.tail + "." * (wanted and not closed))

    def with_links(self, links: Iterable[Link]) -> "CreditChain":
        """The same closing after other links."""
        return replace(self, links=tuple(links))
