"""Text from other programs, really pasted into the story's editor, in a real browser."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from redaksi.stories.models import Story
from tests.browser.test_desk_flow import TEXT, enter, live_story, newsroom

__all__ = ["enter", "newsroom"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CORPUS = Path(__file__).parents[1] / "samples" / "paste"
EDITOR = ".public-DraftEditor-content"
#: A clipboard as a browser hands it on: the event that Ctrl+V sends.
PASTE = """([editor, html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const more = { clipboardData: data, bubbles: true, cancelable: true };
  editor.dispatchEvent(new ClipboardEvent("paste", more));
}"""


HELD = "Object.fromEntries(new FormData(document.querySelector('#w-editor-form')))"


def held(page: Any) -> list[tuple[str, list[str]]]:
    """The blocks of the body as the form would send them: their kind and their texts."""
    fields = page.evaluate(HELD)
    numbers = range(int(fields["body-count"]))
    return [
        (fields[f"body-{number}-type"], list(_texts(fields, f"body-{number}-value")))
        for number in sorted(numbers, key=lambda one: int(fields[f"body-{one}-order"]))
        if not fields[f"body-{number}-deleted"]
    ]


def _texts(fields: dict[str, str], prefix: str) -> Iterator[str]:
    for name, value in fields.items():
        if name.startswith(prefix) and value.startswith("{"):
            yield "¶".join(row["text"] for row in json.loads(value)["blocks"])
        elif value and name.startswith(prefix) and name.endswith(("-value", "-by", "-rows")):
            yield value


def paste(page: Any, name: str = "", text: str = "x", at: int = 0) -> None:
    html = (CORPUS / f"{name}.html").read_text(encoding="utf-8") if name else ""
    editor = page.locator(EDITOR).nth(at)
    before = page.evaluate(HELD)
    page.evaluate(PASTE, [editor.element_handle(), html, text])
    page.wait_for_function(f"before => JSON.stringify({HELD}) !== before", arg=json.dumps(before))
    page.wait_for_timeout(400)  # the editor hands its text to the form when it rests


@pytest.fixture
def page(enter: Callable[..., Any]) -> Any:
    """The editor with a story of one paragraph, the caret at its end."""
    story = live_story()
    opened = enter("mira")
    opened.goto(f"/desk/stories/edit/{story.pk}/")
    opened.wait_for_load_state("networkidle")
    opened.click(EDITOR)
    opened.keyboard.press("Control+End")
    return opened


def test_what_is_pasted_becomes_blocks_where_the_caret_stands(page: Any) -> None:
    paste(page, "word-quote")
    assert held(page) == [
        ("paragraph", [TEXT + "Ia menulis begini:"]),
        ("quote", ["“Laut memberi, laut meminta.”\n“Kami hanya menumpang.”"]),
        ("paragraph", ["Surat itu disimpan keluarganya."]),
    ]
    paste(page, "docs-single-run", at=1)
    assert held(page)[1][1][0].count("Tiga kapal merapat") == 1
    page.keyboard.press("Control+Home")
    paste(page, "whatsapp-web")
    paste(page, "docs-table", at=0)
    kinds = [kind for kind, _texts in held(page)]
    assert kinds.count("table") == 1 and kinds.count("quote") == 1
    assert "🙏" in str(held(page)) and TEXT in str(held(page))
    paste(page, text="Satu\nDua", at=page.locator(EDITOR).count() - 1)
    told = page.locator(".messages").inner_text()
    assert "tabel" in told
    page.click("[name=action-publish]")
    page.wait_for_url("**/desk/stories/")
    shown = page.goto(Story.objects.get().url).text()
    assert "<blockquote" in shown and "<b>mengungsi</b>" in shown and "Camar" in shown


def test_without_an_answer_the_words_are_pasted(page: Any) -> None:
    page.route("**/desk/paste/", lambda route: route.abort())
    paste(page, "gmail-reply", text="Selamat pagi,\n\nNaskah saya kirim.")
    assert held(page) == [("paragraph", [TEXT + "Selamat pagi,¶¶Naskah saya kirim."])]
    assert "hanya kata-katanya" in page.locator(".messages").inner_text()
