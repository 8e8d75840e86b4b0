"""Rows of every model that readers see: how they are made and changed, and what that moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from redaksi.adverts.models import Advert
from redaksi.editions.models import Edition, EditionPage
from redaksi.fronts.models import Breaking, Collection, CollectionPick, Front, RailPlace
from redaksi.lib import clock
from redaksi.partners.models import Partner, PartnerItem
from redaksi.photos.models import Photo
from redaksi.press import acts
from redaksi.press.models import LogEntry
from redaksi.press.public import PublicModel
from redaksi.search.models import Promotion
from redaksi.sections.models import Newspaper, OldAddress, Section, StaticPage, Topic
from redaksi.staff.models import Agency, Desk, FormerSlug, Person
from redaksi.stories.models import (
    Byline,
    Correction,
    RelatedPick,
    Relation,
    Story,
    StorySource,
    StoryTopic,
)
from tests.editions import made
from tests.partners.made import filled
from tests.portal.newspaper import Small, small_newspaper


@dataclass(frozen=True)
class Case:
    """How rows of a model are made and changed, and which tags that moves."""

    row: Callable[[Small], Any]
    new: Callable[[Small], Any]
    changed: Callable[[Small], dict[str, Any]]
    tags: Callable[[Any], set[str]]
    deleted: bool = True


def live(small: Small) -> Story:
    return Story.objects.get(pk=small.stories[0].pk)


def of_story(*tags: str) -> Callable[[Any], set[str]]:
    return lambda row: {f"{tag}:{row.story_id}" for tag in tags}


def itself(row: Any, *more: str) -> set[str]:
    return {f"{row.noun}:{row.pk}", *more}


def new_story(small: Small) -> Story:
    """A live row, as an import would insert it."""
    return Story(
        headline="Kapal ketiga", slug="kapal-ketiga", section=small.sections[0], live=True,
        published_at=timezone.now(), version=1, live_version=1,
    )  # fmt: skip


def new_photo(_small: Small) -> Photo:
    return Photo(title="Muara", file="muara.jpg", width=60, height=40, credit="MRD")


def _weekend() -> Collection:
    return Collection.objects.get_or_create(name="Berita Weekend")[0]


CASES: dict[type[PublicModel], Case] = {
    Story: Case(
        row=live,
        new=new_story,
        changed=lambda _: {"headline": "Judul lain"},
        tags=lambda row: itself(row, f"card:{row.pk}"),
        deleted=False,  # what was published is withdrawn, and what was not is seen by nobody
    ),
    Byline: Case(
        row=lambda small: live(small).bylines.get(),
        new=lambda small: Byline(story=live(small), person=small.people[3]),
        changed=lambda _: {"role": Byline.Role.REPORTED},
        tags=of_story("story", "card"),
    ),
    StoryTopic: Case(
        row=lambda small: live(small).topic_rows.get(),
        new=lambda small: StoryTopic(story=live(small), topic=small.topics[2]),
        changed=lambda small: {"topic": small.topics[1]},
        tags=of_story("story"),
    ),
    StorySource: Case(
        row=lambda small: live(small).source_rows.get(),
        new=lambda small: StorySource(story=live(small), agency=small.agencies[1]),
        changed=lambda small: {"agency": small.agencies[1]},
        tags=of_story("story"),
    ),
    RelatedPick: Case(
        row=lambda small: RelatedPick.objects.create(story=live(small), target=small.stories[1]),
        new=lambda small: RelatedPick(story=live(small), target=small.stories[1]),
        changed=lambda small: {"target": small.stories[2]},
        tags=of_story("related"),
    ),
    Relation: Case(
        row=lambda small: Relation.objects.create(story=live(small), target=small.stories[1]),
        new=lambda small: Relation(story=live(small), target=small.stories[1]),
        changed=lambda small: {"target": small.stories[2]},
        tags=of_story("related"),
    ),
    Correction: Case(
        row=lambda small: Correction.objects.create(
            story=live(small), note="Angka.", at=timezone.now()
        ),
        new=lambda small: Correction(story=live(small), note="Nama.", at=timezone.now()),
        changed=lambda _: {"note": "Angka dan nama diperbaiki."},
        tags=lambda row: {*of_story("story", "notes")(row), "list:corrections"},
    ),
    Photo: Case(
        row=lambda small: Photo.objects.get(pk=small.photos[0].pk),
        new=new_photo,
        changed=lambda _: {"credit": "MRD/Rui Amaral", "description": "Orang banyak."},
        tags=lambda row: itself(row, f"credit:{row.pk}"),
    ),
    Person: Case(
        row=lambda small: Person.objects.get(pk=small.people[0].pk),
        new=lambda _: Person(name="Rui Amaral", slug="rui-amaral"),
        changed=lambda _: {"name": "Damar W."},
        tags=itself,
    ),
    FormerSlug: Case(
        row=lambda small: FormerSlug.objects.create(slug="damar", person=small.people[0]),
        new=lambda small: FormerSlug(slug="agnes", person=small.people[1]),
        changed=lambda small: {"person": small.people[2]},
        tags=lambda row: {f"path:/person/{row.slug}/"},
    ),
    Desk: Case(
        row=lambda _: Desk.objects.get(),
        new=lambda _: Desk(name="Foto"),
        changed=lambda _: {"name": "Warta daring"},
        tags=itself,
    ),
    Agency: Case(
        row=lambda small: Agency.objects.get(pk=small.agencies[0].pk),
        new=lambda _: Agency(name="Orbis"),
        changed=lambda _: {"name": "Kantor Samudra"},
        tags=itself,
    ),
    Section: Case(
        row=lambda small: Section.objects.get(pk=small.sections[0].pk),
        new=lambda small: Section(
            newspaper=small.newspaper, name="Wisata", slug="wisata", path="wisata"
        ),
        changed=lambda _: {"name": "Nusa"},
        tags=lambda row: itself(row, "menu"),
    ),
    Topic: Case(
        row=lambda small: Topic.objects.get(pk=small.topics[0].pk),
        new=lambda _: Topic(name="Trem", slug="trem"),
        changed=lambda _: {"name": "Negeri Valdoria"},
        tags=itself,
    ),
    StaticPage: Case(
        row=lambda small: StaticPage.objects.get(pk=small.pages[0].pk),
        new=lambda _: StaticPage(title="Tentang", slug="tentang", updated_at=timezone.now()),
        changed=lambda _: {"title": "Pedoman"},
        tags=itself,
    ),
    Edition: Case(
        row=lambda _: made.row(),
        new=lambda _: Edition(date=made.TODAY, status="published", published_at=timezone.now()),
        changed=lambda _: {"title": "Edisi khusus"},
        tags=itself,
    ),
    EditionPage: Case(
        row=lambda _: made.row().pages.get(number=1),
        new=lambda _: made.page(made.row(), 3),
        changed=lambda _: {"text": "Teks yang dibaca ulang"},
        tags=lambda row: {f"edition:{row.edition_id}"},
    ),
    Promotion: Case(
        row=lambda small: Promotion.objects.create(words="kapal", story=live(small)),
        new=lambda small: Promotion(words="kapal", story=small.stories[1]),
        changed=lambda _: {"words": "perahu"},
        tags=itself,
    ),
    Advert: Case(
        row=lambda _: Advert.objects.create(name="Rumah", place="foot", text="Langganan"),
        new=lambda _: Advert(name="Baru", place="list", text="Beriklan"),
        changed=lambda _: {"text": "Langganan setahun"},
        tags=lambda row: {f"adverts:{row.place}"},
    ),
    Partner: Case(
        row=lambda _: filled(),
        new=lambda _: Partner(name="Sahabat", slug="sahabat", kind="campaigns"),
        changed=lambda _: {"title": "Galang dana"},
        tags=lambda row: {f"rail:partner-{row.slug}", "list:partners"},
    ),
    PartnerItem: Case(
        row=lambda _: filled().items.first(),
        new=lambda _: PartnerItem(
            partner=filled(), order=9, title="Baru", link="https://a.example"
        ),
        changed=lambda _: {"collected": 90_000_000},
        tags=lambda row: {"rail:partner-talikasih"},
    ),
    OldAddress: Case(
        row=lambda _: OldAddress.objects.create(path="/lama/", leads_to="/latest/"),
        new=lambda _: OldAddress(path="/dulu/", leads_to="/latest/"),
        changed=lambda _: {"leads_to": "/corrections/"},
        tags=lambda row: {f"path:{row.path}"},
    ),
    Front: Case(
        row=lambda _: Front.objects.create(),
        new=lambda small: Front(section=small.sections[0], place=f"section:{small.sections[0].pk}"),
        changed=lambda _: {"launched": [{"pk": 1, "kind": "lead", "picks": []}]},
        tags=itself,
    ),
    Collection: Case(
        row=lambda _: Collection.objects.create(name="Berita Weekend"),
        new=lambda _: Collection(name="Sorotan", slug="sorotan"),
        changed=lambda _: {"description": "Bacaan panjang"},
        tags=lambda row: {f"list:collection:{row.pk}"},
    ),
    CollectionPick: Case(
        row=lambda small: CollectionPick.objects.create(collection=_weekend(), story=live(small)),
        new=lambda small: CollectionPick(collection=_weekend(), story=live(small)),
        changed=lambda small: {"story": small.stories[1]},
        tags=lambda row: {f"list:collection:{row.collection_id}"},
    ),
    Breaking: Case(
        row=lambda _: Breaking.objects.create(text="Gempa", at=clock.now(), ends_at=clock.now()),
        new=lambda _: Breaking(text="Banjir", at=clock.now(), ends_at=clock.now()),
        changed=lambda _: {"text": "Gempa kuat"},
        tags=lambda _: {"breaking"},
    ),
    RailPlace: Case(
        row=lambda _: RailPlace.objects.create(page="story", rail="latest"),
        new=lambda _: RailPlace(page="story", rail="popular"),
        changed=lambda _: {"title": "Terkini"},
        tags=lambda row: {f"rails:{row.page}"},
    ),
    Newspaper: Case(
        row=lambda small: Newspaper.objects.get(pk=small.newspaper.pk),
        new=lambda _: Newspaper(name="Harian Lain", host="lain.example"),
        changed=lambda _: {"tagline": "Dari tepi teluk"},
        tags=lambda _: {"site"},
    ),
}


@pytest.fixture
def small(clock: Any) -> Small:
    return small_newspaper(3)


@dataclass
class Moved:
    """The tags that moved in the log while the block ran."""

    tags: set[str]


class logged:
    """``with logged() as moved``: afterwards ``moved.tags`` holds what the log says moved."""

    def __enter__(self) -> Moved:
        self.seq, self.moved = acts.last_seq(), Moved(set())
        return self.moved

    def __exit__(self, *_error: object) -> None:
        for row in LogEntry.objects.after(self.seq):
            self.moved.tags.update(row.tags)
