"""Bringing exports in: everything once, nothing lost, everything reported."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from redaksi.archive import actions as archive
from redaksi.archive.models import ImportedItem
from redaksi.archive.report import Report
from redaksi.press import acts, reading
from redaksi.press.models import LogEntry
from redaksi.sections.models import Newspaper, OldAddress, Section, StaticPage, Topic
from redaksi.staff.models import Person
from redaksi.stories import actions as stories
from redaksi.stories.models import Story
from redaksi.stories.queries import latest, story_at
from tests.archive.conftest import HEAD, Write, category, meta, post
from tests.archive.test_wxr import SAMPLES

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def bring_in(*paths: Path, **given: Any) -> Report:
    return archive.import_wordpress(paths, now=NOW, progress=False, **given)


def sample(shared_data: Path, name: str = "themeunittestdata.wordpress") -> Path:
    return shared_data / "wxr" / f"{name}.xml"


def leads(path: str) -> str | None:
    return OldAddress.objects.filter(path=path).values_list("leads_to", flat=True).first()


# The samples ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_comes_in_or_is_refused_with_the_reason(name: str, shared_data: Path) -> None:
    report = bring_in(sample(shared_data, name))
    items, terms, authors, _ = SAMPLES[name]
    told = sum(n for (outcome, _), n in report.counts.items() if outcome != "note")
    assert told >= items + authors
    assert report.count("imported", "author") >= authors
    assert all(entry.reason for entry in (*report.refused, *report.skipped))
    assert bool(terms) <= (Section.objects.exists() or Topic.objects.exists())


def test_every_post_of_the_theme_test_is_read_and_nothing_is_lost_unsaid(shared_data: Path) -> None:
    report = bring_in(sample(shared_data))
    assert report.count("imported", "post") == 58
    assert report.count("imported", "page") == 21
    assert report.count("skipped", "attachment") == 37
    assert report.count("skipped", "nav_menu_item") == 70
    with reading.reading():
        for story in Story.objects.live():
            assert story_at(story.pk) is not None


def test_old_addresses_of_the_theme_test_lead_to_its_stories(shared_data: Path) -> None:
    bring_in(sample(shared_data))
    html = Story.objects.get(headline="Markup: HTML Tags and Formatting")
    assert leads("/?p=1178") == html.subject
    assert leads("/2013/01/11/markup-html-tags-and-formatting") == html.subject
    assert leads("/author/themedemos") == Person.objects.get(name="Theme Buster").subject
    child = Section.objects.get(path="parent-category/child-category-01")
    assert leads("/category/parent-category/child-category-01") == child.subject
    assert leads("/tag/html") == Topic.objects.get(slug="html").subject
    assert leads("/?page_id=2") == StaticPage.objects.get(slug="about").subject


def test_states_are_kept(shared_data: Path) -> None:
    bring_in(sample(shared_data))
    drafts = {story.headline[:9]: story for story in Story.objects.filter(live=False)}
    assert set(drafts) == {"Scheduled", "Draft", "Template:"}
    assert drafts["Scheduled"].go_live_at == datetime(2030, 1, 1, 19, 0, 18, tzinfo=UTC)
    assert drafts["Draft"].published_at is None


def test_all_samples_in_one_command_keep_their_sites_apart(shared_data: Path) -> None:
    report = bring_in(*sorted((shared_data / "wxr").glob("*.xml")))
    assert ImportedItem.objects.values("site").distinct().count() > 5
    assert report.count("imported", "post") > 70


# Once -----------------------------------------------------------------------------------------


def test_a_second_import_changes_nothing(shared_data: Path) -> None:
    bring_in(sample(shared_data))
    before = (Story.objects.count(), OldAddress.objects.count(), acts.last_seq())
    report = bring_in(sample(shared_data))
    assert report.count("imported") == report.count("updated") == 0
    assert report.count("unchanged") == 79
    assert (Story.objects.count(), OldAddress.objects.count(), acts.last_seq()) == before


def test_what_changed_there_is_changed_here(write: Write) -> None:
    bring_in(write(post(1, "Lama", "Teks lama.", more=category("beras", "Beras", "post_tag"))))
    report = bring_in(
        write(post(1, "Baru", "Teks baru.", more=category("ikan", "Ikan", "post_tag")))
    )
    story = Story.objects.get()
    assert report.count("updated", "post") == 1
    assert story.headline == "Baru"
    assert "Teks baru." in str(story.body.raw_data)
    assert [row.topic.name for row in story.topic_rows.all()] == ["Ikan"]
    assert story.version == story.live_version == 2


def test_what_the_desk_has_worked_on_is_left_alone(write: Write) -> None:
    bring_in(write(post(1, "Lama")))
    story = Story.objects.get()
    story.headline = "Dari meja redaksi"
    stories.update(story)
    report = bring_in(write(post(1, "Baru")))
    assert Story.objects.get().headline == "Dari meja redaksi"
    assert "the desk has worked on it" in report.skipped[0].reason


def test_what_was_withdrawn_here_is_not_brought_back(write: Write) -> None:
    bring_in(write(post(1, "Lama")))
    stories.withdraw(Story.objects.get(), reason="Keliru.")
    bring_in(write(post(1, "Baru")))
    assert not Story.objects.get().live


def test_what_was_deleted_here_is_not_brought_back(write: Write) -> None:
    bring_in(write(post(1, "Lama", status="draft")))
    Story.objects.get().delete()
    report = bring_in(write(post(1, "Baru", status="draft")))
    assert "was deleted here" in report.skipped[0].reason


def test_a_draft_that_was_published_there_is_published_here(write: Write) -> None:
    bring_in(write(post(1, status="draft")))
    bring_in(write(post(1)))
    story = Story.objects.get()
    assert (story.live, story.live_version) == (True, story.version)
    assert story.published_at == datetime(2020, 8, 17, 2, 53, tzinfo=UTC)


def test_a_story_taken_back_there_stays_and_is_told(write: Write) -> None:
    bring_in(write(post(1)))
    report = bring_in(write(post(1, status="draft")))
    assert Story.objects.get().live
    assert "withdraw it at the desk" in report.skipped[0].reason


def test_a_stopped_import_goes_on_where_it_was(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "AT_ONCE", 2)
    path = write(*(post(number) for number in range(1, 8)))

    def stop(entry: Any) -> None:
        if entry.number == "5":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(path, tell=stop)
    assert Story.objects.count() == 4
    report = bring_in(path)
    assert (report.count("unchanged"), report.count("imported", "post")) == (4, 3)
    assert Story.objects.count() == 7


def test_the_same_number_for_another_post_is_refused(write: Write) -> None:
    report = bring_in(write(post(1, "Satu"), post(1, "Dua"), post(1, "Satu")))
    assert [entry.title for entry in report.refused] == ["Dua"]
    assert Story.objects.count() == 1


def test_a_dry_run_changes_nothing_and_says_what_it_would_do(shared_data: Path) -> None:
    report = bring_in(sample(shared_data), dry_run=True)
    assert report.count("imported", "post") == 58
    assert report.count("skipped", "attachment") == 37
    assert not Story.objects.exists()
    assert not ImportedItem.objects.exists()
    assert not LogEntry.objects.exclude(subject__startswith="newspaper").exists()
    assert next(report.lines()).startswith("Nothing was changed")


# What becomes of it ---------------------------------------------------------------------------


def test_the_log_says_what_came_in(write: Write) -> None:
    bring_in(write(post(1), post(2)))
    row = LogEntry.objects.filter(kind="imported", payload__stories=2).get()
    assert row.subject == "archive:lama.example"
    assert "site" in row.tags


def test_a_story_has_its_section_topics_and_signer(write: Write) -> None:
    head = HEAD + (
        "<wp:author><wp:author_login>bayu</wp:author_login>"
        "<wp:author_display_name>Bayu Seran</wp:author_display_name></wp:author>"
    )
    more = category("ekonomi", "Ekonomi") + category("pasar", "Pasar")
    more += category("beras", "Beras", "post_tag") + "<dc:creator>bayu</dc:creator>"
    bring_in(write(post(1, more=more), head=head))
    [card] = cards()
    assert card.section.name == "Ekonomi"
    assert [one.name for one in card.bylines] == ["Bayu Seran"]
    story = Story.objects.get()
    assert [row.topic.name for row in story.topic_rows.all()] == ["Pasar", "Beras"]
    assert {row.published_at for row in story.topic_rows.all()} == {story.published_at}


def cards() -> Any:
    with reading.reading():
        return latest().items


def test_the_category_marked_as_primary_is_the_section(write: Write) -> None:
    head = HEAD + (
        "<wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>pasar</wp:category_nicename>"
        "<wp:cat_name>Pasar</wp:cat_name></wp:category>"
    )
    more = category("ekonomi", "Ekonomi") + category("pasar", "Pasar")
    bring_in(write(post(1, more=more + meta("_yoast_wpseo_primary_category", "7")), head=head))
    assert cards()[0].section.name == "Pasar"


def test_a_category_with_a_word_of_ours_gets_another_address(write: Write) -> None:
    bring_in(write(post(1, more=category("latest", "Terbaru"))))
    assert Section.objects.get(name="Terbaru").path == "latest-2"
    assert leads("/category/latest") == Section.objects.get(name="Terbaru").subject


def test_categories_in_a_circle_come_in(write: Write) -> None:
    term = (
        "<wp:category><wp:category_nicename>{0}</wp:category_nicename>"
        "<wp:category_parent>{1}</wp:category_parent><wp:cat_name>{0}</wp:cat_name></wp:category>"
    )
    bring_in(write(head=HEAD + term.format("a", "b") + term.format("b", "a")))
    assert Section.objects.filter(name__in=["a", "b"]).count() == 2


def test_a_newspaper_without_a_menu_shows_the_sections_with_most_stories(write: Write) -> None:
    few, many = category("sedikit", "Sedikit"), category("banyak", "Banyak")
    bring_in(write(post(1, more=few), post(2, more=many), post(3, more=many)))
    assert list(Section.objects.filter(in_menu=True).values_list("name", flat=True)) == [
        "Banyak", "Sedikit",
    ]  # fmt: skip


def test_trash_is_skipped_and_a_password_makes_a_draft(write: Write) -> None:
    report = bring_in(write(post(1, status="trash"), post(2, post_password="x")))
    assert [entry.reason for entry in report.skipped] == ["its status is trash"]
    assert not Story.objects.get().live
    assert "password" in report.imported[-1].reason


def test_a_post_without_a_title_takes_the_beginning_of_its_text(write: Write) -> None:
    report = bring_in(write(post(1, "", "Kapal tua itu <b>akhirnya</b> berlabuh.")))
    assert Story.objects.get().headline == "Kapal tua itu akhirnya berlabuh."
    assert "had no title" in report.notes[0].reason


def test_an_unknown_type_with_text_is_a_story_and_is_told(write: Write) -> None:
    report = bring_in(write(post(1, post_type="resep")))
    assert Story.objects.get().live
    assert "of the type resep" in next(e for e in report.imported if e.kind == "resep").reason


def test_the_excerpt_is_the_teaser(write: Write) -> None:
    bring_in(
        write(post(1, more="<excerpt:encoded><![CDATA[Ringkas <b>saja</b>]]></excerpt:encoded>"))
    )
    assert Story.objects.get().teaser == "Ringkas saja"


def test_a_page_is_a_static_page_beside_one_of_the_same_name(write: Write) -> None:
    StaticPage.objects.create(title="Tentang", slug="tentang")
    bring_in(write(post(9, "Tentang", "<h2>Kami</h2>Teks", post_type="page", post_name="tentang")))
    page = StaticPage.objects.get(slug="tentang-2")
    assert page.body == "<h2>Kami</h2><p>Teks</p>"
    assert leads("/?page_id=9") == page.subject


def test_a_page_the_desk_has_changed_is_left_alone(write: Write) -> None:
    bring_in(write(post(9, "Tentang", "Lama", post_type="page")))
    page = StaticPage.objects.get()
    page.body = "<p>Meja</p>"
    page.save()
    report = bring_in(write(post(9, "Tentang", "Baru", post_type="page")))
    assert StaticPage.objects.get().body == "<p>Meja</p>"
    assert report.count("skipped", "page") == 1


def test_what_is_broken_is_in_the_report_with_line_and_title(shared_data: Path) -> None:
    report = bring_in(sample(shared_data, "malformed-simple"))
    assert (report.refused[0].title, report.refused[0].line) == ("Broken", 9)
    assert any("Broken" in line for line in report.lines())


def test_a_file_that_is_no_export_is_refused_beside_one_that_is(
    write: Write, tmp_path: Path
) -> None:
    (tmp_path / "catatan.xml").write_text("halo")
    report = bring_in(tmp_path / "catatan.xml", write(post(1)))
    assert report.failed
    assert report.count("imported", "post") == 1


def test_stored_text_is_clean(write: Write) -> None:
    bring_in(
        write(
            post(1, content='<p onclick="x()">Hai <a href="javascript:x">a</a><script>y()</script>')
        )
    )
    assert Story.objects.get().body.raw_data[0]["value"] == "<p>Hai a</p>"


def test_two_categories_of_one_spelling_are_two_sections(write: Write) -> None:
    term = (
        "<wp:category><wp:category_nicename>{0}</wp:category_nicename>"
        "<wp:cat_name>{1}</wp:cat_name></wp:category>"
    )
    bring_in(write(head=HEAD + term.format("beta", "Beta") + term.format("Béta", "Béta")))
    assert set(Section.objects.values_list("path", "name")) == {
        ("beta", "Beta"),
        ("beta-2", "Béta"),
    }


def test_a_section_that_stands_already_is_used(write: Write) -> None:
    bring_in(write(post(9, post_type="page")))
    section = Section.objects.create(
        newspaper=Newspaper.objects.get(), name="Ekonomi Kita", slug="ekonomi"
    )
    bring_in(write(post(1, more=category("ekonomi", "Ekonomi"))))
    assert Story.objects.get().section == section


def test_a_photo_that_is_not_in_the_export_is_told(write: Write) -> None:
    report = bring_in(
        write(post(1, content="A [gallery ids='7'] b", more=meta("_thumbnail_id", "8")))
    )
    assert [block["type"] for block in Story.objects.get().body.raw_data] == ["paragraph"] * 2
    assert [entry.reason for entry in report.notes] == [
        "its photo 8 is not in the export", "its photo 7 is not in the export",
    ]  # fmt: skip


def test_what_was_cut_is_told(write: Write) -> None:
    more = f"<excerpt:encoded>{'kata ' * 200}</excerpt:encoded>"
    report = bring_in(write(post(1, "judul " * 60, more=more)))
    assert [entry.reason for entry in report.notes] == [
        "its excerpt was cut to 500 characters", "its title was cut to 255 characters",
    ]  # fmt: skip


def test_a_draft_that_came_in_is_published_at_the_desk_with_all_it_has(write: Write) -> None:
    more = category("beras", "Beras", "post_tag") + "<dc:creator>bayu</dc:creator>"
    bring_in(write(post(1, status="draft", more=more)))
    stories.publish(Story.objects.get())
    [card] = cards()
    assert [one.name for one in card.bylines] == ["bayu"]
    assert Story.objects.get().topic_rows.get().published_at is not None
