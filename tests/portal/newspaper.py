"""A small newspaper for tests: sections, people, topics, photos and stories, made by the verbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.blocks import StreamValue

from redaksi.lib import clock
from redaksi.photos.models import Photo
from redaksi.sections.models import Newspaper, Section, StaticPage, Topic
from redaksi.staff.models import Agency, Desk, Person
from redaksi.stories import actions
from redaksi.stories.models import Byline, Story, StorySource, StoryTopic
from tests import keeping

SECTIONS = ("Nusantara", "Ekonomi", "Internasional", "Olahraga")
PEOPLE = ("Damar Wirya", "Agnes Rihi", "Bayu Seran")
TOPICS = ("Valdoria", "Pemilu", "Pelabuhan")
TEXT = (
    "<p>Presiden Valdoria menolak seruan untuk mengulang pemilihan umum meski ribuan orang "
    "kembali memenuhi jalan-jalan utama di ibu kota pada hari kesembilan unjuk rasa.</p>"
)


@dataclass(kw_only=True)
class Small:
    """The rows of the newspaper, in the order in which they were made; ``stories`` oldest first."""

    newspaper: Newspaper
    sections: list[Section]
    people: list[Person]
    topics: list[Topic]
    agencies: list[Agency]
    photos: list[Photo]
    pages: list[StaticPage]
    stories: list[Story]


def small_newspaper(stories: int = 12, *, language: str = "id", **fields: Any) -> Small:
    """A newspaper with *stories* published stories, an hour apart, the newest an hour ago."""
    given = stories, language, repr(sorted(fields.items())), clock.now()
    return keeping.once(given, lambda: _built(stories, language, **fields))


def _built(stories: int, language: str, **fields: Any) -> Small:
    title = Newspaper.objects.create(
        **{
            "name": "Harian Tanjung", "tagline": "Kabar dari tepi teluk", "host": "tanjung.example",
            "language": language, "zone": "Asia/Jakarta", "company": "PT Tanjung Warta Mandiri",
            "address": "Jalan Dermaga Lama 12, Tanjung", "email": "redaksi@tanjung.example",
            "responsible_editor": "Ratna Wulandari", **fields,
        }
    )  # fmt: skip
    small = Small(
        newspaper=title,
        sections=[
            Section.objects.create(newspaper=title, name=name, order=order)
            for order, name in enumerate(SECTIONS)
        ],
        people=_people(),
        topics=[Topic.objects.create(name=name) for name in TOPICS],
        agencies=[Agency.objects.create(name=name) for name in ("Samudra", "LINTANG")],
        photos=[photo(number) for number in range(3)],
        pages=[
            StaticPage.objects.create(
                title="Pedoman Media Siber", body="<p>Isi</p>", in_footer=True
            )
        ],
        stories=[],
    )
    small.sections.append(
        Section.objects.create(newspaper=title, name="Pesisir", parent=small.sections[1])
    )
    newest = clock.now() - timedelta(hours=1)
    for number in range(stories):
        small.stories.append(story(small, number, newest - timedelta(hours=stories - 1 - number)))
    return small


def _people() -> list[Person]:
    desk = Desk.objects.create(name="Daring", letters="OL")
    people = [Person.objects.create(name=name) for name in PEOPLE]
    editor = Person.objects.create(name="Mira Hasan", code="OL-1", desk=desk, work="editor")
    return [*people, editor]


def photo(number: int, *, width: int = 60, height: int = 40, **fields: Any) -> Photo:
    """A photo with a credit and all its words; its file is a small JPEG of one colour."""
    colour = (40 * number % 256, 90, 160)
    octets = BytesIO()
    Image.new("RGB", (width, height), colour).save(octets, "JPEG")
    said = {
        "title": f"Foto {number}", "description": f"Alun-alun dari atas, {number}.",
        "caption": f"Warga memenuhi alun-alun, Minggu (16/8). Foto {number}.",
        "credit": f"LINTANG/Danu Prakoso {number}", "width": width, "height": height, **fields,
    }  # fmt: skip
    return Photo.objects.create(
        file=ContentFile(octets.getvalue(), name=f"foto-{number}.jpg"), **said
    )


def story(small: Small, number: int, at: datetime, **fields: Any) -> Story:
    """Story *number*, published at *at* through the verb; *fields* are the story's own."""
    bylines, topics = fields.pop("bylines", None), fields.pop("topics", None)
    sources, body = fields.pop("sources", None), fields.pop("body", None)
    made = Story(
        **{
            "headline": f"Warga pesisir menjemput kapal bantuan ke-{number}",
            "teaser": f"Kapal ke-{number} merapat sebelum fajar, dermaga penuh sejak malam.",
            "section": small.sections[number % len(SECTIONS)],
            "photo": small.photos[number % 3] if number % 4 else None,
            "passed_by": small.people[-1], "published_at": at, **fields,
        }
    )  # fmt: skip
    made.body = StreamValue(
        made.body.stream_block, body or [{"type": "paragraph", "value": TEXT}] * 3, is_lazy=True
    )
    people = bylines if bylines is not None else [(small.people[number % 3], "")]
    made.bylines = [Byline(person=person, role=role) for person, role in people]
    about = topics if topics is not None else [small.topics[number % 3]]
    made.topic_rows = [StoryTopic(topic=topic) for topic in about]
    used = sources if sources is not None else [small.agencies[0]]
    made.source_rows = [StorySource(agency=agency) for agency in used]
    return actions.update(made).story
