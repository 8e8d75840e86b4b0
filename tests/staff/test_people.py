"""People: codes, slugs, and what their pages read."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from redaksi.press import acts, reading
from redaksi.press.models import LogEntry
from redaksi.staff import actions, queries
from redaksi.staff.models import Desk, Person, User

pytestmark = pytest.mark.django_db


def moved_since(seq: int) -> set[str]:
    return {tag for row in LogEntry.objects.after(seq) for tag in row.tags}


def test_two_of_one_name_have_two_addresses() -> None:
    first, second = (Person.objects.create(name="Agnes Rihi") for _ in range(2))
    assert (first.url, second.url) == ("/person/agnes-rihi/", "/person/agnes-rihi-2/")


def test_an_editor_code_is_one_persons() -> None:
    Person.objects.create(name="Mira Hasan", code="OL-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(name="Agnes Rihi", code="OL-1")


def test_people_without_a_code_are_many() -> None:
    for name in ("Agnes Rihi", "Bayu Seran"):
        Person.objects.create(name=name, code="")
    assert Person.objects.filter(code__isnull=True).count() == 2


@pytest.mark.parametrize("code", ["ol-1", "OL1", "OL-1234", "OLAHR-1"])
def test_a_code_is_letters_of_a_desk_and_a_number(code: str) -> None:
    with pytest.raises(ValidationError, match="OL-1"):
        Person(name="Mira Hasan", code=code).clean_fields(exclude=["slug"])


def test_the_page_of_a_person_reads_the_desk_too() -> None:
    desk = Desk.objects.create(name="Daring", letters="OL")
    person = Person.objects.create(name="Mira Hasan", desk=desk)
    with reading.reading() as record:
        view = queries.person_at("mira-hasan")
    assert view is not None
    assert view.desk == "Daring"
    assert {f"person:{person.pk}", f"desk:{desk.pk}"} <= record.tags


def test_a_page_that_was_not_there_moves_when_the_person_comes() -> None:
    with reading.reading() as missing:
        assert queries.person_at("mira-hasan") is None
    seq = acts.last_seq()
    Person.objects.create(name="Mira Hasan")
    assert missing.tags & moved_since(seq)


def test_an_address_for_letters_is_seen_by_nobody() -> None:
    person = Person.objects.create(name="Mira Hasan")
    seq = acts.last_seq()
    person.email = "mira@tanjung.example"
    person.save()
    assert moved_since(seq) == set()


def test_a_desk_that_goes_moves_the_pages_of_its_people() -> None:
    desk = Desk.objects.create(name="Daring")
    Person.objects.create(name="Mira Hasan", desk=desk)
    with reading.reading() as record:
        queries.person_at("mira-hasan")
    seq = acts.last_seq()
    desk.delete()
    assert record.tags & moved_since(seq)


def test_a_user_has_one_role() -> None:
    user = actions.add_user("mira", "editor", "dermaga-lama-12")
    actions.give_role(user, "reporter")
    assert user.groups.count() == 1
    assert not User.objects.get(pk=user.pk).is_superuser


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [
        ("mira", "raja", "dermaga-lama-12"),
        ("mi ra", "editor", "dermaga-lama-12"),
        ("x", "editor", "1"),
    ],
)
def test_a_user_that_cannot_be_is_refused_with_the_reason(
    name: str, role: str, password: str
) -> None:
    with pytest.raises(actions.StaffError, match=f"{role}|{name}|password"):
        actions.add_user(name, role, password)
    assert not User.objects.exists()
