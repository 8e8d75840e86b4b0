"""``redaksi story put``: what each field does, and every verb."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from redaksi.press.models import LogEntry
from redaksi.sections.models import Section
from redaksi.staff.models import Agency, Desk, Person
from redaksi.stories import due, queries
from redaksi.stories.models import Story
from redaksi.stories.put import put
from redaksi.stories.shapes import StoryView, Withdrawn
from tests.stories.conftest import Newsroom

Put = Callable[..., dict[str, Any]]
TEXT = [{"type": "paragraph", "html": "Kapal itu merapat pada <b>pagi</b> hari."}]


@pytest.fixture
def put_in(newsroom: Newsroom, tmp_path: Path) -> Put:
    """``put`` for the newsroom's folder; keywords of the command by name."""

    def put_one(given: dict[str, Any], **how: Any) -> dict[str, Any]:
        return put(given, folder=tmp_path, **how)

    return put_one


@pytest.fixture
def live(put_in: Put) -> dict[str, Any]:
    """The answer for a story that was just published."""
    return put_in(
        {
            "headline": "Kapal merapat", "section": "Ekonomi", "kicker": "Pelabuhan",
            "teaser": "Kapal itu merapat.", "topics": ["Pelabuhan"], "bylines": ["Damar Wirya"],
            "sources": ["Samudra"], "passed_by": "OL-1", "body": TEXT,
        },
        publish=True,
    )  # fmt: skip


def fields(answer: dict[str, Any]) -> list[str]:
    return [one["field"] for one in answer["problems"]]


def says(answer: dict[str, Any]) -> str:
    return " / ".join(one["says"] for one in answer["problems"])


def row(answer: dict[str, Any]) -> Story:
    return Story.objects.get(pk=answer["id"])


# Drafts and publishing ------------------------------------------------------------------------


def test_a_draft_may_be_incomplete_and_has_no_number_in_the_log(put_in: Put) -> None:
    answer = put_in({"headline": "Hanya judul"})
    assert answer == {
        "id": answer["id"], "url": f"/read/{answer['id']}-hanya-judul", "version": 1, "seq": None,
    }  # fmt: skip
    assert queries.story_at(answer["id"]) is None


def test_a_published_story_holds_every_field_and_names_its_row_in_the_log(
    live: dict[str, Any],
) -> None:
    assert live["seq"] == LogEntry.objects.order_by("-seq")[0].seq
    assert LogEntry.objects.get(seq=live["seq"]).kind == "published"
    view = queries.story_at(live["id"])
    assert isinstance(view, StoryView)
    assert (row(live).kicker, row(live).passed_by.code) == ("Pelabuhan", "OL-1")
    assert str(row(live).body.raw_data[0]["value"]) == f"<p>{TEXT[0]['html']}</p>"


def test_every_must_is_told_at_once_with_what_else_is_wrong(put_in: Put) -> None:
    answer = put_in({"headline": "Judul", "topics": ["Pelabuhn"], "related": [99]}, publish=True)
    assert fields(answer) == ["topics", "related", "section", "body"]
    assert "Near ones: Pelabuhan." in says(answer)
    assert not Story.objects.exists()


def test_an_absent_field_stays_and_null_empties(put_in: Put, live: dict[str, Any]) -> None:
    given = {"id": live["id"], "kicker": None, "topics": None, "bylines": None, "sources": None}
    answer = put_in(given, publish=True)
    story = row(answer)
    assert (story.kicker, story.headline) == ("", "Kapal merapat")
    assert not story.topic_rows.exists()
    assert not story.bylines.exists()
    assert not story.source_rows.exists()
    assert story.body.raw_data[0]["value"]


