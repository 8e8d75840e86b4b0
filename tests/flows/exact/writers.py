"""The newsroom of the stress: one open pipe of ``redaksi story put -`` and the stories it keeps."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any

from tests.flows.exact.annals import Annals, State, Told
from tests.flows.exact.newspaper import PHOTOS, SECTIONS, Up, story_pipe

#: How often each thing happens, of a hundred.
VERBS = {"retitle": 36, "update": 26, "move": 14, "photo": 10, "withdraw": 14}
#: The newsroom's rhythm, in seconds: everybody writes at once, then hardly anybody does.
ROUND, BUSY, PAUSE = 5.0, 2.2, 1.5
LONGEST_LINE = 1 << 20


class Writer:
    """Puts stories one after the other through one pipe, and writes down what returned."""

    def __init__(self, up: Up, annals: Annals, chance: Random) -> None:
        self.up, self.annals, self.chance = up, annals, chance
        self.stories: list[Told] = []
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Open the pipe."""
        self.process = await asyncio.create_subprocess_exec(
            *story_pipe(self.up), cwd=self.up.folder, env=self.up.environment, limit=LONGEST_LINE,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def close(self) -> None:
        """Close the pipe; the command ends by itself."""
        if self.process is None or self.process.stdin is None:
            return
        self.process.stdin.close()
        await asyncio.wait_for(self.process.wait(), 40)

    async def put(self, given: dict[str, Any]) -> dict[str, Any]:
        """Send one line; its answer."""
        assert self.process and self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(given).encode() + b"\n")
        answer: dict[str, Any] = json.loads(
            await asyncio.wait_for(self.process.stdout.readline(), 30)
        )
        assert "problems" not in answer, (given, answer)
        return answer

    async def write_new(self, number: int, published: str) -> Told:
        """The story with this number, public from the start."""
        section = SECTIONS[number % len(SECTIONS)]
        state = State(live=True, headline=0, body=0, section=section, photo=number % PHOTOS)
        given = {
            **_told(number, state), "slug": f"kapal-{number}", "published": published,
            "teaser": "Muatannya beras.", "bylines": ["Damar Wirya"],
        }  # fmt: skip
        answer = await self.put(given)
        story = Told(number=number, pk=answer["id"], url=answer["url"], states=[state])
        self.annals.stories.append(story)
        self.stories.append(story)
        self.annals.returned(story, answer)
        return story

    async def write(self, until: asyncio.Event) -> None:
        """Act after act while the newsroom is busy, now and then while it is calm."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not until.is_set():
            await self.act(self.chance.choice(self.stories))
            busy = (loop.time() - began) % ROUND < BUSY
            pause = 0.0 if busy else self.chance.uniform(0, PAUSE)
            with suppress(TimeoutError):
                await asyncio.wait_for(until.wait(), pause)

    async def act(self, story: Told) -> None:
        """One change of *story*, sent and waited for."""
        before = story.newest
        verb = self.chance.choices([*VERBS], [*VERBS.values()])[0] if before.live else "again"
        state = self._changed(before, verb)
        self.annals.begin(story, state)
        self.annals.returned(story, await self.put(_given(story, verb, before, state)))

    def _changed(self, before: State, verb: str) -> State:
        if verb == "withdraw":
            return before.withdrawn()
        if verb == "update":
            return replace(before, body=before.body + 1)
        if verb == "move":
            return replace(before, section=self._other(SECTIONS, before.section))
        if verb == "photo":
            return replace(before, photo=self._other(range(PHOTOS), before.photo))
        body = before.body + (verb == "again")
        return replace(before, live=True, headline=before.headline + 1, body=body)

    def _other(self, all_of: Sequence[Any], one: Any) -> Any:
        return self.chance.choice([each for each in all_of if each != one])


def _given(story: Told, verb: str, before: State, state: State) -> dict[str, Any]:
    """The line that makes *state* of *story*: the changed fields alone."""
    if verb == "withdraw":
        return {"id": story.pk, "withdraw": "Sumbernya menarik diri."}
    was, now = _told(story.number, before), _told(story.number, state)
    return {"id": story.pk, **{name: now[name] for name in now if now[name] != was[name]}}


def _told(number: int, state: State) -> dict[str, Any]:
    """The fields of a story in *state*, its numbers written where readers see them."""
    text = f"Isi k{number}b{state.body}x: kapal merapat sebelum fajar."
    return {
        "headline": f"Kapal k{number}h{state.headline}x merapat",
        "section": state.section,
        "body": [{"type": "paragraph", "html": text}, {"type": "paragraph", "html": text}],
        "photo": {
            "file": f"foto-{state.photo}.jpg", "credit": "LINTANG/Danu Prakoso",
            "caption": "Dermaga.", "alt": f"Foto f{state.photo}x",
        },
    }  # fmt: skip
