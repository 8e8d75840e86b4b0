"""What the edge is told of a newspaper, and that it is told without Django."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from redaksi.config import edge, options
from redaksi.lib import settingsfile
from redaksi.ops.runfolder import RunFolder
from tests.config.command import environment

RUN = RunFolder(path=Path("/run/x"))


def told(**environ: str) -> edge.Options:
    settings = settingsfile.load(options.DECLARED, Path("/srv/kabar"), environ)
    return edge.told(settings, RUN, "id")


def test_a_worker_of_the_edge_loads_neither_django_nor_the_application() -> None:
    code = (
        "import sys, redaksi.ops.edge, redaksi.config.edge\n"
        "print(sorted({'django', 'wagtail', 'PIL'} & {n.partition('.')[0] for n in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/", {"p", "page_id", "attachment_id", "cat", "author", "m"}),
        ("/latest/", {"before"}),
        ("/politik/daerah/", {"before"}),
        ("/archive/2026/11/", {"before"}),
        ("/lite/topic/padi/", {"before"}),
        ("/latest", {"before"}),
        ("/read/12-padi", set()),
        ("/read/12/card-0123456789abcdef.png", set()),
        ("/lite/read/12-padi", {"before", "part"}),
        ("/.well-known/security.txt", set()),
        ("/feed/rss.xml", set()),
    ],
)
def test_an_address_keeps_the_queries_it_knows(path: str, names: set[str]) -> None:
    assert told().names(path) == names


def test_search_keeps_its_question() -> None:
    assert "q" in told().names("/search/")
    assert "q" in told().names("/search.json")
    assert "before" not in told().names("/search.json")


def test_the_desk_and_its_like_pass_through() -> None:
    assert {"/desk/", "/preview/", "/api/"} <= set(told().passing)


def test_files_stand_in_the_data() -> None:
    media, static = told().files_of("/media/a.jpg"), told().files_of("/static/a.css")
    assert media is not None
    assert static is not None
    assert media.folders == (Path("/srv/kabar/data/media"),)
    assert static.packed


def test_the_settings_reach_it() -> None:
    made = told(REDAKSI_SERVER_HTTPS="true", REDAKSI_SERVER_CACHE_MB="16")
    assert made.scheme == "https"
    assert made.capacity == 16 * 2**20
    assert [str(one) for one in made.trusted] == ["127.0.0.1/32", "::1/128"]


def test_what_readers_are_told_when_a_page_cannot_be_made_is_in_their_language() -> None:
    assert edge.notice("id").title == "Halaman ini belum dapat ditampilkan"
    assert edge.notice("en").title == "This page is not ready at the moment"
