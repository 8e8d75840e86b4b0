"""What the index keeps of a story, and in what form; pure."""

from __future__ import annotations

from dataclasses import dataclass

import tantivy

from redaksi.search import analysis
from redaksi.search.analysis import Term
from redaksi.search.words import Tongue

#: Characters of the terms of one story that are kept for ranking; about its first 500 words.
KEPT = 4000
#: Characters of one text that are read; a novel is found by its beginning.
READ = 200_000
#: What parts the headline from the text in what is kept, and a stem from its word.
BREAK, WRITTEN = "|", "~"


@dataclass(frozen=True, kw_only=True)
class Document:
    """One story, everything as plain text.

    ``headline`` and ``text`` are what readers see, empty while they see nothing; ``draft`` is what
    only the desk sees. ``at`` counts seconds since 1970. ``stamp`` tells one state of the row from
    the next. ``names`` are further words to begin a query with (topics, people).
    """

    story: int
    stamp: int = 0
    at: int = 0
    section: int = 0
    people: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    headline: str = ""
    text: str = ""
    names: str = ""
    draft: str = ""

    @property
    def key(self) -> str:
        return key(self.story)


def key(story: int) -> str:
    """The name under which the index keeps *story*."""
    return f"s{story}"


def schema() -> tantivy.Schema:
    """The fields of the index. Readers' queries ask ``head`` and ``body`` only: drafts stand in
    ``draft``, so that neither their words nor how often they come touches what readers find."""
    made = tantivy.SchemaBuilder()
    made.add_text_field("key", tokenizer_name="raw", index_option="basic")
    for name in ("story", "stamp", "length"):
        made.add_unsigned_field(name, fast=True, indexed=name == "story")
    made.add_integer_field("at", fast=True, indexed=True)
    for name in ("section", "people", "topics"):
        made.add_unsigned_field(name, indexed=True)
    for name in ("head", "body", "draft"):
        made.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    made.add_text_field("begins", tokenizer_name="whitespace", index_option="basic")
    made.add_bytes_field("kept", stored=True)
    return made.build()


def written(one: Document, tongue: Tongue) -> tantivy.Document:
    """*one* as the index takes it."""
    head = analysis.terms(one.headline, tongue)
    body = analysis.terms(one.text[:READ], tongue)
    made = tantivy.Document()
    made.add_text("key", one.key)
    for name in ("story", "stamp"):
        made.add_unsigned(name, getattr(one, name))
    made.add_integer("at", one.at)
    made.add_unsigned("section", one.section)
    for name in ("people", "topics"):
        for number in getattr(one, name):
            made.add_unsigned(name, number)
    if head or body:
        _add_live(made, one, head, body, tongue)
    if one.draft:
        made.add_text("draft", _looked_up(analysis.terms(one.draft[:READ], tongue)))
    return made


def _add_live(
    made: tantivy.Document, one: Document, head: list[Term], body: list[Term], tongue: Tongue
) -> None:
    made.add_text("head", _looked_up(head))
    made.add_text("body", f"{_looked_up(head)} {_looked_up(body)}")
    made.add_unsigned("length", len(head) + len(body))
    made.add_text("begins", " ".join(analysis.split(f"{one.headline} {one.names}", tongue)))
    made.add_bytes("kept", kept(head, body).encode())


def _looked_up(found: list[Term]) -> str:
    return " ".join(stem for stem, _word in found)


def kept(head: list[Term], body: list[Term]) -> str:
    """The terms of a story for ranking: `` kapal intis~perintis | tarif tahan~ditahan ``."""
    whole = f" {_both(head)} {BREAK} {_both(body[: KEPT // 2])} "
    return whole if len(whole) <= KEPT else f"{whole[:KEPT].rpartition(' ')[0]} "


def _both(found: list[Term]) -> str:
    return " ".join(
        stem if stem == word else f"{stem}{WRITTEN}{word}" for stem, word in found
    )  # fmt: skip
