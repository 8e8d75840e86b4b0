"""The wires at the desk: listed, read, taken once, dropped and put back; newer versions told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from redaksi.desk import taking
from redaksi.desk.models import Notice, Taking, Work
from redaksi.lib import clock as time_source
from redaksi.stories import actions as stories
from redaksi.stories.models import Story
from redaksi.wire import actions, outside
from redaksi.wire.models import Item, Source
from redaksi.wire.sent import REFUSALS
from tests.desk.conftest import somebody
from tests.desk.words import missing_words
from tests.lib.outside import Outside
from tests.lib.outside import outside as a_world
from tests.stories.conftest import Newsroom
from tests.wire.made import LONG, entry, feed, item, receive, sent, source

Desk = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    with a_world() as made:
        monkeypatch.setattr(outside, "allowed", lambda: made.allowed)
        yield made


@pytest.fixture
def lintang(newsroom: Newsroom) -> Source:
    return source(section=newsroom.coast, agency=newsroom.agency, credit="Kantor Lintang")


def page(client: Client, **asked: Any) -> str:
    return client.get(reverse("wire:index"), asked).content.decode()


def do(client: Client, verb: str, one: Item, **said: Any) -> Any:
    return client.post(reverse(f"wire:{verb}", args=[one.pk]), said)


def test_the_list_is_narrowed_by_its_address(desk: Desk, lintang: Source) -> None:
    other = source(name="Orbis", address="http://127.0.0.1:9/o")
    item(lintang, title="Gunung siaga", guid="a")
    item(other, title="Pelabuhan dibuka", guid="b")
    client = desk("reporter")
    for asked in ({"source": other.pk}, {"q": "pelabuhan isinya"}, {"state": "new", "q": "DIBUKA"}):
        shown = page(client, **asked)
        assert "Pelabuhan dibuka" in shown
        assert "Gunung siaga" not in shown
    assert "Gunung siaga" in page(client, section=lintang.section_id)
    assert "Gunung siaga" in page(client, source="x", page="9" * 30, state="?")
    assert "Gunung siaga" not in page(client, state="dropped")


def test_an_item_stands_beside_the_list_with_everything_known_of_it(
    desk: Desk, lintang: Source
) -> None:
    one = item(lintang, body="<p>Satu <b>dua</b>.</p><ul><li>tiga</li></ul>", dated="Mon, 17 Aug")
    shown = page(desk("photo"), item=one.pk)
    for said in ("<p>Satu <b>dua</b>.</p>", "<li>tiga</li>", "Mon, 17 Aug", "Kantor Lintang",
                 "https://lintang.example/1"):  # fmt: skip
        assert said in shown
    assert reverse("wire:take", args=[one.pk]) not in shown
    part = desk("editor").get(
        reverse("wire:item", args=[one.pk]), headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert reverse("wire:take", args=[one.pk]) in part.content.decode()


def test_a_taken_item_is_a_draft_with_text_agency_credit_and_link(
    desk: Desk, lintang: Source
) -> None:
    text = "<p>Satu.</p><h3>Judul &amp; isi</h3><blockquote>kata</blockquote><ol><li>a</li></ol>"
    one = item(lintang, body=text)
    answer = do(desk("reporter"), "take", one)
    story = Story.objects.get()
    newest = story.newest()
    assert answer.url == reverse("stories:edit", args=[story.pk])
    assert [block["type"] for block in newest.body.raw_data] == [
        "paragraph", "heading", "quote", "list", "paragraph",
    ]  # fmt: skip
    assert newest.body.raw_data[1]["value"] == "Judul & isi"
    assert (
        '<a href="https://lintang.example/1">Kantor Lintang</a>' in newest.body.raw_data[4]["value"]
    )
    assert (newest.section, newest.live) == (lintang.section, False)
    assert [str(row) for row in newest.source_rows.all()] == ["Samudra"]
    assert Work.objects.get().holder == somebody("reporter")
    one.refresh_from_db()
    assert (one.state, one.by) == ("taken", somebody("reporter"))


def test_the_editor_opens_what_was_taken_and_says_where_from(desk: Desk, lintang: Source) -> None:
    client = desk("editor")
    opened = client.get(do(client, "take", item(lintang)).url).content.decode()
    assert "Diambil dari kiriman Lintang" in opened
    assert "https://lintang.example/1" in opened


def test_taking_twice_is_refused_with_the_way_to_the_draft(desk: Desk, lintang: Source) -> None:
    one = item(lintang)
    story = taking.take(one, by=somebody("reporter"))
    client = desk("editor")
    answer = client.post(reverse("wire:take", args=[one.pk]), {"source": lintang.pk}, follow=True)
    said = answer.content.decode()
    assert "sudah mengambil butir ini" in said
    assert reverse("stories:edit", args=[story.pk]) in said
    assert answer.redirect_chain == [(f"/desk/wire/?source={lintang.pk}", 302)]
    assert Story.objects.count() == 1


def test_a_deleted_draft_gives_its_item_back(lintang: Source) -> None:
    one = item(lintang)
    taking.take(one, by=somebody("reporter")).delete()
    one.refresh_from_db()
    assert (one.state, one.by) == ("new", None)


def test_a_drop_is_undone(desk: Desk, lintang: Source) -> None:
    one, client = item(lintang), desk("reporter")
    dropped = do(client, "drop", one, q="kabar")
    assert dropped.url == f"/desk/wire/?q=kabar&dropped={one.pk}"
    shown = client.get(dropped.url).content.decode()
    assert "dilewati" in shown
    assert reverse("wire:back", args=[one.pk]) in shown
    do(client, "back", one)
    one.refresh_from_db()
    assert one.state == "new"


def test_what_is_in_quarantine_is_let_in_before_it_is_taken(desk: Desk, lintang: Source) -> None:
    one, client = item(lintang, broken="garbled"), desk("editor")
    shown = page(client, state="quarantined", item=one.pk)
    assert "Huruf-huruf teksnya rusak" in shown
    assert reverse("wire:take", args=[one.pk]) not in shown
    do(client, "take", one)
    assert not Story.objects.exists()
    do(client, "back", one)
    do(client, "take", one)
    assert Story.objects.exists()


def test_whoever_holds_the_story_is_told_of_a_newer_version_once(
    desk: Desk, lintang: Source, django_capture_on_commit_callbacks: Any
) -> None:
    one = item(lintang)
    story = taking.take(one, by=somebody("editor"))
    for text in ("Korban bertambah.", "Korban bertambah menjadi dua."):
        with django_capture_on_commit_callbacks(execute=True):
            receive(lintang, sent(1, body=f"<p>{text}</p>"))
    assert [one.kind for one in Notice.objects.filter(user=somebody("editor"))] == ["wire"]
    client = desk("editor")
    edit, both = (reverse(name, args=[story.pk]) for name in ("stories:edit", "wire:newer"))
    assert both in client.get(edit).content.decode()
    shown = client.get(both).content.decode()
    assert "<mark>Korban bertambah menjadi dua.</mark>" in shown
    client.post(both, {"version": "3"})
    assert not Notice.objects.exists()
    assert both not in client.get(edit).content.decode()


def test_the_newer_version_leads_to_the_story_and_is_not_taken_again(
    desk: Desk, lintang: Source
) -> None:
    one = item(lintang)
    story = taking.take(one, by=somebody("editor"))
    receive(lintang, sent(1, body="<p>Korban bertambah.</p>"))
    second = Item.objects.get(version=2)
    shown = page(desk("editor"), item=second.pk)
    assert "Versi 2" in shown
    assert reverse("stories:edit", args=[story.pk]) in shown
    with pytest.raises(taking.AlreadyTaken):
        taking.take(second, by=somebody("editor"))


def test_what_says_the_same_says_so(desk: Desk, lintang: Source) -> None:
    item(lintang, body=f"<p>{LONG}</p>")
    item(source(name="Orbis", address="http://127.0.0.1:9/o"), body=f"<p>{LONG} Selesai.</p>")
    assert "Sama dengan Lintang" in page(desk("reporter"))


def test_a_wire_is_added_tried_and_paused(desk: Desk, world: Outside, clock: Any) -> None:
    client = desk("chief")
    empty = {"section": "", "agency": "", "credit": ""}
    form = {"name": "Lintang", "address": world.says("/feed", feed(entry())), "active": "on"}
    form |= {**empty, "every": "5", "silent_after": "24"}
    assert client.post(reverse("wires:add"), form).status_code == 302
    one = Source.objects.get()
    tried = client.post(reverse("wires:try", args=[one.pk])).content.decode()
    assert "Kabar ke-1" in tried
    assert not Item.objects.exists()
    world.says("/feed", b"<html><script>alert(1)</script>")
    assert "Jawabannya bukan umpan" in client.post(
        reverse("wires:try", args=[one.pk])
    ).content.decode()  # fmt: skip
    client.post(reverse("wires:pause", args=[one.pk]))
    one.refresh_from_db()
    assert not one.active


def test_the_first_screen_tells_of_silence_to_those_who_can_act(
    desk: Desk, lintang: Source, clock: Any
) -> None:
    chief = desk("chief")
    assert "Kiriman bermasalah" not in chief.get("/desk/").content.decode()
    clock.move(seconds=25 * 3600)
    assert "Kiriman bermasalah" in chief.get("/desk/").content.decode()
    assert "Kiriman bermasalah" not in desk("editor").get("/desk/").content.decode()


def test_a_story_keeps_its_source_when_the_wire_goes(lintang: Source) -> None:
    taking.take(item(lintang), by=somebody("editor"))
    lintang.delete()
    row = Taking.objects.get()
    assert (row.item, row.source, row.link) == (None, "Lintang", "https://lintang.example/1")


def test_the_list_costs_the_same_whatever_its_length(
    desk: Desk, lintang: Source, django_assert_max_num_queries: Any
) -> None:
    receive(lintang, *(sent(number) for number in range(60)))
    client = desk("editor")
    page(client)
    with django_assert_max_num_queries(24):
        page(client, item=Item.objects.order_by("pk")[0].pk)


def test_every_trouble_has_its_indonesian_sentence() -> None:
    assert set(REFUSALS) <= set(actions.SENTENCES)
    with missing_words() as found, override("id"):
        for sentence in actions.SENTENCES.values():
            assert actions.gettext(sentence)
    assert found == set()


def test_a_story_that_is_out_is_told_too(
    lintang: Source, newsroom: Newsroom, django_capture_on_commit_callbacks: Any
) -> None:
    story = taking.take(item(lintang), by=somebody("editor")).newest()
    story.teaser, story.passed_by = "Ringkasan.", newsroom.editor
    stories.update(story)
    with django_capture_on_commit_callbacks(execute=True), override("id"):
        receive(lintang, sent(1, body="<p>Dibantah.</p>", updated=time_source.now() + timedelta(1)))
    assert Notice.objects.get().story.live
