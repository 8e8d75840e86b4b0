"""Thirty editors at work on one machine with SQLite, while readers come to the edge.

    python bench/thirty_editors.py            two minutes
    python bench/thirty_editors.py --seconds 30

Each editor signs in, opens a story of their own and types: the form is saved by itself every five
seconds, as the desk's page does it, with the heartbeat that holds the story; ten times a minute one
of them publishes. 16 readers ask for the front and for the stories meanwhile. At the end every
story must hold what was last acknowledged, and its page what was last published.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx
from lxml import html
from parts import load, newspaper, processes, programs
from parts.verdicts import Verdicts, machine

EDITORS, READERS, STORIES = 30, 16, 1_000
EVERY, BEAT, PUBLISHES = 5.0, 15.0, 10  # seconds, seconds, a minute
PASSWORD = "tanjung-dermaga-12"  # noqa: S105 (of a newspaper in a scratch folder)
JSON = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}


@dataclass
class Figures:
    """What was measured: times in ms, and everything that went wrong."""

    saves: list[float] = field(default_factory=list)
    publishes: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class Editor:
    """One editor with a story: `saved` and `published` are the headlines last acknowledged."""

    def __init__(self, name: str, story: dict[str, Any], port: int, figures: Figures) -> None:
        self.name, self.story, self.figures = name, story, figures
        self.client = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", headers={"Host": newspaper.HOST}, timeout=60,
        )  # fmt: skip
        self.address = f"/desk/stories/edit/{story['id']}/"
        self.fields: dict[str, str] = {}
        self.saved = self.published = ""
        self.turn = 0

    async def sign_in(self) -> None:
        page = await self.client.get("/desk/login/")
        form = {**fields_of(page.text, "//form"), "username": self.name, "password": PASSWORD}
        answer = await self.client.post("/desk/login/", data=form)
        if answer.status_code != 302:
            raise RuntimeError(f"{self.name} could not sign in: {answer.status_code}")

    async def open(self) -> None:
        """Open the story's form as it stands now."""
        page = await self.client.get(self.address)
        self.fields = {**fields_of(page.text, "//form[@id='w-editor-form']"), **self._text()}

    async def type(self, until: float, chance: Random) -> None:
        """Save every five seconds until *until*."""
        await asyncio.sleep(chance.uniform(0, EVERY))
        beat = 0.0
        while time.monotonic() < until:
            began = time.monotonic()
            if began > beat:
                beat = began + BEAT
                await self._sent(f"/desk/stories/{self.story['id']}/hold/", self._token())
            await self.save()
            await asyncio.sleep(max(0.0, began + EVERY - time.monotonic()))

    async def save(self) -> None:
        """One save by itself, acknowledged or written down as a failure."""
        headline = self._headline()
        sent = {**self.fields, **self._text(), "headline": headline}
        began = time.perf_counter()
        answer = await self._sent(self.address, sent, headers=JSON)
        self.figures.saves.append((time.perf_counter() - began) * 1000)
        told = answer.json() if answer is not None and answer.status_code == 200 else {}
        if not told.get("success"):
            return self._failed("save", answer)
        self.saved = headline
        self.fields.update({name: str(one) for name, one in told["field_updates"].items()})
        self.fields["overwrite_revision_id"] = str(told["revision_id"])

    async def publish(self) -> None:
        """Publish what stands in the form, and open it anew."""
        headline = self._headline()
        said = {"headline": headline, "short_headline": "", "action-publish": "1"}
        sent = {**self.fields, **self._text(), **said}
        began = time.perf_counter()
        answer = await self._sent(self.address, sent)
        self.figures.publishes.append((time.perf_counter() - began) * 1000)
        if answer is None or answer.status_code != 302:
            return self._failed("publish", answer)
        self.saved = self.published = headline
        await self.open()

    async def look(self) -> None:
        """Find out whether what was acknowledged is there, for the desk and for readers."""
        await self.open()
        if self.fields["headline"] != self.saved:
            self.figures.lost.append(f"saved “{self.saved}”, there is “{self.fields['headline']}”")
        page = await self.client.get(self.story["url"])
        if self.published and self.published not in page.text:
            self.figures.lost.append(f"published “{self.published}”, the page has another")
        await self.client.aclose()

    async def _sent(self, path: str, data: dict[str, str], **more: Any) -> httpx.Response | None:
        try:
            answer = await self.client.post(path, data=data, **more)
        except httpx.HTTPError as error:
            self.figures.failures.append(f"{path}: {type(error).__name__}")
            return None
        if answer.status_code >= 500:
            self.figures.failures.append(f"{path}: {answer.status_code}")
        return answer

    def _failed(self, what: str, answer: httpx.Response | None) -> None:
        if answer is not None and answer.status_code < 500:
            self.figures.failures.append(f"{what}: {answer.status_code} {answer.text[:200]}")

    def _headline(self) -> str:
        self.turn += 1
        return f"Kapal {self.name} merapat {self.turn} kali"

    def _text(self) -> dict[str, str]:
        """The story's text as the page's script sends it: one paragraph, longer with each turn."""
        words = f"Muatannya beras, {self.turn} ton. " * (60 + self.turn)
        block = {"key": "satu", "text": words, "type": "unstyled", "depth": 0}
        said = {**block, "inlineStyleRanges": [], "entityRanges": []}
        return {
            "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-id": "",
            "body-0-type": "paragraph", "body-0-value": json.dumps(
                {"blocks": [said], "entityMap": {}}
            ),
        }  # fmt: skip

    def _token(self) -> dict[str, str]:
        return {"csrfmiddlewaretoken": self.fields["csrfmiddlewaretoken"]}


