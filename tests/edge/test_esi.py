"""The documented part of ESI, and nothing else."""

import pytest

from redaksi.edge.esi import Include, parse


def parts(body: str) -> list[bytes | Include]:
    return list(parse(body.encode()))


def test_an_include_stands_between_what_is_round_it() -> None:
    found = parts('<body><esi:include src="/_rail/latest" onerror="continue"/></body>')
    assert found == [b"<body>", Include(src="/_rail/latest", may_fail=True), b"</body>"]


def test_an_include_without_onerror_may_not_fail() -> None:
    assert parts("<esi:include src='/_rail/foot'/>") == [Include(src="/_rail/foot", may_fail=False)]


def test_an_include_may_be_written_with_an_end_tag() -> None:
    found = parts('<esi:include\n onerror="continue" src="/a?b=1&amp;c=2" ></esi:include>.')
    assert found == [Include(src="/a?b=1&c=2", may_fail=True), b"."]


def test_what_is_to_be_removed_is_removed() -> None:
    body = 'a<esi:remove><esi:include src="/x"/>\nno edge</esi:remove>b<esi:remove></esi:remove>c'
    assert parts(body) == [b"abc"]


@pytest.mark.parametrize(
    "body",
    ["plain", "<esi:includes src='/a'/>", "<!--esi <p> -->", "<esi:vars>$(X)</esi:vars>", "é\xa0"],
)
def test_everything_else_passes_as_it_stands(body: str) -> None:
    assert parts(body) == [body.encode()]


def test_an_empty_body_has_no_parts() -> None:
    assert parts("") == []
