"""Breaking news at the desk: one press, an undo, an end; for those who may publish."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from redaksi.fronts.models import Breaking
from redaksi.press.models import LogEntry
from redaksi.stories.models import Story

Desk = Callable[[str], Client]
TEXT = "Gempa 6,1 di Selat Tanjung"


def announced(client: Client, **fields: str) -> str:
    later = timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    form = {"text": TEXT, "story": "", "ends_at": later, **fields}
    answer = client.post(reverse("breaking:announce"), form, follow=True)
    return answer.content.decode()


def standing() -> Breaking | None:
    return Breaking.objects.standing(timezone.now()).first()


def test_a_story_is_announced_and_undone_with_one_press_each(desk: Desk, live: Story) -> None:
    client = desk("editor")
    page = client.get(f"{reverse('breaking:index')}?story={live.pk}").content.decode()
    assert f'value="{live.headline}"' in page and "WIB" in page
    page = announced(client, story=str(live.pk))
    row = standing()
    assert row and row.story == live and "data-desk-undo" in page
    assert TEXT in client.get(reverse("wagtailadmin_home")).content.decode()
    client.post(reverse("breaking:undo", args=[row.pk]))
    assert standing() is None
    rows = LogEntry.objects.filter(subject=f"breaking:{row.pk}").order_by("seq")
    assert list(rows.values_list("kind", "actor")) == [
        ("announced", "editor"),
        ("undone", "editor"),
    ]


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(desk: Desk) -> None:
    said = announced(desk("editor"), ends_at="2020-08-17T10:00")
    assert "beri waktu yang lebih lambat" in said and f'value="{TEXT}"' in said
    assert standing() is None


def test_it_is_taken_away(desk: Desk) -> None:
    announced(desk("chief"))
    row = standing()
    assert row
    desk("editor").post(reverse("breaking:end", args=[row.pk]))
    assert standing() is None


def test_a_reporter_neither_sees_nor_does_it(desk: Desk) -> None:
    client = desk("reporter")
    assert (
        reverse("breaking:index") not in client.get(reverse("wagtailadmin_home")).content.decode()
    )
    announced(client)
    assert standing() is None