def test_null_empties_photo_section_and_text_of_a_draft(put_in: Put) -> None:
    made = put_in({"headline": "Judul", "section": "Ekonomi", "body": TEXT, "passed_by": "OL-1"})
    nothing = dict.fromkeys(("section", "body", "passed_by", "photo", "headline", "published"))
    story = row(put_in({"id": made["id"], **nothing})).newest()
    assert (story.section, story.passed_by, story.photo) == (None, None, None)
    assert (list(story.body), story.headline, story.published_at) == ([], "", None)


def test_a_draft_of_a_live_story_is_not_seen_by_readers(put_in: Put, live: dict[str, Any]) -> None:
    answer = put_in({"id": live["id"], "headline": "Judul baru"})
    assert (answer["seq"], answer["version"]) == (None, 2)
    assert row(live).headline == "Kapal merapat"
    assert row(put_in({"id": live["id"]}, publish=True)).headline == "Judul baru"


def test_the_version_rises_by_one_with_every_verb(put_in: Put, live: dict[str, Any]) -> None:
    pk = live["id"]
    seen = [live["version"]]
    seen.append(put_in({"id": pk, "kicker": "Laut"})["version"])
    seen.append(put_in({"id": pk, "kicker": "Dermaga"}, publish=True)["version"])
    seen.append(put_in({"id": pk, "correct": {"note": "Rubrik diperbaiki."}})["version"])
    seen.append(put_in({"id": pk, "withdraw": "Keliru."})["version"])
    seen.append(put_in({"id": pk}, publish=True)["version"])
    assert seen == [1, 2, 3, 4, 5, 6]


def test_another_version_is_a_problem_that_names_the_current_one(
    put_in: Put, live: dict[str, Any]
) -> None:
    put_in({"id": live["id"], "version": 1, "kicker": "Laut"}, publish=True)
    answer = put_in({"id": live["id"], "version": 1, "kicker": "Lama"}, publish=True)
    assert fields(answer) == ["version"]
    assert "which is 2" in says(answer)
    assert (row(live).kicker, row(live).version) == ("Laut", 2)


@pytest.mark.parametrize("version", ["2", True, 1.0, [], {}])
def test_a_version_is_a_whole_number(put_in: Put, live: dict[str, Any], version: Any) -> None:
    assert fields(put_in({"id": live["id"], "version": version})) == ["version"]


def test_a_story_put_at_the_desk_meanwhile_is_not_overwritten(
    put_in: Put, live: dict[str, Any]
) -> None:
    row(live).newest().save_revision()
    assert fields(put_in({"id": live["id"], "version": 1, "kicker": "x"})) == ["version"]


# Times ----------------------------------------------------------------------------------------


def test_a_time_past_is_kept(put_in: Put) -> None:
    given = {"headline": "Lama", "section": "Ekonomi", "body": TEXT}
    answer = put_in({**given, "published": "2020-08-17T09:53:00+07:00"}, publish=True)
    assert row(answer).published_at == datetime(2020, 8, 17, 2, 53, tzinfo=UTC)
    assert answer["seq"]


def test_a_live_story_may_be_given_another_time(put_in: Put, live: dict[str, Any]) -> None:
    given = {"id": live["id"], "published": "2020-08-17T09:53:00+07:00"}
    assert fields(put_in(given)) == ["published"]
    answer = put_in(given, publish=True)
    story = row(answer)
    assert story.published_at == datetime(2020, 8, 17, 2, 53, tzinfo=UTC)
    assert answer["version"] == live["version"] + 1
    assert {one.published_at for one in story.bylines.all()} == {story.published_at}


def test_a_published_story_keeps_a_time(put_in: Put, live: dict[str, Any]) -> None:
    assert fields(put_in({"id": live["id"], "published": None}, publish=True)) == ["published"]


