"""Partners' rails and pages as readers have them: plain, and never harmful."""

from __future__ import annotations

import re

from django.test import Client

from redaksi.fronts import actions
from redaksi.fronts.models import Front, RailPlace
from redaksi.partners.answers import Item
from redaksi.partners.models import Partner
from tests.partners.made import BOAT, filled, heads
from tests.portal.newspaper import Small


def text(reader: Client, path: str) -> str:
    return reader.get(path).content.decode()


def test_the_rails_of_partners_stand_beside_a_story(paper: Small, reader: Client) -> None:
    filled(order=1)
    heads(order=2)
    page = text(reader, paper.stories[-1].url)
    titles = re.findall(r"<h2>(TaliKasih|TJ Niaga|Berita Terkini)</h2>", page)
    assert titles == ["Berita Terkini", "TaliKasih", "TJ Niaga"]
    assert 'href="/partner/talikasih/">Selengkapnya<span class="vh"> TaliKasih' in page


def test_a_campaign_shows_its_sum_share_and_days(paper: Small, reader: Client) -> None:
    filled()
    rail = text(reader, "/_rail/partner/talikasih")
    assert "<span>Rp86.400.000</span><span>72%</span><span>12 hari lagi</span>" in rail
    assert '<progress value="72" max="100" aria-label="Terkumpul: 72 persen">' in rail
    assert f'<a href="{BOAT["link"]}" rel="external noopener">' in rail


def test_what_is_over_the_target_fills_the_bar(paper: Small, reader: Client) -> None:
    filled(Item(**{**BOAT, "collected": 150_000_000, "days_left": 0}))
    rail = text(reader, "/_rail/partner/talikasih")
    assert '<progress value="100" max="100"' in rail
    assert "<span>125%</span><span>hari terakhir</span>" in rail


def test_a_rail_is_as_long_as_the_desk_says_and_the_page_has_all(
    paper: Small, reader: Client
) -> None:
    filled(length=1)
    assert text(reader, "/_rail/partner/talikasih").count("<article") == 1
    assert text(reader, "/partner/talikasih/").split("<aside")[0].count("<article") == 2


def test_the_desk_sets_title_and_length_of_a_partners_rail(paper: Small, reader: Client) -> None:
    filled()
    RailPlace.objects.create(page="story", rail="partner/talikasih", title="Galang dana", length=1)
    page = text(reader, paper.stories[-1].url).split("<aside", 1)[1]
    assert re.findall(r"<h2>(.*?)</h2>", page)[0] == "Galang dana"
    assert page.count("fund t") == 1


def test_partners_stand_side_by_side_on_a_front(paper: Small, reader: Client) -> None:
    filled()
    heads()
    front = actions.create_front()
    for name in ("talikasih", "tj-niaga", "tak-ada"):
        actions.add_container(front, kind="partner", name=name)
    actions.launch(Front.objects.get())
    page = text(reader, "/")
    assert page.index('<div class="c4"><section><div class="hd"><h2>TaliKasih') > 0
    assert page.count('<div class="c4">') == 3


def test_a_partner_without_anything_has_no_rail_and_a_kind_page(
    paper: Small, reader: Client
) -> None:
    Partner.objects.create(name="Sepi", kind="headlines", address="https://sepi.example/")
    assert "Sepi" not in text(reader, paper.stories[-1].url)
    assert "Belum ada apa-apa di sini" in text(reader, "/partner/sepi/")


def test_a_hidden_or_unshown_partner_is_nowhere(paper: Small, reader: Client) -> None:
    one = filled()

    Partner.objects.filter(pk=one.pk).update(live=False)
    assert reader.get("/partner/talikasih/").status_code == 404
    assert "TaliKasih" not in text(reader, paper.stories[-1].url)


def test_a_partners_words_are_never_code(paper: Small, reader: Client) -> None:
    filled(Item(title="<script>alert(1)</script>", link="https://a.example/?a=1&b=<"))
    for path in ("/partner/talikasih/", "/_rail/partners", paper.stories[-1].url):
        assert "<script>alert" not in text(reader, path)


def test_a_former_address_of_a_partner_leads_on(paper: Small, reader: Client) -> None:
    one = filled()
    one.slug = "tali-kasih"
    one.save()
    answer = reader.get("/partner/talikasih/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/partner/tali-kasih/")


def test_a_page_of_a_partner_is_not_for_search_engines(paper: Small, reader: Client) -> None:
    heads()
    page = text(reader, "/partner/tj-niaga/")
    assert 'name="robots" content="noindex"' in page
    assert "Kabar niaga 1" in page
