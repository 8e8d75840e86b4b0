"""Sections, topics and pages: their addresses, and where the old ones lead."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from redaksi.sections import addresses, queries
from redaksi.sections.models import Newspaper, OldAddress, Section, StaticPage, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def sport() -> Section:
    newspaper = Newspaper.objects.create(name="Harian Uji", host="uji.example")
    return Section.objects.create(newspaper=newspaper, name="Olahraga")


def within(parent: Section, name: str) -> Section:
    return Section.objects.create(newspaper=parent.newspaper, parent=parent, name=name)


def test_a_section_within_another_has_the_path_of_both(sport: Section) -> None:
    assert within(sport, "Sepak Bola").path == "olahraga/sepak-bola"


def test_a_new_slug_moves_all_within_and_keeps_the_old_addresses(sport: Section) -> None:
    football = within(sport, "Sepak Bola")
    sport.slug = "olah-raga"
    sport.save()
    football.refresh_from_db()
    assert football.path == "olah-raga/sepak-bola"
    kept = dict(OldAddress.objects.values_list("path", "leads_to"))
    assert kept == {
        "/olahraga/": sport.subject, "/olahraga/sepak-bola/": football.subject,
    }  # fmt: skip


@pytest.mark.parametrize("word", sorted(addresses.RESERVED)[:50])
def test_a_section_takes_no_address_of_the_product(sport: Section, word: str) -> None:
    with pytest.raises(ValidationError):
        Section(newspaper=sport.newspaper, name="X", slug=word).clean()
    Section(newspaper=sport.newspaper, parent=sport, name="X", slug=word).clean()


def test_a_section_does_not_stand_within_itself(sport: Section) -> None:
    sport.parent = within(sport, "Sepak Bola")
    with pytest.raises(ValidationError):
        sport.clean()


def test_topics_and_pages_keep_their_old_addresses() -> None:
    topic, page = Topic.objects.create(name="Pelabuhan"), StaticPage.objects.create(title="Tentang")
    for row in (topic, page):
        row.slug = "baru"
        row.save()
    kept = dict(OldAddress.objects.values_list("path", "leads_to"))
    assert kept == {"/topic/pelabuhan/": topic.subject, "/page/tentang/": page.subject}
    assert queries.leads_to("/topic/pelabuhan/") == topic.subject


def test_nothing_is_claimed_by_default() -> None:
    row = Newspaper.objects.create(name="Harian Uji", host="uji.example")
    assert (row.verification, row.company, row.responsible_editor) == ("", "", "")
    assert row.signature == "Harian Uji"