def test_a_time_to_come_schedules_and_goes_live_when_it_comes(put_in: Put) -> None:
    start = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
    given = {"headline": "Nanti", "section": "Ekonomi", "body": TEXT}
    with time_machine.travel(start, tick=False) as hands:
        moment = start + timedelta(hours=2)
        answer = put_in({**given, "published": moment.isoformat()}, publish=True)
        assert answer["seq"] is None
        hands.move_to(moment - timedelta(seconds=1))
        assert due.run(moment - timedelta(seconds=1)) == 0
        assert queries.story_at(answer["id"]) is None
        hands.move_to(moment)
        assert due.run(moment) == 1
    assert isinstance(queries.story_at(answer["id"]), StoryView)
    assert row(answer).published_at == moment


def test_an_update_may_be_scheduled_and_its_schedule_taken_back(
    put_in: Put, live: dict[str, Any]
) -> None:
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    later = {"id": live["id"], "headline": "Nanti", "published": soon}
    assert put_in(later, publish=True)["seq"] is None
    assert row(live).headline == "Kapal merapat"
    assert row(live).live_version == 1
    answer = put_in({"id": live["id"], "published": None}, publish=True)
    assert answer["seq"]
    assert row(live).headline == "Nanti"
    assert not row(live).revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize(
    "moment",
    ["kemarin", "2020-08-17T09:53:00", "2020-08-17", "0001-01-01T00:00:00+14:00",
     "9999-12-31T23:59:59-12:00", 5, [], {}, True, ""],
)  # fmt: skip
def test_a_time_without_zone_or_sense_is_a_problem(put_in: Put, moment: Any) -> None:
    assert fields(put_in({"headline": "Judul", "published": moment})) == ["published"]


# Verbs ----------------------------------------------------------------------------------------


def test_a_withdrawal_answers_with_its_row(put_in: Put, live: dict[str, Any]) -> None:
    answer = put_in({"id": live["id"], "withdraw": "Foto dari peristiwa lain."})
    assert LogEntry.objects.get(seq=answer["seq"]).kind == "withdrawn"
    assert isinstance(queries.story_at(live["id"]), Withdrawn)


@pytest.mark.parametrize("reason", ["", "  ", None, 5, {}])
def test_a_withdrawal_has_a_reason(put_in: Put, live: dict[str, Any], reason: Any) -> None:
    assert fields(put_in({"id": live["id"], "withdraw": reason})) == ["withdraw"]
    assert row(live).live


def test_a_withdrawal_changes_nothing_else(put_in: Put, live: dict[str, Any]) -> None:
    answer = put_in({"id": live["id"], "withdraw": "Keliru.", "headline": "x", "version": 9})
    assert fields(answer) == ["version", "headline"]


def test_a_correction_takes_changed_fields_with_it(put_in: Put, live: dict[str, Any]) -> None:
    correction = {"kind": "significant", "note": "Nama kapal diperbaiki."}
    answer = put_in({"id": live["id"], "correct": correction, "headline": "Kapal lain merapat"})
    assert LogEntry.objects.get(seq=answer["seq"]).kind == "corrected"
    view = queries.story_at(live["id"])
    assert isinstance(view, StoryView)
    assert [(one.kind, one.note) for one in view.corrections] == [tuple(correction.values())]
    assert row(live).headline == "Kapal lain merapat"


@pytest.mark.parametrize(
    ("correction", "field"),
    [({"kind": "huge", "note": "x"}, "correct.kind"), ({"note": " "}, "correct.note"),
     ({"kind": [], "note": "x"}, "correct.kind"), ({"kind": "minor"}, "correct.note"),
     ("teks", "correct"), (None, "correct"), ({"note": "x", "by": "y"}, "correct")],
)  # fmt: skip
def test_a_correction_has_a_kind_and_a_note(
    put_in: Put, live: dict[str, Any], correction: Any, field: str
) -> None:
    assert field in fields(put_in({"id": live["id"], "correct": correction}))