def fields_of(page: str, where: str) -> dict[str, str]:
    """What the form *where* of *page* would send."""
    form = html.fromstring(page).xpath(where)[0]
    return {name: value.removeprefix("\n") for name, value in form.form_values()}


def people(folder: Path) -> list[str]:
    """The names of the editors, made where they are not there yet."""
    names = [f"penyunting-{number}" for number in range(EDITORS)]
    if not (folder / "peopled").exists():
        for name in names:
            words = ["user", "add", name, "--role", "editor", "--password-stdin", "--dir", folder]
            subprocess.run(
                [*newspaper.REDAKSI, *map(str, words)], input=PASSWORD, check=True, text=True,
                env=newspaper.environment(), stdout=subprocess.DEVNULL,
            )  # fmt: skip
        (folder / "peopled").touch()
    return names


def stories(folder: Path) -> list[dict[str, Any]]:
    """A public story for each editor."""
    with newspaper.pipe(folder) as pipe:
        return [
            pipe.put(
                headline=f"Kapal {number} berangkat", section="Nusantara",
                teaser="Kapal itu merapat sebelum fajar.", bylines=["Damar Wirya"],
                body=[{"type": "paragraph", "html": "Muatannya beras. " * 60}],
            )
            for number in range(EDITORS)
        ]  # fmt: skip


async def work(editors: list[Editor], seconds: float) -> None:
    """Everybody types; ten times a minute one publishes."""
    chance = Random(1908)  # noqa: S311 (a repeatable run)
    for editor in editors:
        await editor.sign_in()
        await editor.open()
    until = time.monotonic() + seconds
    typing = [asyncio.create_task(editor.type(until, chance)) for editor in editors[PUBLISHES:]]
    publishing = [
        asyncio.create_task(publisher(editor, until, number * 60 / PUBLISHES))
        for number, editor in enumerate(editors[:PUBLISHES])
    ]
    await asyncio.gather(*typing, *publishing)
    for editor in editors:
        await editor.look()


async def publisher(editor: Editor, until: float, first: float) -> None:
    """An editor who types too, and publishes once a minute, *first* seconds after the start."""
    due = time.monotonic() + first
    while time.monotonic() < until:
        began = time.monotonic()
        if began >= due:
            due += 60
            await editor.publish()
        await editor.save()
        await asyncio.sleep(max(0.0, began + EVERY - time.monotonic()))


def main() -> int:
    """Measure; 1 when a promise was missed."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--keep", type=Path, help="where the filled newspaper stays")
    given = asked.parse_args()
    wrk = programs.find("wrk")["wrk"]
    print(machine())
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as scratch:
        folder = newspaper.filled((given.keep or Path(scratch)) / f"stories-{STORIES}", STORIES)
        names, figures = people(folder), Figures()
        own = stories(folder)
        with newspaper.up(folder) as paper:
            editors = [
                Editor(name, story, paper.port, figures)
                for name, story in zip(names, own, strict=True)
            ]
            paths = ["/", *(story["url"] for story in own)]
            words = [wrk, "-t1", f"-c{READERS}", f"-d{int(given.seconds) + 60}s", *load.HEADERS]
            words += [*load.many(Path(scratch), paths), paper.url("/")]
            with processes.running(words, Path(scratch) / "said"):
                asyncio.run(work(editors, given.seconds))
    return verdict(figures)


def verdict(figures: Figures) -> int:
    """Print the figures beside what was promised; 1 when one was missed."""
    told = Verdicts()
    for failure in [*figures.failures, *figures.lost][:10]:
        print(f"    {failure}")
    told.told("saves, publishes", f"{len(figures.saves)}, {len(figures.publishes)}")
    told.told("median of a save", f"{statistics.median(figures.saves):.0f} ms")
    told.told("median of a publish", f"{statistics.median(figures.publishes or [0]):.0f} ms")
    told.at_most("p95 of a save", statistics.quantiles(figures.saves, n=20)[18], 500, " ms")
    told.at_most("failed or refused", len(figures.failures), 0)
    told.at_most("lost writes", len(figures.lost), 0)
    return min(told.missed, 1)


if __name__ == "__main__":
    sys.exit(main())
