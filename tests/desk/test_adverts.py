"""Advertisements at the desk: written by name of section, refused when there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from redaksi.adverts.models import Advert
from tests.stories.conftest import Newsroom


def test_it_is_written_listed_and_refused(
    desk: Callable[[str], Client], newsroom: Newsroom
) -> None:
    chief = desk("chief")
    form = {"name": "Langganan", "place": "foot", "text": "", "photo": "", "link": "/page/x/",
            "starts_at": "2020-08-17 08:00", "ends_at": "", "weight": "2", "live": "on",
            "sections": [newsroom.sport.pk]}  # fmt: skip
    refused = chief.post(reverse("adverts:add"), form)
    assert refused.status_code == 200 and not Advert.objects.exists()
    assert "Iklan berisi teks" in refused.content.decode()
    assert chief.post(reverse("adverts:add"), {**form, "text": "Langganan"}).status_code == 302
    made = Advert.objects.get()
    assert made.sections == [newsroom.sport.pk]
    assert "Langganan" in chief.get(reverse("adverts:index")).content.decode()
    page = chief.get(reverse("adverts:edit", args=[made.pk])).content.decode()
    assert page.count("checked") >= 2
