"""What other rooms may know of people."""

from __future__ import annotations

from dataclasses import dataclass

from redaksi.press import reading
from redaksi.staff.models import Person


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
    """The person *slug*; notes ``person:ID`` or the address when there is none."""
    reading.note(f"path:/person/{slug}/")
    row = Person.objects.select_related("desk").filter(slug=slug).first()
    if row and row.desk_id:
        reading.note(f"desk:{row.desk_id}")
    return person_view(row) if row else None


@reading.reads
def address_of(pk: int) -> str | None:
    """The address of the page of person *pk*; None when there is none."""
    reading.note(f"person:{pk}")
    row = Person.objects.filter(pk=pk).first()
    return row.url if row else None
