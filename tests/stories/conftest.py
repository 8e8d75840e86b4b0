"""A small newsroom to write stories in."""

from dataclasses import dataclass
from typing import Any

import pytest

from redaksi.sections.models import Newspaper, Section, Topic
from redaksi.staff.models import Agency, Person
from redaksi.stories.models import Byline, Story, StorySource, StoryTopic


@dataclass
class Newsroom:
    """Rows to build stories from, and a builder."""

    newspaper: Newspaper
    economy: Section
    coast: Section
    sport: Section
    editor: Person
    reporter: Person
    topic: Topic
    agency: Agency

    def story(self, headline: str = "Kapal merapat di dermaga timur", **fields: Any) -> Story:
        """A story that is ready to be published, unsaved."""
        text = fields.pop("text", "Kapal itu merapat pada pagi hari.")
        values = {"section": self.economy, "passed_by": self.editor, **fields}
        made = Story(headline=headline, body=paragraphs(text), **values)
        made.bylines = [Byline(person=self.reporter)]
        made.topic_rows = [StoryTopic(topic=self.topic)]
        made.source_rows = [StorySource(agency=self.agency)]
        return made


def paragraphs(*texts: str) -> list[dict[str, str]]:
    """A body of plain paragraphs."""
    return [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in texts]


@pytest.fixture
def newsroom(db: Any) -> Newsroom:
    newspaper = Newspaper.objects.create(name="Harian Uji", host="uji.example")
    economy = Section.objects.create(newspaper=newspaper, name="Ekonomi", order=1)
    return Newsroom(
        newspaper=newspaper,
        economy=economy,
        coast=Section.objects.create(newspaper=newspaper, name="Pesisir", parent=economy),
        sport=Section.objects.create(newspaper=newspaper, name="Olahraga", order=2),
        editor=Person.objects.create(name="Mira Hasan", code="OL-1"),
        reporter=Person.objects.create(name="Damar Wirya"),
        topic=Topic.objects.create(name="Pelabuhan"),
        agency=Agency.objects.create(name="Samudra"),
    )
