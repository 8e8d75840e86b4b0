"""Crops in the background: where they are made, and one at a time."""

import threading
from concurrent.futures import Future
from datetime import UTC, datetime

import pytest
from django.test import override_settings

from redaksi.lib.registries import due_work
from redaksi.photos import actions, tasks
from redaksi.photos.locks import one_at_a_time
from redaksi.photos.models import Photo
from tests.photos.pictures import jpeg


@pytest.fixture(autouse=True)
def media(tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


class FakePool:
    def __init__(self):
        self.given = []

    def submit(self, work, *args):
        self.given.append(args)
        return Future()


def test_a_saved_photo_is_given_to_the_thread_after_its_commit(
    db, monkeypatch, django_capture_on_commit_callbacks
):
    pool = FakePool()
    monkeypatch.setattr(tasks, "_threads", lambda: pool)
    photo = actions.receive(jpeg(), name="a.jpg", crop=False)
    with override_settings(PHOTOS_CROP="thread"):
        with django_capture_on_commit_callbacks(execute=True):
            Photo.objects.get().save()
            assert pool.given == []
        assert pool.given == [(photo.pk,)]


def test_an_importers_photo_is_left_to_the_clock(
    db, monkeypatch, django_capture_on_commit_callbacks
):
    pool = FakePool()
    monkeypatch.setattr(tasks, "_threads", lambda: pool)
    with override_settings(PHOTOS_CROP="thread"), django_capture_on_commit_callbacks(execute=True):
        actions.receive(jpeg(), name="a.jpg", crop=False)
    assert pool.given == []
    assert due_work.get("photo crops").run(datetime.now(UTC)) == 1
    assert Photo.objects.get().crops


def test_the_clock_takes_some_and_comes_again(db):
    for number in range(3):
        actions.receive(jpeg(size=(40 + number, 40)), name="a.jpg", crop=False)
    assert actions.make_missing_crops(2) == 2
    assert actions.make_missing_crops(2) == 1
    assert actions.make_missing_crops(2) == 0


def test_a_photo_that_is_gone_meanwhile_is_no_error(db):
    photo = actions.receive(jpeg(), name="a.jpg", crop=False)
    gone = Photo.objects.get()
    Photo.objects.all().delete()
    assert not actions.make_crops(gone)
    tasks._crop(photo.pk)


def test_whoever_works_on_the_same_photo_waits():
    order = []
    inside, go_on = threading.Event(), threading.Event()

    def first():
        with one_at_a_time("crops", 1):
            inside.set()
            go_on.wait(5)
            order.append("first")

    def second():
        with one_at_a_time("crops", 1):
            order.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    inside.wait(5)
    threads[1].start()
    threads[1].join(0.1)
    assert threads[1].is_alive()
    go_on.set()
    for thread in threads:
        thread.join(5)
    assert order == ["first", "second"]


def test_two_kinds_of_work_may_be_nested():
    with one_at_a_time("received", "x"), one_at_a_time("crops", "x"):
        pass


def test_a_command_leaves_what_its_thread_has_not_begun_to_the_clock(monkeypatch):
    pool = FakePool()
    monkeypatch.setattr(tasks, "_threads", lambda: pool)
    with override_settings(PHOTOS_CROP="thread"):
        tasks.soon(1)
    tasks.finish(0.01)
    assert not tasks._waiting
