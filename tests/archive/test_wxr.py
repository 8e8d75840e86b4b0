"""Reading exports: what is whole is handed out, the rest is named."""

import io
import tracemalloc
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from redaksi.archive.parsers.facts import Author, Item, Site, Term, Trouble
from redaksi.archive.parsers.wxr import read, read_stream
from tests.archive.conftest import HEAD, Write, category, meta, post

WIB = timezone(timedelta(hours=7))


def items(path: Path) -> list[Item]:
    return [fact for fact in read([path], zone=WIB) if isinstance(fact, Item)]


def troubles(path: Path) -> list[Trouble]:
    return [fact for fact in read([path], zone=WIB) if isinstance(fact, Trouble)]


SAMPLES = {  # items, terms, authors, troubles
    "authors-multiline": (1, 0, 3, 0),
    "cdata-edge": (1, 0, 0, 0),
    "malformed-simple": (0, 0, 0, 2),
    "missing-tags": (1, 0, 0, 0),
    "missing-version-tag": (0, 53, 1, 0),
    "post-content-blank-lines": (1, 0, 1, 0),
    "slashes": (1, 2, 1, 0),
    "small-export": (11, 33, 3, 0),
    "term-formats": (0, 7, 0, 0),
    "term-meta": (0, 1, 0, 0),
    "test-serialized-postmeta-with-cdata": (1, 0, 0, 0),
    "themeunittestdata.wordpress": (186, 185, 2, 0),
    "valid-wxr-1.0": (6, 9, 0, 0),
    "valid-wxr-1.1": (2, 3, 1, 0),
    "wagtail-post_meta": (5, 0, 2, 0),
    "wxr-flat-attachment-same-site": (2, 0, 1, 0),
    "wxr-simple": (1, 0, 1, 0),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_read_whole(name: str, shared_data: Path) -> None:
    facts = list(read([shared_data / "wxr" / f"{name}.xml"]))
    kinds = (Item, Term, Author, Trouble)
    assert tuple(sum(isinstance(fact, kind) for fact in facts) for kind in kinds) == SAMPLES[name]
    assert isinstance(facts[0], Site)


def test_a_login_on_a_line_of_its_own_loses_the_line_break(shared_data: Path) -> None:
    facts = read([shared_data / "wxr" / "authors-multiline.xml"])
    assert [one.login for one in facts if isinstance(one, Author)] == ["alice", "bob", "carol"]


def test_backslashes_stay_as_they_were_written(shared_data: Path) -> None:
    [item] = items(shared_data / "wxr" / "slashes.xml")
    assert item.content == 'Slashes aren\\\'t \\"cool\\"'
    assert item.comments == 1


def test_a_date_without_gmt_is_in_the_newspapers_zone(shared_data: Path) -> None:
    [item] = items(shared_data / "wxr" / "test-serialized-postmeta-with-cdata.xml")
    assert item.published == datetime(2009, 10, 20, 16, 13, 20, tzinfo=WIB)
    assert item.meta["evil"] == "<wp:meta_value>evil</wp:meta_value>"


def test_gmt_wins_over_the_local_time(write: Write) -> None:
    [item] = items(write(post(1, post_date="2020-08-17 09:53:00")))
    assert item.published == datetime(2020, 8, 17, 2, 53, tzinfo=UTC)


def test_a_term_that_wxr_1_0_writes_twice_comes_once(shared_data: Path) -> None:
    found = {item.number: item for item in items(shared_data / "wxr" / "valid-wxr-1.0.xml")}
    names = [(term.taxonomy, term.slug) for term in found[4].terms]
    assert ("category", "alpha") in names
    assert len(names) == len(set(names))


def test_item_marks_inside_cdata_are_text(write: Write) -> None:
    found = items(write(post(1, content="RSS has <item> and </item> <![CDATA["), post(2)))
    assert [item.number for item in found] == [1, 2]
    assert found[0].content == "RSS has <item> and </item> <![CDATA["


def test_a_cdata_section_split_in_two_is_one_text(write: Write) -> None:
    [item] = items(write(post(1, content="a ]]]]><![CDATA[> b")))
    assert item.content == "a ]]> b"


def test_a_file_cut_in_an_item_gives_those_before_and_names_the_last(write: Write) -> None:
    path = write(post(1), post(2, "Terpotong"), tail="x")
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: whole.index("Terpotong") + 60], encoding="utf-8")
    assert [item.number for item in items(path)] == [1]
    assert troubles(path)[0].title == "Terpotong"
    assert troubles(path)[0].line == 9
    assert "the file ends inside this <item>" in troubles(path)[0].says


def test_a_broken_item_does_not_harm_its_neighbours(write: Write) -> None:
    broken = post(2, "Rusak").replace("</wp:status>", "</wp:stat>")
    path = write(post(1), broken, post(3))
    assert [item.number for item in items(path)] == [1, 3]
    assert [(one.title, one.number) for one in troubles(path)] == [("Rusak", "2")]


