"""Doors that lead elsewhere: where one is sent after signing in, what calls itself a picture."""

import io
import zipfile

import pytest
from django.test import Client

from redaksi.photos import actions as photos
from redaksi.photos.models import Photo
from redaksi.photos.refusals import PhotoRefused
from tests.desk.conftest import PASSWORD, somebody
from tests.photos.pictures import jpeg
from tests.stories.conftest import Newsroom

SCRIPT = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize(
    "where",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
     "https:evil.example", "\x00//evil.example", "http://testserver@evil.example/"],
)  # fmt: skip
def test_signing_in_leads_to_this_desk_alone(newsroom: Newsroom, where: str) -> None:
    somebody("editor")
    said = {"username": "editor", "password": PASSWORD, "next": where}
    answer = Client().post("/desk/login/", said)
    assert (answer.status_code, answer.url) == (302, "/desk/")


def with_archive() -> bytes:
    """A picture with a ZIP archive behind it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("x.html", SCRIPT)
    return jpeg() + kept.getvalue()


@pytest.mark.parametrize(
    "data", [SCRIPT, SVG, b"GIF89a/*" + SCRIPT, b"\xff\xd8\xff" + SCRIPT, with_archive()]
)
def test_what_is_something_else_besides_a_picture_is_refused(
    newsroom: Newsroom, data: bytes
) -> None:
    with pytest.raises(PhotoRefused):
        photos.receive(data, name="kapal.jpg")
    assert not Photo.objects.exists()


def test_a_picture_is_sent_as_one_whatever_it_was_called(newsroom: Newsroom) -> None:
    photo = photos.receive(jpeg(), name="kapal.html")
    answer = Client().get(photo.file.url, headers={"host": "localhost"})
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    answer.close()
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
