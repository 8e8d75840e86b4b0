"""The rules of a story: each problem with what makes it, and all of them at once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from redaksi.photos.models import Photo
from redaksi.stories import actions, rules
from redaksi.stories.errors import NotReady
from redaksi.stories.models import Byline, RelatedPick, Story
from tests.portal.newspaper import photo
from tests.stories.conftest import Newsroom, paragraphs

NOW = datetime(2020, 8, 17, 5, 0, tzinfo=UTC)  # a Monday
Change = Callable[[Story], Any]


def setting(**fields: Any) -> Change:
    return lambda story: [setattr(story, name, value) for name, value in fields.items()]


def picture(**fields: Any) -> Photo:
    """A photo with its words, unsaved: the rules ask nothing of the database."""
    said = {"title": "Dermaga", "description": "Dermaga.", "caption": "Pagi.", "credit": "MRD"}
    return Photo(collection_id=1, **{**said, **fields})


def told(story: Story, language: str = "id") -> set[tuple[str, bool, str]]:
    with translation.override("en"):
        return {(one.field, one.must, one.told()) for one in rules.ready(story, language, now=NOW)}


@pytest.fixture
def story(newsroom: Newsroom) -> Story:
    """A story that no rule finds fault with."""
    return newsroom.story(teaser="Kapal merapat.", photo=picture())


def test_a_good_story_has_no_problem(story: Story) -> None:
    assert told(story) == set()


MUST = [
    (setting(headline=" "), "headline", "The story has no headline."),
    (setting(headline="a" * 161), "headline", "The headline has 161 characters; at most 160 fit."),
    (setting(section=None), "section", "The story stands in no section."),
    (setting(body=[]), "body", "The story has no text."),
    (setting(body=[{"type": "paragraph", "value": "<p> </p>"}]), "body", "The story has no text."),
    (setting(photo=picture(credit=" ")), "photo", "The lead photo has no credit."),
    (
        setting(photo=picture(expires_at=NOW)),
        "photo",
        "The rights to the photo “Dermaga” expired on 2020-08-17.",
    ),
    (setting(bylines=[Byline()]), "bylines", "A byline names no person."),
]
ADVICE = [
    (setting(teaser=""), "teaser", "No teaser: lists show the beginning of the text instead."),
    (
        setting(teaser="a" * 301),
        "teaser",
        "The teaser has 301 characters; lists cut it after 300.",
    ),
    (setting(photo=None), "photo", "The story has no lead photo."),
    (setting(photo=picture(description="")), "photo", "The lead photo has no alt text."),
    (setting(photo=picture(caption="")), "photo", "The lead photo has no caption."),
    (setting(topic_rows=[]), "topic_rows", "The story has no topic."),
    (
        setting(passed_by=None),
        "passed_by",
        "Nobody passed the story: the sign-off carries no editor code.",
    ),
    (
        setting(bylines=[]),
        "bylines",
        "No person signed the story: the newspaper's own byline stands there.",
    ),
    (
        setting(dateline="a" * 41),
        "dateline",
        "The dateline has 41 characters; a place needs at most 40.",
    ),
]


@pytest.mark.parametrize(("change", "field", "says"), MUST, ids=[row[2][:40] for row in MUST])
def test_a_must_is_told(story: Story, change: Change, field: str, says: str) -> None:
    change(story)
    assert told(story) == {(field, True, says)}


@pytest.mark.parametrize(("change", "field", "says"), ADVICE, ids=[row[2][:40] for row in ADVICE])
def test_advice_is_told(story: Story, change: Change, field: str, says: str) -> None:
    change(story)
    assert told(story) == {(field, False, says)}


def test_a_photo_in_the_story_may_take_its_caption_from_there(story: Story) -> None:
    story.photo, story.photo_caption = picture(caption=""), "Dermaga pagi ini."
    assert told(story) == set()


def test_rights_that_expire_later_are_no_problem(story: Story) -> None:
    story.photo = picture(expires_at=NOW + timedelta(seconds=1))
    assert told(story) == set()


@pytest.mark.parametrize("kind", ["photo", "document", "gallery"])
def test_photos_in_the_text_need_a_credit_an_alt_text_and_rights(story: Story, kind: str) -> None:
    shown = photo(1, title="Kabut", credit="", description="", expires_at=NOW - timedelta(days=1))
    value: dict[str, Any] = {"photo": shown.pk, "caption": "", "alt": ""}
    value = (
        {"photos": [{"type": "item", "value": value, "id": "a"}]} if kind == "gallery" else value
    )
    story.body = [*paragraphs("Teks."), {"type": kind, "value": value}]
    assert told(story) == {
        ("body", True, "The photo “Kabut” in the text has no credit."),
        ("body", True, "The rights to the photo “Kabut” expired on 2020-08-16."),
        ("body", False, "The photo “Kabut” in the text has no alt text."),
    }


def test_a_photo_in_the_text_may_have_the_storys_own_alt_text(story: Story) -> None:
    shown = photo(1, description="")
    value = {"photo": shown.pk, "caption": "", "alt": "Kabut di dermaga"}
    story.body = [*paragraphs("Teks."), {"type": "photo", "value": value}]
    assert told(story) == set()


def test_nobody_signs_twice_as_the_same(newsroom: Newsroom, story: Story) -> None:
    story.bylines = [Byline(person=newsroom.reporter), Byline(person=newsroom.reporter)]
    assert told(story) == {("bylines", True, "A person signed twice as the same.")}
    story.bylines = [
        Byline(person=newsroom.reporter),
        Byline(person=newsroom.reporter, role=Byline.Role.PHOTOGRAPHER),
    ]
    assert told(story) == set()


def test_a_story_is_not_related_to_itself(newsroom: Newsroom) -> None:
    story = actions.save_draft(newsroom.story()).story
    story.related_picks = [RelatedPick(target=story)]
    story.body = [*paragraphs("Teks."), {"type": "crosslink", "value": story.pk}]
    assert {problem for problem in told(story) if problem[1]} == {
        ("related_picks", True, "The story is related to itself."),
        ("body", True, "A cross-link leads to the story itself."),
    }


WRONG_DAY = "Kapal itu merapat pada Rabu (17/8/2020)."


@pytest.mark.parametrize(
    "block",
    [
        {"type": "paragraph", "value": f"<p>{WRONG_DAY}</p>"},
        {"type": "list", "value": {"ordered": False, "items": [f"<p>{WRONG_DAY}</p>"]}},
        {"type": "factbox", "value": {"title": "Data", "html": f"<p>{WRONG_DAY}</p>"}},
    ],
    ids=lambda block: block["type"],
)
def test_a_weekday_that_does_not_fit_its_date_is_advice(story: Story, block: Any) -> None:
    story.body = [block]
    [(field, must, says)] = told(story)
    assert (field, must) == ("body", False)
    assert "17/8/2020" in says or "Monday" in says or "Senin" in says


def test_a_quotation_stays_as_it_was_said(story: Story) -> None:
    story.body = [{"type": "quote", "value": {"html": f"<p>{WRONG_DAY}</p>", "by": "Syahbandar"}}]
    assert told(story) == set()


def test_numbers_are_looked_at_in_the_newspapers_language(story: Story) -> None:
    story.body = paragraphs("Harganya naik menjadi 3.5 juta rupiah.")
    assert [field for field, _must, _says in told(story, "id")] == ["body"]
    assert told(story, "en") == set()


def test_a_date_without_a_year_is_of_the_storys_own_year(story: Story) -> None:
    story.body = paragraphs("Kapal itu merapat pada Senin (17/8).")
    assert told(story) == set()
    story.published_at = datetime(2021, 8, 17, 5, 0, tzinfo=UTC)
    assert len(told(story)) == 1


def test_musts_come_first_and_stop_the_publishing(newsroom: Newsroom, clock: Any) -> None:
    with pytest.raises(NotReady, match="expired") as caught:
        actions.update(newsroom.story(photo=photo(1, expires_at=NOW - timedelta(days=1))))
    musts = [problem.must for problem in caught.value.problems]
    assert musts == sorted(musts, reverse=True)
    assert not all(musts)