def test_only_what_is_live_is_corrected_or_withdrawn(put_in: Put) -> None:
    pk = put_in({"headline": "Judul", "section": "Ekonomi", "body": TEXT})["id"]
    assert fields(put_in({"id": pk, "correct": {"note": "x"}})) == ["correct"]
    assert fields(put_in({"id": pk, "withdraw": "x"})) == ["withdraw"]
    assert fields(put_in({"withdraw": "x"})) == ["id"]
    assert "id" in fields(put_in({"correct": {"note": "x"}}))


def test_a_correction_is_not_for_later(put_in: Put, live: dict[str, Any]) -> None:
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    given = {"id": live["id"], "correct": {"note": "x"}, "published": soon}
    assert fields(put_in(given)) == ["published"]


# Names ----------------------------------------------------------------------------------------


def test_unknown_names_are_problems_that_name_the_near_ones(put_in: Put) -> None:
    answer = put_in(
        {
            "headline": "Judul", "section": "Ekonmi", "topics": ["Pelabuhn"], "passed_by": "OL-2",
            "bylines": ["Damar Wira"], "sources": ["Samudera"],
        }
    )  # fmt: skip
    assert fields(answer) == ["section", "topics", "bylines", "sources", "passed_by"]
    for near in ("Ekonomi", "Pelabuhan", "Damar Wirya", "Samudra", "OL-1"):
        assert f"Near ones: {near}." in says(answer)


def test_create_makes_what_is_not_there(put_in: Put) -> None:
    answer = put_in(
        {
            "headline": "Judul", "section": "Olah Raga Air", "topics": ["Dayung"], "body": TEXT,
            "bylines": ["Rui Amaral", {"name": "Agnes Rihi", "role": "translated by"}],
            "sources": ["Orbis"], "passed_by": "KB-7",
        },
        publish=True, create=True,
    )  # fmt: skip
    assert answer["seq"]
    assert Section.objects.get(name="Olah Raga Air").path == "olah-raga-air"
    assert Agency.objects.filter(name="Orbis").exists()
    assert Person.objects.get(code="KB-7").desk == Desk.objects.get(letters="KB")
    signed = [(one.person.name, one.role) for one in row(answer).bylines.all()]
    assert signed == [("Rui Amaral", ""), ("Agnes Rihi", "translated by")]


def test_what_create_made_goes_with_a_refused_story(put_in: Put) -> None:
    put_in({"headline": "Judul", "sources": ["Orbis"], "section": 5}, create=True)
    put_in({"headline": "Judul", "sources": ["Orbis"]}, create=True, publish=True)
    assert not Agency.objects.filter(name="Orbis").exists()


@pytest.mark.parametrize("name", ["Search", "x" * 200, "Ekonomi!"])
def test_a_section_that_cannot_be_made_is_a_problem(put_in: Put, name: str) -> None:
    assert fields(put_in({"headline": "Judul", "section": name}, create=True)) == ["section"]


def test_a_section_may_be_named_by_its_address(put_in: Put, newsroom: Newsroom) -> None:
    assert row(put_in({"section": "ekonomi/pesisir"})).section == newsroom.coast


def test_names_are_found_whatever_their_case_and_spaces(put_in: Put, newsroom: Newsroom) -> None:
    story = row(put_in({"headline": "J", "section": " ekonomi ", "bylines": ["damar  wirya"]}))
    assert story.section == newsroom.economy
    assert [one.person for one in story.bylines.all()] == [newsroom.reporter]


def test_the_house_signs_without_a_person(put_in: Put, newsroom: Newsroom) -> None:
    answer = put_in({"headline": "J", "bylines": [newsroom.newspaper.name]})
    assert not row(answer).bylines.exists()


def test_the_same_name_twice_stands_once(put_in: Put) -> None:
    answer = put_in({"topics": ["Pelabuhan", "pelabuhan"], "bylines": ["Damar Wirya"] * 2})
    assert row(answer).topic_rows.count() == row(answer).bylines.count() == 1


def test_a_role_is_one_of_the_list(put_in: Put) -> None:
    answer = put_in({"headline": "J", "bylines": [{"name": "Damar Wirya", "role": "king"}]})
    assert "“king” is not a role; allowed are reported by" in says(answer)


