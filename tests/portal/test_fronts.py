"""Curated fronts on readers' pages: by default like the automatic one; each kind of container."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from redaksi.fronts import actions, due
from redaksi.fronts.models import Collection, CollectionPick, Container, Front, RailPlace
from redaksi.sections.models import Section
from tests.portal.newspaper import Small, story


def body(reader: Client, path: str = "/") -> str:
    answer = reader.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def tags(reader: Client, path: str = "/") -> set[str]:
    return set(reader.get(path).headers["X-Redaksi-Tags"].split())


def launched(**fields: Any) -> Container:
    """A front of the home page with one container, launched."""
    made = actions.add_container(actions.create_front(), **fields)
    actions.launch(Front.objects.get())
    return Container.objects.select_related("front").get(pk=made.pk)


def main(html: str) -> str:
    return html.split("<main", 1)[1].split("</main>", 1)[0].replace("\n", "")


@pytest.mark.parametrize("sections", [2, 3, 4, 5, 7])
def test_the_default_front_shows_what_readers_saw_without_it(
    paper: Small, reader: Client, clock: Any, sections: int
) -> None:
    for number in range(4, sections):
        one = Section.objects.create(newspaper=paper.newspaper, name=f"R{number}", order=number)
        for at in range(3):
            story(paper, 40 + 5 * number + at, clock.at - timedelta(hours=at), section=one)
    before = main(body(reader))
    front = actions.create_default_front()
    assert main(body(reader)) == before
    actions.launch(front)
    assert main(body(reader)) == before


def test_the_default_front_of_a_section_shows_its_lead_and_all_its_stories(
    paper: Small, reader: Client
) -> None:
    section = paper.sections[0]
    before = body(reader, section.url)
    actions.launch(actions.create_default_front(section))
    after = body(reader, section.url)
    shown = [one for one in paper.stories if one.url in before]
    assert all(after.count(f'href="{one.url}"') == before.count(f'href="{one.url}"')
               for one in shown)  # fmt: skip


def test_a_pick_leads_the_home_page(paper: Small, reader: Client) -> None:
    lead = launched(kind="lead", rule="mix", length=5)
    oldest = paper.stories[0]
    assert f'href="{oldest.url}"' not in body(reader)
    actions.pick(lead, oldest, order=1)
    assert f'href="{oldest.url}"' not in body(reader)
    actions.launch(Front.objects.get())
    assert main(body(reader)).index(oldest.url) < main(body(reader)).index(paper.stories[-2].url)


def test_a_headline_of_the_card_stands_on_the_front_alone(paper: Small, reader: Client) -> None:
    lead = launched(kind="lead", rule="newest")
    actions.override(actions.pick(lead, paper.stories[0]), headline="Judul halaman depan")
    actions.launch(Front.objects.get())
    assert "Judul halaman depan" in body(reader)
    assert "Judul halaman depan" not in body(reader, "/latest/")


KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "grid", "rule": "newest", "look": "split", "length": 6},
    {"kind": "grid", "rule": "newest", "look": "row"},
    {"kind": "grid", "rule": "newest", "look": "band"},
    {"kind": "list", "rule": "newest"},
    {"kind": "latest", "rule": "newest", "length": 5, "title": "Baru"},
    {"kind": "opinion", "rule": "newest"},
    {"kind": "photo", "rule": "newest", "title": "Foto hari ini"},
    {"kind": "breaking", "rule": "newest"},
    {"kind": "lead", "rule": "newest", "length": 3},
)


@pytest.mark.parametrize("fields", KINDS, ids=lambda one: f"{one['kind']} {one.get('look', '')}")
def test_every_kind_of_container_shows_its_stories(
    paper: Small, reader: Client, fields: dict[str, Any]
) -> None:
    launched(**fields)
    shown = [one for one in paper.stories if one.url in main(body(reader))]
    assert len(shown) == Container.objects.get().length
    assert fields.get("title", "") in body(reader)


def test_a_free_text_and_a_link_stand_on_the_page(paper: Small, reader: Client) -> None:
    made = launched(kind="video", title="Video")
    actions.pick_link(made, "https://video.example/7?a=1&b=2", headline="Kapal tiba")
    actions.add_container(made.front, kind="text", text="<p>Listrik padam pukul 10.</p>")
    actions.launch(Front.objects.get())
    html = body(reader)
    assert "<p>Listrik padam pukul 10.</p>" in html
    assert '<a href="https://video.example/7?a=1&amp;b=2" rel="external noopener">Kapal' in html


def test_what_nobody_fills_is_left_out_head_and_all(paper: Small, reader: Client) -> None:
    made = launched(kind="popular", rule="popular", title="Populer")
    actions.add_container(made.front, kind="epaper", title="Koran")
    actions.launch(Front.objects.get())
    assert "Populer" not in main(body(reader))
    assert "Koran" not in main(body(reader))


def test_a_front_reads_only_the_lists_that_its_containers_ask(paper: Small, reader: Client) -> None:
    container = launched(kind="grid", rule="section", of=paper.sections[1].pk)
    seen = tags(reader)
    assert {f"front:{container.front_id}", f"list:section:{paper.sections[1].pk}:top"} <= seen
    assert not any(tag.startswith("list:latest") for tag in seen)


def test_a_container_full_of_picks_reads_no_list(paper: Small, reader: Client) -> None:
    container = launched(kind="opinion", rule="newest", length=2)
    for one in paper.stories[:2]:
        actions.pick(Container.objects.select_related("front").get(pk=container.pk), one)
    actions.launch(Front.objects.get())
    assert not any(tag.startswith("list:") for tag in tags(reader))


def test_a_timed_pick_bounds_the_page_and_enters_at_its_second(
    paper: Small, reader: Client, clock: Any
) -> None:
    lead = launched(kind="lead", rule="newest", length=1)
    enters = clock.at + timedelta(minutes=10)
    actions.time(actions.pick(lead, paper.stories[0]), enters_at=enters)
    actions.launch(Front.objects.get())
    answer = reader.get("/")
    assert answer.headers["X-Good-Until"] == enters.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert paper.stories[0].url not in answer.content.decode()
    clock.move(to=enters)
    due.run(enters)
    assert paper.stories[0].url in body(reader)


def test_a_page_without_a_front_hears_of_one(paper: Small, reader: Client) -> None:
    assert "fronts" in tags(reader)
    assert "fronts" in tags(reader, paper.sections[0].url)
    actions.create_front()
    assert f"front:{Front.objects.get().pk}" in tags(reader)


def weekend(paper: Small, **fields: Any) -> Collection:
    made = Collection(name="Berita Weekend", description="Bacaan santai", **fields)
    made.picks = [CollectionPick(story=paper.stories[2])]
    made.save()
    return made


def test_a_collection_has_its_page_and_its_rail(paper: Small, reader: Client) -> None:
    made = weekend(paper)
    assert paper.stories[2].url in body(reader, made.url)
    rail = reader.get("/_rail/collection/berita-weekend")
    assert paper.stories[2].url in rail.content.decode()
    assert made.url in rail.content.decode()


def test_a_container_takes_its_stories_and_its_name_from_a_collection(
    paper: Small, reader: Client
) -> None:
    made = weekend(paper)
    launched(kind="collection", rule="collection", of=made.pk)
    assert "Berita Weekend" not in main(body(reader))  # one card is no row
    made.picks.add(CollectionPick(story=paper.stories[5]))
    made.save()
    assert f'href="{made.url}"' in main(body(reader))
    assert paper.stories[5].url in main(body(reader))


def test_the_desk_sets_order_title_and_length_of_rails(paper: Small, reader: Client) -> None:
    weekend(paper)
    RailPlace.objects.create(page="story", rail="collection/berita-weekend", order=1)
    RailPlace.objects.create(page="story", rail="latest", title="Baru saja", length=3, order=2)
    html = body(reader, paper.stories[0].url)
    assert 0 < html.index("Berita Weekend") < html.index("Baru saja")
    rail = html.split("Baru saja", 1)[1]
    assert rail.count('class="time card"') == 3
    assert "Baru saja" not in body(reader, "/corrections/")
