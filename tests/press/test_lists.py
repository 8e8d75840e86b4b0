"""Windows of lists: what a page reads is what a change within it moves."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from redaksi.press import lists

START = datetime(2020, 1, 1, tzinfo=UTC)
days = st.integers(0, 1500).map(lambda n: START + timedelta(days=n))


def test_windows_span_whole_months_and_the_few_days_of_the_others() -> None:
    newest, oldest = datetime(2021, 2, 3, tzinfo=UTC), datetime(2020, 11, 20, tzinfo=UTC)
    assert lists.window_tags("list:x", newest, oldest, ends=True) == [
        "list:x:2021-02-03",
        "list:x:2021-02-02",
        "list:x:2021-02-01",
        "list:x:2021-01",
        "list:x:2020-12",
        "list:x:2020-11",
        "list:x:end",
    ]
    assert lists.window_tags("list:x", newest, newest, ends=False) == ["list:x:2021-02-03"]


@given(
    stories=st.lists(days, min_size=1, max_size=80, unique=True), at=days, size=st.integers(1, 29)
)
def test_a_page_notes_a_tag_that_any_change_within_it_moves(
    stories: list[datetime], at: datetime, size: int
) -> None:
    """Insert *at* into a paged list: every page whose items change has noted a tag that moved."""
    before = sorted(set(stories) - {at}, reverse=True)
    after = sorted({*before, at}, reverse=True)
    moved = set(
        lists.moved_tags(
            "l",
            at,
            newer=sum(one > at for one in before),
            is_oldest=all(one > at for one in before),
        )
    )
    start: datetime | None = None
    while True:
        below = [one for one in before if start is None or one < start]
        shown = below[: size + 1]
        if start is None:
            noted = {lists.head_tag("l", size + 1)}
        else:
            oldest = shown[-1] if shown else start
            noted = set(lists.window_tags("l", start, oldest, ends=len(below) <= size))
        now = [one for one in after if start is None or one < start][: size + 1]
        assert now == shown or noted & moved
        if len(below) <= size:
            break
        start = shown[size - 1]
