"""A rail that raises: readers keep a whole page, and the desk and the doctor are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from redaksi.desk import rights
from redaksi.lib import clock as time
from redaksi.ops import doctor
from redaksi.portal import rails
from redaksi.staff import actions as staff
from tests.editions.made import row
from tests.portal.newspaper import Small
from tests.portal.surrogate import shell


@pytest.fixture
def broken(paper: Small, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Small:
    """The newspaper whose rail of the latest stories divides by nothing."""
    settings.RAILS_FOLDER = tmp_path / "rails"

    def shows(*_given: object) -> dict[str, int]:
        return {"items": 1 // 0}

    monkeypatch.setitem(rails.RAILS, "latest", replace(rails.RAILS["latest"], shows=shows))
    return paper


def test_a_page_goes_out_whole_without_it(broken: Small, reader: Client) -> None:
    answer = reader.get(broken.stories[-1].url)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Berita Terkini" not in html
    assert html.index("</h1>") < html.index("Baca Juga") < html.index("</footer>")


def test_the_edge_is_told_to_do_without_it(broken: Small, reader: Client) -> None:
    page = shell(reader, broken.stories[-1].url).content.decode()
    assert '<esi:include src="/_rail/side/story" onerror="continue"/>' in page
    reader.raise_request_exception = False
    assert reader.get("/_rail/latest").status_code == 500


def test_what_stands_beside_it_is_sent_and_it_is_tried_again_soon(
    broken: Small, reader: Client, clock: Any
) -> None:
    row()
    side = shell(reader, "/_rail/side/story")
    assert side.status_code == 200
    assert "E-Paper" in side.content.decode()
    until = datetime.fromisoformat(side.headers["X-Good-Until"])
    assert until - time.now() <= rails.AGAIN


def test_the_desk_and_the_doctor_are_told_until_it_is_well(
    broken: Small, reader: Client, clock: Any
) -> None:
    chief, reporter = _desk("chief"), _desk("reporter")
    assert "Lajur bermasalah" not in chief.get("/desk/").content.decode()
    reader.get(broken.stories[-1].url)
    first_screen = chief.get("/desk/").content.decode()
    assert "Lajur bermasalah" in first_screen
    assert "ZeroDivisionError" in first_screen
    assert "Lajur bermasalah" not in reporter.get("/desk/").content.decode()
    assert "latest raises ZeroDivisionError" in _doctor()
    clock.move(seconds=601)
    assert "Lajur bermasalah" not in chief.get("/desk/").content.decode()
    assert _doctor() == "none has raised lately"


def _desk(role: str) -> Client:
    """A browser signed in as somebody of *role*."""
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # whitenoise warns without
    rights.apply()
    client = Client()
    client.force_login(staff.add_user(role, role, "tanjung-dermaga-12"))
    return client


def _doctor() -> str:
    return {one.what: one.says for one in doctor.examine()}["rails"]
