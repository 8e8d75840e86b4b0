"""Pieces join to one valid gzip member, whatever they hold."""

import gzip
import zlib

from hypothesis import given, settings
from hypothesis import strategies as st

from redaksi.edge.packing import LARGE, Piece, fingerprint, inflate, pack, splice

RUNS = st.lists(st.binary(max_size=400) | st.text(max_size=200).map(str.encode), max_size=8)


def member(runs: list[bytes]) -> bytes:
    return b"".join(splice([pack(run) for run in runs]))


@settings(deadline=None)
@given(RUNS)
def test_a_splice_is_what_was_packed(runs: list[bytes]) -> None:
    assert gzip.decompress(member(runs)) == b"".join(runs)


@settings(deadline=None)
@given(RUNS)
def test_a_splice_is_one_member_with_nothing_behind_it(runs: list[bytes]) -> None:
    strict = zlib.decompressobj(wbits=31)  # checks the CRC and the length
    assert strict.decompress(member(runs)) == b"".join(runs)
    assert strict.eof and strict.unused_data == b""


@settings(deadline=None)
@given(RUNS)
def test_pieces_inflate_to_what_was_packed(runs: list[bytes]) -> None:
    assert inflate([pack(run) for run in runs]) == b"".join(runs)


@settings(deadline=None)
@given(RUNS)
def test_a_piece_means_the_same_in_any_company(runs: list[bytes]) -> None:
    pieces = [pack(run) for run in runs]
    whole = b"".join(splice(pieces[::-1] + pieces))
    assert gzip.decompress(whole) == b"".join(runs[::-1] + runs)


def test_a_large_piece_is_spliced_too() -> None:
    large = bytes(range(256)) * (LARGE // 256 + 9)
    assert gzip.decompress(member([b"<p>", large, b"</p>"])) == b"<p>" + large + b"</p>"


def test_a_splice_copies_no_piece() -> None:
    piece = pack(b"Rain in Karsa " * 20)
    assert splice([piece, piece])[1] is piece.data


def prints(*runs: bytes) -> str:
    return fingerprint([pack(run) for run in runs])


def test_a_fingerprint_changes_with_content_and_order() -> None:
    assert prints(b"a", b"b") == prints(b"a", b"b")
    assert len({prints(b"a", b"b"), prints(b"b", b"a"), prints(b"a"), prints()}) == 4


def test_nobody_holds_a_new_piece() -> None:
    piece: Piece = pack(b"")
    assert (piece.users, piece.data, piece.length) == (0, b"", 0)