def test_a_slug_is_written_plainly(put_in: Put) -> None:
    assert "such as kapal-baru" in says(put_in({"slug": "Kapal Baru"}))
    assert put_in({"slug": "kapal-baru"})["url"].endswith("-kapal-baru")


# The text -------------------------------------------------------------------------------------


def test_every_kind_of_block_is_stored_as_the_desk_stores_it(put_in: Put) -> None:
    other = put_in({"headline": "Lain"})["id"]
    given = [
        {"type": "paragraph", "html": "<em>a</em><script>x</script>"},
        {"type": "heading", "text": "Judul antara"},
        {"type": "quote", "html": "Ya.", "by": "Damar"},
        {"type": "pullquote", "text": "Ya."},
        {"type": "list", "ordered": True, "items": ["satu", "dua"]},
        {"type": "table", "header": ["a|b", 1], "rows": [["c", None], [2.5, True]]},
        {"type": "factbox", "title": "Fakta", "html": "<p>x</p>"},
        {"type": "crosslink", "story": other},
    ]
    stored = row(put_in({"headline": "J", "body": given})).body.raw_data
    values = [one["value"] for one in stored]
    assert [one["type"] for one in stored] == [one["type"] for one in given]
    assert values[:2] == ["<p><i>a</i></p>", "Judul antara"]
    assert values[2] == {"html": "<p>Ya.</p>", "by": "Damar"}
    assert (values[5]["header"], values[5]["rows"]) == ("a/b | 1", "c | \n2.5 | True")
    assert values[-1] == other


@pytest.mark.parametrize(
    ("block", "field"),
    [("teks", "body[1]"), ({"type": "video"}, "body[1]"), ({"type": []}, "body[1]"),
     ({"type": "paragraph", "html": 5}, "body[1].html"), ({"type": "paragraph"}, "body[1].html"),
     ({"type": "paragraph", "html": "x", "class": "y"}, "body[1]"),
     ({"type": "heading", "text": "x" * 201}, "body[1].text"),
     ({"type": "list", "items": ["x", 5]}, "body[1].items[2]"),
     ({"type": "list", "items": []}, "body[1].items"),
     ({"type": "list", "items": ["x"], "ordered": "ya"}, "body[1].ordered"),
     ({"type": "table", "rows": "x"}, "body[1].rows"),
     ({"type": "table", "rows": [[{}]]}, "body[1].rows[1]"),
     ({"type": "table", "rows": [["x"]], "header": "x"}, "body[1].header"),
     ({"type": "embed", "url": "https://video.example/1"}, "body[1].url"),
     ({"type": "crosslink", "story": "7"}, "body[1].story"),
     ({"type": "crosslink", "story": 99}, "body[1].story"),
     ({"type": "gallery", "photos": [5]}, "body[1].photos[1]"),
     ({"type": "gallery", "photos": [{"type": "photo"}]}, "body[1].photos[1]"),
     ({"type": "photo", "caption": 5, "id": 1}, "body[1]"),
     ({"type": "photo", "url": "x"}, "body[1]")],
)  # fmt: skip
def test_a_block_with_a_mistake_is_a_problem_at_its_place(
    put_in: Put, block: Any, field: str
) -> None:
    assert field in fields(put_in({"headline": "J", "body": [block]}))
    assert not Story.objects.exists()


def test_ten_thousand_blocks_are_no_story(put_in: Put) -> None:
    answer = put_in({"headline": "J", "body": TEXT * 10_000})
    assert says(answer) == "It has 10,000 blocks; at most 1,000 are allowed."


def test_a_story_cannot_be_related_to_itself(put_in: Put, live: dict[str, Any]) -> None:
    answer = put_in({"id": live["id"], "related": [live["id"]]}, publish=True)
    assert fields(answer) == ["related"]
