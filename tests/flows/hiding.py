"""A newspaper that hides a thousand secret words: in drafts, in what is planned or gone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from redaksi.desk import work
from redaksi.desk.models import Notice
from redaksi.fronts import actions as fronts
from redaksi.fronts.models import Container, Front
from redaksi.lib import clock
from redaksi.photos.models import Photo
from redaksi.search.models import Promotion
from redaksi.sections.models import OldAddress, StaticPage
from redaksi.staff import actions as staff
from redaksi.stories import actions
from redaksi.stories.models import RelatedPick, Story
from tests.portal.newspaper import Small, photo, small_newspaper

#: What a secret looks like, wherever it stands: in a text, an address, a header, a file's name.
SECRET = re.compile(rb"zq\d{4}qz", re.IGNORECASE)
#: A word of every hidden story: who searches for it finds none of them.
COMMON = "terumbukarang"
LATER = datetime(2100, 1, 1, tzinfo=UTC)  # by Wagtail's clock, too, which no test stops
EACH = 8  # hidden stories of each kind


@dataclass
class Hidden:
    """The newspaper, the hidden rows by kind, and how many secrets were handed out."""

    paper: Small
    stories: dict[str, list[Story]] = field(default_factory=dict)
    photos: list[Photo] = field(default_factory=list)
    numbers: Any = field(default_factory=count)
    given: int = 0

    def word(self) -> str:
        """Another secret."""
        self.given += 1
        return f"zq{next(self.numbers):04d}qz"

    def every_story(self) -> list[Story]:
        return [*self.paper.stories, *(one for row in self.stories.values() for one in row)]


def newspaper() -> Hidden:
    """A small newspaper that readers see, and beside it every kind of thing that they may not."""
    hidden = Hidden(paper=small_newspaper(8))
    for number in range(EACH * 2):
        hidden.photos.append(_photo(hidden, number))
    makers = {
        "draft": _draft, "scheduled": _scheduled, "withdrawn": _withdrawn, "expired": _expired,
        "over live": _over_live, "over withdrawn": _over_withdrawn, "aside": _aside,
    }  # fmt: skip
    for kind, make in makers.items():
        hidden.stories[kind] = [make(hidden, number) for number in range(EACH)]
    _places(hidden)
    return hidden


def _photo(hidden: Hidden, number: int) -> Photo:
    words = ("title", "description", "caption", "credit", "byline", "source", "instructions",
             "copyright_notice", "usage_terms", "keywords", "city")  # fmt: skip
    made = photo(100 + number, **{name: hidden.word() for name in words})
    return made


def _fill(hidden: Hidden, story: Story, *, headline: bool = True) -> Story:
    """*story* with a secret in everything that one writes."""
    names = ["short_headline", "search_headline", "kicker", "dateline", "teaser", "photo_caption"]
    for name in names + (["headline", "slug"] if headline else []):
        setattr(story, name, hidden.word())
    word = hidden.word
    picture = hidden.photos[hidden.given % len(hidden.photos)]
    story.photo = picture
    story.body = [
        {"type": "paragraph", "value": f"<p>{COMMON} {word()}</p>"},
        {"type": "heading", "value": word()},
        {"type": "pullquote", "value": {"text": word(), "by": word()}},
        {"type": "photo", "value": {"photo": picture.pk, "caption": word(), "alt": word()}},
        {"type": "factbox", "value": {"title": word(), "html": f"<p>{word()}</p>"}},
    ]
    return story


def _shown(hidden: Hidden, number: int) -> Story:
    """A story that readers see for the moment, with nothing secret in headline and address."""
    from tests.portal import newspaper as small

    at = clock.now() - timedelta(days=2, hours=number)
    return small.story(hidden.paper, number, at, topics=[hidden.paper.topics[0]])


def _new(hidden: Hidden, number: int) -> Story:
    section = hidden.paper.sections[number % 4]
    made = Story(headline="-", section=section, passed_by=hidden.paper.people[-1])
    return _fill(hidden, made)


def _draft(hidden: Hidden, number: int) -> Story:
    return actions.save_draft(_new(hidden, number)).story


def _scheduled(hidden: Hidden, number: int) -> Story:
    return actions.schedule(_new(hidden, number), LATER).story


def _withdrawn(hidden: Hidden, number: int) -> Story:
    """Its headline and address stay in its notice; all else is gone."""
    live = actions.update(_fill(hidden, _shown(hidden, number).newest(), headline=False)).story
    return actions.withdraw(live, reason="Keliru.").story


def _expired(hidden: Hidden, number: int) -> Story:
    live = actions.update(_fill(hidden, _shown(hidden, number).newest(), headline=False)).story
    live.unpublish(set_expired=True)
    return live.reread()


def _over_live(hidden: Hidden, number: int) -> Story:
    return actions.save_draft(_fill(hidden, _shown(hidden, number).newest())).story


def _over_withdrawn(hidden: Hidden, number: int) -> Story:
    gone = actions.withdraw(_shown(hidden, number), reason="Keliru.").story
    return actions.save_draft(_fill(hidden, gone.newest())).story


def _aside(hidden: Hidden, number: int) -> Story:
    live = _shown(hidden, number)
    actions.keep_aside(_fill(hidden, live.newest()))
    return live


def _places(hidden: Hidden) -> None:
    """Everything that leads to a hidden story, from what readers see and from the desk."""
    draft, gone = hidden.stories["draft"][0], hidden.stories["withdrawn"][0]
    user = staff.add_user("rahasia", "editor", "tanjung-dermaga-12")
    Notice.objects.create(user=user, story=draft, kind="passed", note=hidden.word(), at=clock.now())
    work.changed(draft.pk)
    _front(hidden, [draft, hidden.stories["scheduled"][0], gone])
    Promotion.objects.create(words="kapal", story=draft)
    OldAddress.objects.create(path="/lama/", leads_to=f"story:{draft.pk}")
    StaticPage.objects.create(title=hidden.word(), slug="rahasia", body="<p>x</p>", live=False)
    _linked(hidden, draft, gone)


def _front(hidden: Hidden, stories: list[Story]) -> None:
    """A launched front with hidden stories in it, and a draft of it with a secret headline."""
    front = fronts.create_front()
    fronts.add_container(front, kind="lead", rule="newest")
    for one in stories:
        pick = fronts.pick(Container.objects.get(front=front), one)
        fronts.override(pick, headline=hidden.word(), teaser=hidden.word())
    fronts.launch(Front.objects.get(pk=front.pk))
    pick = fronts.pick(Container.objects.get(front=front), hidden.paper.stories[0])
    fronts.override(pick, headline=hidden.word())


def _linked(hidden: Hidden, draft: Story, gone: Story) -> None:
    """A live story that names hidden ones in all ways in which stories name each other."""
    teller = hidden.paper.stories[-1].newest()
    teller.body = [
        {"type": "paragraph", "value": f'<p>Lihat <a linktype="story" id="{draft.pk}">ini</a></p>'},
        {"type": "crosslink", "value": draft.pk}, {"type": "crosslink", "value": gone.pk},
    ]  # fmt: skip
    teller.related_picks = [RelatedPick(target=draft), RelatedPick(target=gone)]
    teller = actions.update(teller).story
    actions.relate({teller.pk: [draft.pk, gone.pk]})
