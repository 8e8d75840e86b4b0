"""What other rooms may know of people."""

from __future__ import annotations

from dataclasses import dataclass

from redaksi.press import reading
from redaksi.staff import addresses
from redaksi.staff.factors import (  # noqa: F401 (handed on)
    Factor,
    codes_left,
    factors,
    has_factor,
    recovery_codes,
)
from redaksi.staff.models import Person
from redaksi.staff.sessions import SessionView, sessions  # noqa: F401 (handed on)


@dataclass(frozen=True, kw_only=True)
class PersonView:
    """A person as readers see them."""

    pk: int
    name: str
    slug: str
    url: str
    work: str
    title: str
    bio: str
    portrait: str
    code: str
    desk: str


def person_view(row: Person) -> PersonView:
    """*row* as readers see it; notes ``person:ID``."""
    reading.note(f"person:{row.pk}")
    return PersonView(
        pk=row.pk,
        name=row.name,
        slug=row.slug,
        url=row.url,
        work=str(row.get_work_display()),
        title=row.title,
        bio=row.bio,
        portrait=row.portrait.url if row.portrait else "",
        code=row.code or "",
        desk=row.desk.name if row.desk else "",
    )


@reading.reads
def person_at(slug: str) -> PersonView | None:
    """The person *slug*; notes the address, and ``person:ID`` when there is one.

    A slug that the person had before finds them too: then the answer's slug is another one, and a
    page that was asked for by the old address redirects to ``url``.
    """
    reading.note(f"path:{addresses.person(slug)}")
    people = Person.objects.select_related("desk")
    row = people.filter(slug=slug).first() or people.filter(former_slugs__slug=slug).first()
    if row and row.desk_id:
        reading.note(f"desk:{row.desk_id}")
    return person_view(row) if row else None


@reading.reads
def address_of(pk: int) -> str | None:
    """The address of the page of person *pk*; None when there is none."""
    reading.note(f"person:{pk}")
    row = Person.objects.filter(pk=pk).first()
    return row.url if row else None
