"""A person who is renamed: the address of before leads to the page of today."""

from __future__ import annotations

from typing import Any

import pytest

from redaksi.sections.models import Newspaper
from redaksi.staff.models import Person


@pytest.mark.django_db
def test_a_former_address_of_a_person_redirects_for_good(client: Any) -> None:
    Newspaper.objects.create(name="Harian Uji", host="testserver")
    person = Person.objects.create(name="Agnes Rihi")
    person.slug = "agnes-r"
    person.save()
    answer = client.get("/person/agnes-rihi/")
    assert (answer.status_code, answer["Location"]) == (301, "/person/agnes-r/")
    assert client.get("/person/agnes-r/").status_code == 200