def test_an_item_that_never_closes_does_not_swallow_the_next(write: Write) -> None:
    path = write(post(1).replace("</item>", ""), post(2))
    assert [item.number for item in items(path)] == [2]
    assert "</item> is missing" in troubles(path)[0].says


def test_two_items_that_run_into_one_another_are_named(write: Write) -> None:
    path = write(post(1) + post(2), post(3))
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("</item>\n<item>", "", 1), encoding="utf-8")
    assert [item.number for item in items(path)] == [3]
    assert "two items run into one another" in troubles(path)[0].says


def test_a_cdata_section_that_never_closes_gives_back_what_it_swallowed(write: Write) -> None:
    path = write(post(1), post(2).replace("]]></content", "</content"), post(3), post(4))
    assert [item.number for item in items(path)] == [1, 3, 4]


def test_characters_that_xml_forbids_are_taken_out_and_told(write: Write) -> None:
    path = write(post(1, content="satu\x0bdua & tiga"), post(2, "A"))
    assert [item.content for item in items(path)][0] == "satudua & tiga"
    assert [one.lost for one in troubles(path)] == [False]


def test_names_of_entities_that_xml_does_not_know_are_read(write: Write) -> None:
    path = write(post(1).replace("<![CDATA[Judul]]>", "Judul&nbsp;&amp; lain & lagi"))
    assert items(path)[0].title == "Judul\xa0& lain & lagi"


def test_an_entity_bomb_is_refused(write: Write) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    path = write(post(1), head=HEAD.replace("<rss", f"{bomb}<rss"))
    assert "declares entities" in [one.says for one in read([path]) if isinstance(one, Trouble)][0]
    assert items(path) == []


def test_an_entity_declared_inside_an_item_is_refused(write: Write) -> None:
    path = write(post(1).replace("<title>", '<!DOCTYPE x [<!ENTITY e "x">]><title>'), post(2))
    assert [item.number for item in items(path)] == [2]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no <rss> element"),
        ("<html>halo</html>", "no <rss> element"),
        ("<rss version='2.0'><channel><item></item></channel></rss>", "not a WordPress export"),
        (HEAD.replace("export/1.2", "export/9.9"), "is WXR 9.9"),
    ],
)
def test_a_file_that_is_no_export_is_refused_with_the_reason(
    text: str, says: str, tmp_path: Path
) -> None:
    (tmp_path / "x.xml").write_text(text)
    [trouble] = read([tmp_path / "x.xml"])
    assert isinstance(trouble, Trouble)
    assert says in trouble.says


def test_a_missing_file_is_a_trouble(tmp_path: Path) -> None:
    [trouble] = read([tmp_path / "none.xml"])
    assert isinstance(trouble, Trouble)
    assert "cannot be opened" in trouble.says


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1", "windows-1252"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    name = encoding if encoding.startswith(("iso", "win")) else "UTF-8"
    text = HEAD.replace("UTF-8", name) + post(1, "Café") + "</channel></rss>"
    (tmp_path / "x.xml").write_bytes(text.encode(encoding))
    assert [item.title for item in items(tmp_path / "x.xml")] == ["Café"]


def test_terms_and_meta_of_an_item_are_read(write: Write) -> None:
    more = category("ekonomi", "Ekonomi") + category("beras", "Beras", "post_tag")
    [item] = items(
        write(post(1, more=more + meta("_thumbnail_id", "9") + meta("_thumbnail_id", "8")))
    )
    assert [(term.taxonomy, term.name) for term in item.terms] == [
        ("category", "Ekonomi"), ("post_tag", "Beras"),
    ]  # fmt: skip
    assert item.meta["_thumbnail_id"] == "9"


def test_memory_is_flat_over_a_long_export() -> None:
    class Endless(io.RawIOBase):
        """Forty megabytes of posts, made while they are read."""

        def __init__(self) -> None:
            self.left = 4000
            self.held = HEAD.encode()

        def readable(self) -> bool:
            return True

        def readinto(self, room: memoryview) -> int:  # type: ignore[override]
            while len(self.held) < len(room) and self.left:
                self.left -= 1
                self.held += post(self.left, content="kata " * 2000).encode()
            piece, self.held = self.held[: len(room)], self.held[len(room) :]
            room[: len(piece)] = piece
            return len(piece)

    tracemalloc.start()
    count = sum(
        isinstance(fact, Item) for fact in read_stream(io.BufferedReader(Endless()), name="x")
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4000
    assert peak < 12_000_000


def test_deep_nesting_and_ten_thousand_unclosed_items_do_no_harm(write: Write) -> None:
    deep = post(1, more="<a>" * 20000 + "</a>" * 20000)
    assert len(items(write(deep, "<item><title><![CDATA[" * 10000, post(2), name="deep.xml"))) >= 1
