"""Which names the site answers to."""

import pytest
from django.test import Client

from redaksi.sections.models import Newspaper

pytestmark = pytest.mark.django_db


@pytest.fixture
def newspaper() -> Newspaper:
    return Newspaper.objects.create(name="Harian Uji", host="uji.example")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "uji.example", "www.uji.example"])
def test_its_own_names_are_answered_to(newspaper: Newspaper, host: str) -> None:
    assert Client().get("/robots.txt", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "uji.example.evil.example", "192.0.2.7", "a@b"])
def test_other_names_are_refused(newspaper: Newspaper, host: str) -> None:
    assert Client().get("/robots.txt", headers={"host": host}).status_code == 400


def test_numbers_are_answered_to_when_it_listens_beyond_this_machine(
    newspaper: Newspaper, settings
) -> None:
    settings.ANSWERS_TO_NUMBERS = True
    assert Client().get("/robots.txt", headers={"host": "192.0.2.7:8000"}).status_code == 200
    assert Client().get("/robots.txt", headers={"host": "evil.example"}).status_code == 400
