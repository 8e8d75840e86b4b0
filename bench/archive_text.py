"""How fast the archive's text is made, and how much of it is distinct.

Run: python bench/archive_text.py [STORIES]   (1,000 by default)
"""

import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator

from redaksi.ops.archive_text import GeneratedStory, make_story

_WORD = re.compile(r"\w(?:[\w.,-]*\w)?")


def runs(story: GeneratedStory, length: int = 4) -> Iterator[tuple[str, ...]]:
    """Every run of `length` words of the story's text, headline and teaser left out."""
    found = _WORD.findall(" ".join(story.paragraphs).lower())
    return zip(*(found[i:] for i in range(length)), strict=False)


def distinct_share(stories: Iterable[GeneratedStory]) -> float:
    """Of all runs of four words in the stories, the share that occurs once (0 to 1)."""
    counted = Counter(run for story in stories for run in runs(story))
    return sum(1 for times in counted.values() if times == 1) / counted.total()


def main() -> None:
    """Print the two numbers."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    started = time.process_time()
    stories = [make_story(n, 1) for n in range(count)]
    took = time.process_time() - started
    lengths = [sum(len(p.split()) for p in s.paragraphs) for s in stories]
    print(f"{count / took:,.0f} stories/s on one core")
    print(f"{distinct_share(stories):.2%} of the runs of four words occur once")
    print(f"words: {min(lengths)} to {max(lengths)}, median {statistics.median(lengths):.0f}")


if __name__ == "__main__":
    main()
