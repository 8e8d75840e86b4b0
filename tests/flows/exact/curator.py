"""The curator of the stress: launches, rails, a collection and what is read most, through one pipe.

Run as a program it is the newsroom's side: a line of JSON in, what was done out.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from random import Random
from typing import Any

from tests.flows.exact.annals import Annals
from tests.flows.exact.newspaper import Up
from tests.house.rooms import ROOT

#: The words that stand before the number of each mark, where readers see it.
WORDS = {"front": "Halaman", "story": "Terkini", "list": "Daftar", "collection": "Koleksi"}
COLLECTION = "sorotan"
PAUSE = 0.6
MANY = 1_000


def text_of(name: str, number: int) -> str:
    """Mark *name* as it is written on pages."""
    return f"{WORDS[name]} m{number}x"


class Curator:
    """Sets marks and moves what is read most, one after the other; writes down what returned."""

    def __init__(self, up: Up, annals: Annals, chance: Random) -> None:
        self.up, self.annals, self.chance = up, annals, chance
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Open the pipe and set every mark for the first time."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.flows.exact.curator", str(self.up.folder),
            cwd=ROOT, env=self.up.environment | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        for name in WORDS:
            await self.mark(name)
        await self.move()

    async def close(self) -> None:
        """Close the pipe; the program ends by itself."""
        if self.process is None or self.process.stdin is None:
            return
        self.process.stdin.close()
        await asyncio.wait_for(self.process.wait(), 40)

    async def act(self) -> None:
        """One change, sent and waited for."""
        name = self.chance.choice([*WORDS, "popular", "popular"])
        await (self.move() if name == "popular" else self.mark(name))

    async def write(self, until: asyncio.Event) -> None:
        """Act after act with a pause between."""
        while not until.is_set():
            await self.act()
            await asyncio.sleep(self.chance.uniform(0, PAUSE))

    async def mark(self, name: str) -> None:
        """Write the next number of mark *name*."""
        number = self.annals.begin_mark(name)
        await self._ask({"do": name, "text": text_of(name, number)})
        self.annals.mark_returned(name)

    async def move(self) -> None:
        """Let some stories be read so much that what is read most is another."""
        some = self.chance.sample(self.annals.stories, 3)
        self.annals.begin_popular()
        reads = {story.pk: MANY * (10 + self.chance.randrange(90)) for story in some}
        order = await self._ask({"do": "popular", "reads": reads})
        numbers = {story.pk: story.number for story in self.annals.stories}
        self.annals.popular_returned(tuple(numbers[pk] for pk in order))

    async def _ask(self, given: dict[str, Any]) -> Any:
        assert self.process and self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(given).encode() + b"\n")
        answer = await asyncio.wait_for(self.process.stdout.readline(), 30)
        assert answer, f"the curator's program ended at {given}"
        return json.loads(answer)


# The program --------------------------------------------------------------------------------------


def front(text: str) -> None:
    """A free text on the home page, launched with a story picked anew."""
    from redaksi.fronts import actions
    from redaksi.fronts.models import Front
    from redaksi.stories.models import Story

    page = actions.create_front()
    if not page.containers.exists():
        actions.create_default_front()
        actions.add_container(Front.objects.get(pk=page.pk), kind="text", text="<p>-</p>")
    box = page.containers.select_related("front").get(kind="text")
    actions.change_container(box, text=f"<p>{text}</p>")
    lead = page.containers.select_related("front").get(kind="lead")
    for one in lead.picks.select_related("container__front"):
        actions.drop(one)
        lead = page.containers.select_related("front").get(kind="lead")
    if story := Story.objects.live().order_by("?").first():
        actions.pick(lead, story, order=2)
    actions.launch(Front.objects.get(pk=page.pk))


def rail(page: str, text: str) -> None:
    """The rails of pages of kind *page*; the newest stories have *text* for a heading."""
    from redaksi.fronts.models import RailPlace

    for order, name in enumerate(("latest", f"collection/{COLLECTION}", "popular")):
        made = RailPlace.objects.filter(page=page, rail=name).first()
        made = made or RailPlace(page=page, rail=name, length=8, order=order)
        if name == "latest":
            made.title = text
        if name == "latest" or not made.pk:
            made.save()


def collection(text: str) -> None:
    """A collection of the newest stories, with *text* for its name."""
    from redaksi.fronts.models import Collection

    made = Collection.objects.first() or Collection(slug=COLLECTION, rule="newest")
    made.name = text
    made.save()


def popular(reads: dict[str, int]) -> list[int]:
    """Count *reads* and show what that changes; the list as it stands."""
    from redaksi.lib import clock
    from redaksi.popular import actions
    from redaksi.popular.models import Chart

    actions.count({int(pk): times for pk, times in reads.items()}, clock.now())
    actions.show(clock.now())
    chart = Chart.objects.filter(pk="now").first()
    return list(chart.stories) if chart else []


def main() -> None:
    """Do what each line says in the newspaper of the folder named."""
    from redaksi.config.console import enter

    enter(Path(sys.argv[1]))
    os.chdir(sys.argv[1])
    for line in sys.stdin:
        given = json.loads(line)
        done: Any = None
        if given["do"] == "front":
            front(given["text"])
        elif given["do"] == "collection":
            collection(given["text"])
        elif given["do"] == "popular":
            done = popular(given["reads"])
        else:
            rail(given["do"], given["text"])
        print(json.dumps(done), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
