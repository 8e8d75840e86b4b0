"""``redaksi story put``: one story as JSON through the same rules and verbs as at the desk.

The form is fixed in docs/reference/story-json.md. Every Problem is found before anything is
written; a story is written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from redaksi.press import acts
from redaksi.stories import actions
from redaksi.stories.errors import NotReady, StaleWrite, StoryError
from redaksi.stories.models import Story
from redaksi.stories.putfields import FIELDS, Filler, Wrong

Answer = dict[str, Any]


def put(
    given: Mapping[str, Any],
    *,
    folder: Path,
    publish: bool = False,
    pk: int | None = None,
    create: bool = False,
    by: Any = None,
) -> Answer:
    """Write the story *given*; the answer of the command, ready for JSON.

    ``folder`` is where photo files are looked for. The answer is ``{"id", "url", "version",
    "seq"}`` or ``{"problems": [{"field", "says"}]}``; then nothing was changed.
    """
    try:
        with acts.gathering(actor=by):
            done = _do(given, folder, publish, pk, create, by)
    except Wrong as wrong:
        return {"problems": wrong.problems}
    except NotReady as error:
        return {"problems": [_problem(one.field, one.told()) for one in error.problems if one.must]}
    except StaleWrite as error:
        return {"problems": [_problem("version", str(error))]}
    except (StoryError, PermissionDenied) as error:
        return {"problems": [_problem("story", str(error))]}
    except ValidationError as error:
        return {"problems": _of_validation(error)}
    story = done.story
    return {"id": story.pk, "url": story.url, "version": story.version, "seq": done.seq_now()}


class _Result:
    """A verb's outcome whose seq is known once the transaction has ended."""

    def __init__(self, story: Story, act: acts.Act | None) -> None:
        self.story, self.act = story, act

    def seq_now(self) -> int | None:
        return self.act.seq if self.act else None


def _do(
    given: Mapping[str, Any], folder: Path, publish: bool, pk: int | None, create: bool, by: Any
) -> _Result:
    _refuse_unknown(given)
    story = _story(given, pk)
    if "withdraw" in given:
        return _withdraw(story, given, by)
    correction = _correction(given)
    filler = Filler(story, given, folder=folder, create=create, by=by)
    filler.fill()
    if filler.problems:
        raise Wrong(filler.problems)
    if correction:
        kind, note = correction
        return _under_act(story, "corrected", by, lambda: actions.correct(
            story, by=by, kind=kind, note=note
        ))  # fmt: skip
    if not publish:
        actions.save_draft(story, by=by)
        return _Result(story, None)
    actions.save_draft(story, by=by)
    kind = "updated" if story.live else "published"
    return _under_act(story, kind, by, lambda: actions.publish(story, by=by))


def _under_act(story: Story, kind: str, by: Any, verb: Any) -> _Result:
    with acts.act(kind, story.subject, actor=by) as act:
        verb()
    return _Result(story, act)


def _withdraw(story: Story, given: Mapping[str, Any], by: Any) -> _Result:
    others = sorted(set(given) - {"id", "version", "withdraw"})
    if others:
        raise Wrong([_problem(name, "A withdrawal changes nothing else.") for name in others])
    if not isinstance(given["withdraw"], str):
        raise Wrong([_problem("withdraw", "The reason is a text.")])
    return _under_act(story, "withdrawn", by, lambda: actions.withdraw(
        story, by=by, reason=given["withdraw"]
    ))  # fmt: skip


def _correction(given: Mapping[str, Any]) -> tuple[str, str] | None:
    if "correct" not in given:
        return None
    value = given["correct"]
    if not isinstance(value, Mapping) or set(value) - {"kind", "note"} or "note" not in value:
        says = 'A correction is {"kind": "minor" or "significant", "note": "…"}.'
        raise Wrong([_problem("correct", says)])
    return str(value.get("kind") or "minor"), str(value["note"] or "")


def _refuse_unknown(given: Mapping[str, Any]) -> None:
    allowed = {*FIELDS, "id", "version", "withdraw", "correct"}
    wrong = [name for name in given if name not in allowed]
    if wrong:
        says = f"There is no such field; allowed are {', '.join(sorted(allowed))}."
        raise Wrong([_problem(str(name)[:80], says) for name in wrong])


def _story(given: Mapping[str, Any], pk: int | None) -> Story:
    pk = given.get("id") if pk is None else pk
    if pk is None:
        verbs = [name for name in ("withdraw", "correct") if name in given]
        if verbs:
            raise Wrong([_problem("id", f"{verbs[0]} needs the id of a story.")])
        return Story()
    if isinstance(pk, bool) or not isinstance(pk, int):
        raise Wrong([_problem("id", f"An id is a whole number, not {pk!r}.")])
    row = Story.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Wrong([_problem("id", f"There is no story {pk}.")])
    _refuse_old_version(row, given)
    return row.newest()


def _refuse_old_version(row: Story, given: Mapping[str, Any]) -> None:
    version = given.get("version")
    if version is not None and version != row.version:
        says = f"Version {version!r} is not the current one, which is {row.version}."
        raise Wrong([_problem("version", says)])


def _problem(field: str, says: str) -> dict[str, str]:
    return {"field": field, "says": says}


def _of_validation(error: ValidationError) -> list[dict[str, str]]:
    if hasattr(error, "error_dict"):
        return [_problem(name, one) for name, said in error.message_dict.items() for one in said]
    return [_problem("story", one) for one in error.messages]
