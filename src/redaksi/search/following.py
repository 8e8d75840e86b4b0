"""Following: the index after the log of the press and the versions that the desk saves.

Only one process writes at a time, the clock as a rule: whoever holds the lock. Whatever is said
of a row is read from the database anew, so that to do it twice does no harm; a slow sweep over
all stories finds what no row of the log told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from redaksi.press.models import LogCounter, LogEntry
from redaksi.search import gathering, shelf, sweeping
from redaksi.search.documents import key
from redaksi.search.shelf import State, Unready
from redaksi.search.writing import writing
from redaksi.sections.queries import newspaper
from redaksi.stories.models import Byline, Story, StoryTopic

#: Rows of the log, and stories, that one round reads.
ROWS, STORIES = 1000, 300
#: Seconds by which a version may be saved before it can be seen: the longest transaction.
LATE = 30.0
#: The versions read lately, as (story, seconds): they are seen again for a while.
_versions_read: set[tuple[str, float]] = set()


@dataclass(kw_only=True)
class _News:
    """What happened since a state: the state to go on from, and the stories to read."""

    state: State
    stories: set[int] = field(default_factory=set)


def log_seq() -> int:
    """The number of the newest row of the log."""
    return LogCounter.objects.values_list("seq", flat=True).first() or 0


def catch_up(top: Path) -> int:
    """One round in the current generation under *top*: how many stories and rows are still to do.

    Raises Busy when another process writes, Unready when the index must be built anew.
    """
    with shelf.locked(top, "writing"):
        return _round(shelf.current(top))


def lags(top: Path) -> bool:
    """Whether stories came in bulk that the sweep has not all read yet."""
    return shelf.read_state(shelf.current(top)).behind


def sweep(top: Path) -> bool:
    """Look at the next stories past the log; whether the index is known to lag there.

    Raises as catch_up.
    """
    with shelf.locked(top, "writing"):
        generation = shelf.current(top)
        state = checked(generation)
        found = sweeping.look(generation, state)
        if found.stories or found.gone:
            state = _read(generation, found.state, sorted(found.stories), found.gone)
        elif found.state != state:
            state = shelf.write_state(generation, found.state)
        return state.behind


def checked(generation: Path) -> State:
    """The state of *generation*; Unready when it cannot be gone on from."""
    state = shelf.read_state(generation)
    if not state.fits:
        raise Unready("The index was made by another version.")
    if not shelf.untouched(generation, state.files):
        raise Unready("The index was changed by somebody else.")
    if state.language != newspaper().language:
        raise Unready(f"The index is in the language {state.language}, no more the newspaper's.")
    return state


def _round(generation: Path) -> int:
    state = checked(generation)
    news = _news(state)
    todo = sorted({*state.todo, *news.stories})
    now, later = todo[:STORIES], todo[STORIES:]
    made = replace(news.state, todo=tuple(later))
    if now:
        _read(generation, made, now)
    elif made != state:
        shelf.write_state(generation, made)
    return len(later) + max(0, log_seq() - made.seq)


def follow(generation: Path) -> None:
    """All rounds that *generation* needs; for one that is not in use yet."""
    while _round(generation):
        pass


def _read(generation: Path, state: State, pks: list[int], gone: Iterable[int] = ()) -> State:
    """Read the stories *pks* into *generation* and commit *state*."""
    with writing(generation, state.language) as writer:
        for pk in (*pks, *gone):
            writer.drop(key(pk))
        for document in gathering.documents(pks):
            writer.add(document)
        return writer.finish(state)


# What happened --------------------------------------------------------------------------------


def _news(state: State) -> _News:
    rows = list(
        LogEntry.objects.after(state.seq - 1).values_list("seq", "at", "subject")[: ROWS + 1]
    )
    if state.seq:
        if not rows or rows[0][0] != state.seq or rows[0][1].isoformat() != state.mark:
            raise Unready("The index follows the log of another newspaper.")
        rows = rows[1:]
    news = _News(state=state)
    for _seq, _at, subject in rows:
        _hear(news, subject)
    if rows:
        news.state = replace(news.state, seq=rows[-1][0], mark=rows[-1][1].isoformat())
    _see_versions(news)
    return news


def _hear(news: _News, subject: str) -> None:
    """Take in one row of the log by what it is about."""
    noun, _colon, number = subject.partition(":")
    if noun in ("archive", "story", "byline", "storytopic") and not number.isdecimal():
        news.state = replace(news.state, behind=True, swept=0)
    elif noun == "story":
        news.stories.add(int(number))
    elif noun == "person" and number.isdecimal():
        rows = Byline.objects.filter(person=int(number))
        news.stories.update(rows.values_list("story_id", flat=True))
    elif noun == "topic" and number.isdecimal():
        rows = StoryTopic.objects.filter(topic=int(number))
        news.stories.update(rows.values_list("story_id", flat=True))


def _see_versions(news: _News) -> None:
    """Take in the versions that the desk saved: what is no act for readers stands in no log."""
    since = news.state.revision - LATE
    rows = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Story),
        created_at__gt=gathering.moment(since),
    )
    newest = news.state.revision
    for story, at in rows.order_by("created_at").values_list("object_id", "created_at")[:ROWS]:
        seen = (story, at.timestamp())
        newest = max(newest, seen[1])
        if seen not in _versions_read:
            _versions_read.add(seen)
            news.stories.add(int(story))
    for seen in [one for one in _versions_read if one[1] < newest - 2 * LATE]:
        _versions_read.discard(seen)
    news.state = replace(news.state, revision=newest)
