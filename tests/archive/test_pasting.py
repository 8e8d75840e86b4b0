"""What is pasted: a corpus of clipboards, each beside the blocks that an editor expects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from redaksi.archive import pasting
from redaksi.archive.parsers import links, pasted

CORPUS = Path(__file__).parents[1] / "samples" / "paste"
NAMES = sorted(path.stem for path in CORPUS.glob("*.html"))
JUNK = ("mso-", "o:p", "xml", "Mso", "StartFragment", "style", "class", "v:", "file:", "javascript")


def sample(name: str) -> str:
    return (CORPUS / f"{name}.html").read_text(encoding="utf-8")


def pasted_as(html: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in block.items() if value not in ("", None, [])}
            for block in pasted.convert(html)]  # fmt: skip


def texts(html: str) -> list[str]:
    return [block.get("html") or block.get("text", "") for block in pasted.convert(html)]


@pytest.mark.parametrize("name", NAMES)
def test_clipboard_becomes_the_blocks_beside_it(name: str) -> None:
    expected = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    assert pasted_as(sample(name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_nothing_a_program_tells_itself_is_left(name: str) -> None:
    told = json.dumps(pasted.convert(sample(name)), ensure_ascii=False)
    assert [junk for junk in JUNK if junk in told] == []


def test_the_corpus_is_large_enough() -> None:
    assert len(NAMES) >= 30
    assert {path.stem for path in CORPUS.glob("*.json")} == set(NAMES)


def test_plain_text_is_parted_at_blank_lines_or_else_at_each_line() -> None:
    assert [one["html"] for one in pasted.convert_text("Satu\r\ndua\r\n \r\nTiga <b>")] == [
        "Satu<br>dua", "Tiga &lt;b&gt;",
    ]  # fmt: skip
    assert [one["html"] for one in pasted.convert_text("Satu\ndua")] == ["Satu", "dua"]
    assert pasted.convert_text(" \n ") == []


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///C:/a", "#_ftn1", "/jalan", "https://a.example/" + "x" * 2000,
     "https://www.google.com/url?q=javascript:alert(1)", "http://[", "data:text/html,x"],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_no_link(address: str) -> None:
    read = links.direct(address)
    assert read == "" or read == "https://www.google.com/url?q=javascript:alert(1)"
    assert pasted.convert(f'<a href="{address}">kata</a>')[0]["html"].endswith(("kata", "</a>"))


def test_white_space_of_the_source_is_none_of_the_text() -> None:
    assert texts("<p>Satu\n   dua</p>\n\n<p>  tiga\n</p>") == ["Satu dua", "tiga"]
    assert texts("<p>[gallery ids=1]</p><!-- wp:more -->") == ["[gallery ids=1]"]


def test_marks_of_the_importer_that_come_as_entities_mean_nothing() -> None:
    assert texts("<p>a&#xfdd0;7&#xfdd1;b <a href='https://a.example/&#xfdd0;7&#xfdd1;'>c</a></p>")


@pytest.mark.parametrize(
    "html",
    ["<b>" * 30_000 + "x", "<div>" * 30_000 + "x", "<ul><li>" * 3_000 + "x", "<table>" * 3_000,
     "<div><p>" * 20_000 + "x", "<div><b>x</b></div>" * 20_000,
     "<p class=MsoListParagraph style='mso-list:l0 level9 lfo1'>x" * 3_000, "<" * 50_000],
)  # fmt: skip
def test_markup_without_end_is_read(html: str) -> None:
    assert isinstance(pasted.convert(html), list)


def test_the_editor_gets_its_own_kind_of_blocks() -> None:
    html = sample("word-bullets") + sample("site-article") + sample("site-video")
    read = pasting.read(html, "")
    kinds = [block["type"] for block in read.blocks]
    assert kinds == [
        *("paragraph", "list", "paragraph", "heading", "paragraph", "paragraph", "paragraph"),
        *("quote", "paragraph", "paragraph", "embed", "paragraph"),
    ]
    state = json.loads(read.blocks[4]["value"])
    assert state["blocks"][0]["text"] == "[Foto: pasang.jpg]"
    assert state["entityMap"]["0"]["data"]["url"].startswith("https://kabar.example/foto/")
    assert read.blocks[7]["value"]["by"] == "Wulan, warga"
    assert len(read.says) == 1 and not read.alone


def test_one_field_gets_all_of_it_as_its_own_paragraphs() -> None:
    html = sample("docs-lists") + sample("site-table-with-heads") + "<h2>Judul</h2>"
    state = json.loads(pasting.read(html, "", narrow=True).inline)
    assert [block["text"] for block in state["blocks"]] == [
        "• Garam", "• Ikan asin", "• – Teri", "1. Muat", "Curah hujan", "Kota | mm",
        "Rawa | Indah | 40", "Tanjung |", "Judul",
    ]  # fmt: skip


def test_a_piece_of_a_sentence_stays_in_its_paragraph() -> None:
    assert pasting.read(sample("site-selection-inside-a-paragraph"), "").alone
    assert not pasting.read("", "Satu\nDua").alone


def test_a_long_text_is_few_blocks_and_every_word_of_it_is_there() -> None:
    html = "".join(f"<p>Alinea nomor {number}.</p>" for number in range(900)) + "<h2>Akhir</h2>"
    read = pasting.read(html, "")
    assert len(read.blocks) <= pasting.MOST_BLOCKS
    shown = " ".join(
        row["text"] for one in read.blocks[:-1] for row in json.loads(one["value"])["blocks"]
    )
    assert shown.split("Alinea nomor ")[1:] == [f"{n}. " for n in range(899)] + ["899."]
    assert read.blocks[-1]["value"] == "Akhir"
