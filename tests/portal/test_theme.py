"""A newspaper's own look on its pages: from the docs page alone, and exact as any other page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client

from redaksi.config import options, theming
from redaksi.lib import settingsfile
from redaksi.portal import sheets, stamp
from redaksi.press import acts, deploy
from redaksi.press.models import LogEntry
from redaksi.sections import actions as sections
from redaksi.sections.models import Section
from redaksi.stories import actions
from tests.portal import surrogate
from tests.portal.newspaper import Small

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "make-a-theme.md"
FILE = re.compile(r"^\*\*`([^`]+)`\*\*\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def forget() -> None:
    """What a start would read anew."""
    sheets._own.cache_clear()
    sheets.sheet.cache_clear()
    for loader in engines["django"].engine.template_loaders:  # type: ignore[attr-defined]
        loader.reset()


@pytest.fixture
def themed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with every file that the docs page shows, as `redaksi up` would read it."""
    for name, text in FILE.findall(PAGE.read_text(encoding="utf-8")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    read = settingsfile.load(options.DECLARED, tmp_path, {})
    monkeypatch.setattr(settings, "THEME", theming.told(read, tmp_path))
    monkeypatch.setattr(settings, "THEME_SHEET", tmp_path / "theme" / "theme.css")
    engine = engines["django"].engine  # type: ignore[attr-defined]
    monkeypatch.setattr(engine, "dirs", [tmp_path / "theme" / "templates"])
    monkeypatch.setitem(settings.TEMPLATES[0], "DIRS", [tmp_path / "theme" / "templates"])
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def test_the_docs_page_alone_makes_a_theme(paper: Small, reader: Client, themed: Path) -> None:
    Section.objects.create(newspaper=paper.newspaper, name="Kosong")
    page = reader.get(paper.stories[-1].url).content.decode()
    assert "--paper:#fff8f0" in page and '<meta name="theme-color" content="#1b1512"' in page
    assert '--head:Georgia,"Noto Serif"' in page
    assert "Serif R" not in page.partition("</style>")[0].partition(":root")[0]  # nothing fetched
    head = page[page.index('class="mast') : page.index('class="prose"')]
    order = ('class="name"', 'class="menu"', 'class="tool now"', "<h1>", 'class="by"', "<figure",
             'class="dek"', 'class="share')  # fmt: skip
    assert sorted(order, key=head.index) == list(order)
    assert 'class="crumb"' not in head
    assert ".nav{border-bottom:3px solid var(--brand)}" in page
    assert "Belum ada berita di sini." in reader.get("/kosong/").content.decode()


def test_the_policy_allows_the_sheet_of_the_theme(
    paper: Small, reader: Client, themed: Path
) -> None:
    answer = reader.get("/")
    css = answer.content.decode().partition("<style>")[2].partition("</style>")[0]
    rail = surrogate.shell(reader, "/_rail/sheet/front").content.decode()
    assert css in rail and css.endswith(".story h1{letter-spacing:-0.025em}")
    assert sheets.sheet("front", look=_look()).sha256 in answer["Content-Security-Policy"]


def _look() -> Any:
    from redaksi.stylebook import theme

    return theme.theme(settings.THEME)


def tags(reader: Client, path: str) -> set[str]:
    return set(surrogate.shell(reader, path)["X-Redaksi-Tags"].split())


def test_a_page_with_an_overridden_template_is_as_exact(
    paper: Small, reader: Client, themed: Path
) -> None:
    """The page is known by the deploy that brought the template and by every story it shows."""
    row = themed / "theme" / "templates" / "portal" / "parts" / "row.html"
    deploy.note_deploy(stamp.stamp())
    row.write_text('{% load portal %}<li class="mine">{{ card.headline }}</li>', encoding="utf-8")
    forget()
    assert deploy.note_deploy(stamp.stamp())
    assert LogEntry.objects.latest("seq").tags == ["template"]
    assert "template" in tags(reader, "/latest/")
    assert not deploy.note_deploy(stamp.stamp())
    old, seen = acts.last_seq(), tags(reader, "/latest/")
    made = paper.stories[-1]
    made.headline = "Kapal pertama sandar di dermaga baru"
    actions.update(made)
    moved = {one for row in LogEntry.objects.filter(seq__gt=old) for one in row.tags}
    assert moved & seen
    assert (
        f'<li class="mine">{made.headline}</li>'
        in surrogate.shell(reader, "/latest/").content.decode()
    )


def test_the_desk_wins_and_every_page_follows_at_once(paper: Small, reader: Client) -> None:
    seen = tags(reader, paper.stories[0].url) & tags(reader, "/")
    before = acts.last_seq()
    sections.restyle(paper.newspaper, {"link": "#9a3412", "masthead": ["name", "menu", "tools"]})
    (row,) = LogEntry.objects.filter(seq__gt=before)
    assert (row.kind, row.tags) == ("restyled", ["site"]) and "site" in seen
    page = reader.get("/").content.decode()
    assert "--link:#9a3412" in page and 'class="mast first"' in page


def test_a_weak_theme_changes_nothing(paper: Small, reader: Client) -> None:
    before = acts.last_seq()
    with pytest.raises(sections.LookRefused) as refused:
        sections.restyle(paper.newspaper, {"link": "#bbbbbb", "ink_dark": "#333333"})
    assert [one.field for one in refused.value.problems] == ["link", "ink_dark"]
    assert acts.last_seq() == before
    assert "#bbbbbb" not in reader.get("/").content.decode()
