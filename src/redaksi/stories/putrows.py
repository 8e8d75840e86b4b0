"""Names in ``redaksi story put``: from a name to the row that bears it, made when allowed."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from redaksi.sections.models import Newspaper, Section, Topic
from redaksi.staff.models import Agency, Desk, Person
from redaksi.staff.rules import is_code
from redaksi.stories.putchecks import shown

#: Names that are looked through for near ones.
_COMPARED = 5000


class Rows:
    """Finds rows by name; ``wrong(field, says)`` hears of those that are not there."""

    def __init__(self, *, create: bool, wrong: Callable[[str, str], None]) -> None:
        self.create, self.wrong = create, wrong

    def section(self, field: str, name: Any) -> Section | None:
        """The section with this name, or with this address (``olahraga/sepak-bola``)."""
        if isinstance(name, str) and (row := Section.objects.filter(path=name.strip(" /")).first()):
            return row
        found: Section | None = self._row(field, Section, name)
        return found

    def topic(self, field: str, name: Any) -> Topic | None:
        found: Topic | None = self._row(field, Topic, name)
        return found

    def agency(self, field: str, name: Any) -> Agency | None:
        found: Agency | None = self._row(field, Agency, name)
        return found

    def person(self, field: str, name: Any) -> Person | None:
        found: Person | None = self._row(field, Person, name)
        return found

    def code(self, field: str, code: Any) -> Person | None:
        """The editor who signs off with *code*."""
        if not isinstance(code, str):
            self.wrong(field, f"It is an editor code such as OL-1, not {shown(code)}.")
            return None
        code = code.strip()
        found = Person.objects.filter(code=code).first()
        if found is None and self.create and is_code(code):
            return _new_editor(code)
        if found is None:
            self.wrong(field, f"No editor has the code {shown(code)}.{self._near_codes(code)}")
        return found

    def _near_codes(self, code: str) -> str:
        known = [one for one in Person.objects.values_list("code", flat=True) if one]
        near = difflib.get_close_matches(code.upper()[:20], known, n=3, cutoff=0.4)
        if near:
            return f" Near ones: {', '.join(near)}."
        shape = "" if is_code(code) else " A code is a desk and a number, such as OL-1."
        return shape or ("" if self.create else " With --create it would be made.")

    def _row(self, field: str, model: type[Model], name: Any) -> Any:
        """The row of *model* that is called *name*; made when allowed, else a problem."""
        if not isinstance(name, str) or not name.strip():
            self.wrong(field, f"It is a name, not {shown(name)}.")
            return None
        name = " ".join(name.split())
        rows = model._default_manager.order_by("pk")
        row = rows.filter(name=name).first() or rows.filter(name__iexact=name).first()
        if row is not None:
            return row
        if self.create:
            return self._made(field, model, name)
        names = rows.values_list("name", flat=True)[:_COMPARED]
        near = difflib.get_close_matches(name[:120], names, n=3)
        hint = f" Near ones: {', '.join(near)}." if near else " With --create it would be made."
        self.wrong(field, f"There is no {model._meta.verbose_name} {shown(name, 120)}.{hint}")
        return None

    def _made(self, field: str, model: type[Model], name: str) -> Any:
        made = model(name=name)
        if isinstance(made, Section):
            made.newspaper = Newspaper.objects.order_by("pk")[0]
            made.slug = ""
        try:
            with transaction.atomic():
                made.full_clean(exclude=["path"])
                if isinstance(made, Section) and Section.objects.filter(path=made.slug).exists():
                    raise ValidationError(f"Another section has the address /{made.slug}/.")
                made.save()
        except ValidationError as error:
            self.wrong(field, f"{shown(name)} cannot be made: {' '.join(error.messages)}")
            return None
        return made


def _new_editor(code: str) -> Person:
    """An editor known by the code alone, with the desk that its letters stand for."""
    letters = code.split("-")[0]
    desk = Desk.objects.filter(letters=letters).first()
    if desk is None:
        desk, _made = Desk.objects.get_or_create(name=letters, defaults={"letters": letters})
    return Person.objects.create(name=code, code=code, desk=desk, work=Person.Work.EDITOR)
