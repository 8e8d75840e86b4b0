"""Sections, topics and static pages: their paths, the addresses of before, and what they move."""

import pytest
from django.core.exceptions import ValidationError

from redaksi.press import acts, reading
from redaksi.press.models import LogEntry
from redaksi.sections import queries
from redaksi.sections.models import Newspaper, OldAddress, Section, StaticPage, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def newspaper() -> Newspaper:
    return Newspaper.objects.create(name="Harian Uji", host="uji.example")


@pytest.fixture
def economy(newspaper: Newspaper) -> Section:
    return Section.objects.create(newspaper=newspaper, name="Ekonomi")


@pytest.fixture
def coast(economy: Section) -> Section:
    return Section.objects.create(newspaper=economy.newspaper, name="Pesisir", parent=economy)


def moved_since(seq: int) -> set[str]:
    return {tag for row in LogEntry.objects.after(seq) for tag in row.tags}


def test_the_path_follows_from_the_slugs(coast: Section) -> None:
    assert (coast.path, coast.url) == ("ekonomi/pesisir", "/ekonomi/pesisir/")


def test_a_renamed_section_takes_those_within_along_and_keeps_its_addresses(
    economy: Section, coast: Section
) -> None:
    economy.slug = "bisnis"
    economy.save()
    coast.refresh_from_db()
    assert coast.url == "/bisnis/pesisir/"
    assert queries.leads_to("/ekonomi/pesisir/") == coast.subject
    assert queries.leads_to("/ekonomi/") == economy.subject


def test_a_section_does_not_stand_within_itself(economy: Section, coast: Section) -> None:
    economy.parent = coast
    with pytest.raises(ValidationError, match="parent"):
        economy.clean()


def test_no_section_takes_an_address_of_the_product(newspaper: Newspaper) -> None:
    with pytest.raises(ValidationError, match="desk"):
        Section(newspaper=newspaper, name="Desk").clean()


def test_a_section_out_of_the_menu_moves_the_tree_when_it_comes_and_moves(
    economy: Section, newspaper: Newspaper
) -> None:
    seq = acts.last_seq()
    hidden = Section.objects.create(newspaper=newspaper, name="Arsip", in_menu=False)
    assert "tree" in moved_since(seq) and "menu" not in moved_since(seq)
    seq = acts.last_seq()
    hidden.parent = economy
    hidden.save()
    assert "tree" in moved_since(seq)


def test_a_new_name_in_the_menu_leaves_the_tree_alone(economy: Section) -> None:
    seq = acts.last_seq()
    economy.name = "Uang"
    economy.save()
    assert moved_since(seq) == {f"section:{economy.pk}", "menu"}


def test_a_new_description_out_of_the_menu_moves_the_section_alone(newspaper: Newspaper) -> None:
    hidden = Section.objects.create(newspaper=newspaper, name="Arsip", in_menu=False)
    seq = acts.last_seq()
    hidden.description = "Yang lama."
    hidden.save()
    assert moved_since(seq) == {f"section:{hidden.pk}"}


@pytest.mark.parametrize(
    ("ask", "make"),
    [
        (lambda: queries.topic_at("trem"), lambda: Topic.objects.create(name="Trem")),
        (lambda: queries.page_at("tentang"), lambda: StaticPage.objects.create(title="Tentang")),
        (
            lambda: queries.section_at("wisata"),
            lambda: Section.objects.create(newspaper=Newspaper.objects.get(), name="Wisata"),
        ),
    ],
    ids=["topic", "static page", "section"],
)
def test_a_page_that_was_not_there_moves_when_it_comes_and_when_it_goes(
    newspaper: Newspaper, ask, make
) -> None:
    with reading.reading() as missing:
        assert ask() is None
    seq = acts.last_seq()
    row = make()
    assert missing.tags & moved_since(seq)
    with reading.reading() as there:
        assert ask() is not None
    seq = acts.last_seq()
    row.delete()
    assert there.tags & moved_since(seq)


def test_an_old_address_is_kept_once(economy: Section) -> None:
    OldAddress.keep("/lama/", economy.subject)
    OldAddress.keep("/lama/", "/latest/")
    assert queries.leads_to("/lama/") == "/latest/"


def test_a_page_in_the_footer_moves_every_page(newspaper: Newspaper) -> None:
    page = StaticPage.objects.create(title="Pedoman", in_footer=True)
    seq = acts.last_seq()
    page.in_footer = False
    page.save()
    assert "site" in moved_since(seq)
