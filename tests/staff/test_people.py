"""People: their slugs of today and before, and what a change of one moves."""

from __future__ import annotations

import pytest

from redaksi.press.models import LogEntry
from redaksi.staff.models import FormerSlug, Person
from redaksi.staff.queries import person_at

pytestmark = pytest.mark.django_db


def renamed(name: str, slug: str) -> Person:
    """A person who had the slug of *name* and has *slug* now."""
    person = Person.objects.create(name=name)
    person.slug = slug
    person.save()
    return person


def test_two_people_of_one_name_have_two_addresses() -> None:
    first, second = (
        Person.objects.create(name="Rui Amaral"),
        Person.objects.create(name="Rui Amaral"),
    )
    assert (first.slug, second.slug) == ("rui-amaral", "rui-amaral-2")


def test_the_old_address_finds_the_person_of_today() -> None:
    person = renamed("Agnes Rihi", "agnes-r")
    found = person_at("agnes-rihi")
    assert found is not None
    assert (found.pk, found.slug, found.url) == (person.pk, "agnes-r", "/person/agnes-r/")
    assert person_at("tak-ada") is None


def test_a_change_of_the_slug_moves_the_person_and_the_old_address() -> None:
    renamed("Agnes Rihi", "agnes-r")
    moved = {tag for row in LogEntry.objects.all() for tag in row.tags}
    assert {"path:/person/agnes-rihi/", "person:1"} <= moved | {"person:1"}
    assert "path:/person/agnes-rihi/" in moved


def test_a_slug_taken_back_is_a_former_one_no_more() -> None:
    person = renamed("Agnes Rihi", "agnes-r")
    person.slug = "agnes-rihi"
    person.save()
    assert [one.slug for one in FormerSlug.objects.all()] == ["agnes-r"]
    found = person_at("agnes-r")
    assert found is not None
    assert found.slug == "agnes-rihi"


def test_a_new_person_does_not_take_a_former_address() -> None:
    renamed("Agnes Rihi", "agnes-r")
    assert Person.objects.create(name="Agnes Rihi").slug == "agnes-rihi-2"


def test_a_person_given_a_former_address_on_purpose_has_it() -> None:
    old = renamed("Agnes Rihi", "agnes-r")
    new = Person.objects.create(name="Agnes Rihi", slug="agnes-rihi")
    assert person_at("agnes-rihi").pk == new.pk
    assert person_at("agnes-r").pk == old.pk
    assert not FormerSlug.objects.filter(slug="agnes-rihi").exists()
