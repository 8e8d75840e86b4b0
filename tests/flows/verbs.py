"""Everything that may happen to a small newspaper, each as one random act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from redaksi.adverts.models import Advert
from redaksi.editions import actions as editions
from redaksi.editions.models import Edition, EditionPage
from redaksi.fronts import actions as fronts
from redaksi.fronts import due
from redaksi.fronts.models import Collection, CollectionPick, Front, RailPlace
from redaksi.lib import clock
from redaksi.partners import actions as partners
from redaksi.partners.answers import Item
from redaksi.partners.models import Partner
from redaksi.popular import actions as popular
from redaksi.popular.queries import STALE
from redaksi.stories import actions
from redaksi.stories.models import Byline, RelatedPick, Story, StoryTopic
from tests.editions import made
from tests.partners.made import BOAT, ROOF, filled
from tests.portal.newspaper import Small, story

Verb = Callable[[Small, Random], None]


def text(random: Random) -> list[dict[str, str]]:
    said = f"<p>Teks nomor {random.randrange(10**9)} yang ditulis ulang.</p>"
    return [{"type": "paragraph", "value": said}]


def _live(random: Random) -> Story | None:
    found = list(Story.objects.filter(live=True).order_by("pk"))
    return random.choice(found) if found else None


def body(small: Small, random: Random) -> None:
    if one := _live(random):
        one.body = text(random)
        actions.update(one)


def publish(small: Small, random: Random) -> None:
    number = random.randrange(10**6)
    small.stories.append(story(small, number, clock.now(), section=random.choice(small.sections)))


def publish_old(small: Small, random: Random) -> None:
    """A story whose time lies back: it enters the middle or the end of every list."""
    at = clock.now() - timedelta(hours=random.randrange(1, 2000))
    small.stories.append(story(small, random.randrange(10**6), at))


def retitle(small: Small, random: Random) -> None:
    if one := _live(random):
        one.headline = f"Judul baru nomor {random.randrange(10**9)}"
        if random.random() < 0.3:
            one.slug = ""
        actions.update(one)


def correct(small: Small, random: Random) -> None:
    if one := _live(random):
        one.body = text(random)
        kind = random.choice(["minor", "significant"])
        actions.correct(one, kind=kind, note=f"Angka {random.randrange(10**6)} diperbaiki.")


def withdraw(small: Small, random: Random) -> None:
    if one := _live(random):
        ground = random.choice(["", "untrue", "child"])
        actions.withdraw(one, reason="Foto dari peristiwa lain.", ground=ground)


def again(small: Small, random: Random) -> None:
    """A withdrawn story comes back."""
    found = list(Story.objects.filter(withdrawn_at__isnull=False).order_by("pk"))
    if found:
        actions.publish(random.choice(found))


def move(small: Small, random: Random) -> None:
    if one := _live(random):
        one.section = random.choice(small.sections)
        actions.update(one)


def profile(small: Small, random: Random) -> None:
    """News becomes an advertorial, an opinion, news again."""
    if one := _live(random):
        one.profile = random.choice(["news", "opinion", "advertorial"])
        one.sponsor = "Bank Teluk" if one.profile == "advertorial" else ""
        actions.update(one)


def reply(small: Small, random: Random) -> None:
    """A story becomes somebody's answer to another, or stops being one."""
    one, other = _live(random), _live(random)
    if one and other and one.pk != other.pk:
        one.reply_to = random.choice([None, other])
        one.reply_by = f"PT Uji {random.randrange(10**6)}" if one.reply_to else ""
        actions.update(one)


def doubt(small: Small, random: Random) -> None:
    """A story is not yet verified, for another reason, or it is."""
    one = _live(random)
    if one and one.unverified and random.random() < 0.5:
        actions.verify(one)
    elif one:
        actions.doubt(one, why=f"Polisi belum menjawab {random.randrange(10**6)}.")


def sign(small: Small, random: Random) -> None:
    if one := _live(random):
        one.bylines = [Byline(person=random.choice(small.people))]
        one.topic_rows = [StoryTopic(topic=random.choice(small.topics))]
        actions.update(one)


def relate(small: Small, random: Random) -> None:
    """A cross-link in the text and a picked story below it."""
    one, other = _live(random), _live(random)
    if one and other and one.pk != other.pk:
        one.body = [*text(random), {"type": "crosslink", "value": other.pk}]
        one.related_picks = [RelatedPick(target=other)]
        actions.update(one)


def choose(small: Small, random: Random) -> None:
    """Search chooses anew which stories are like some of them, as the clock lets it do."""
    live = list(Story.objects.filter(live=True).order_by("pk").values_list("pk", flat=True))
    some = random.sample(live, min(3, len(live)))
    actions.relate({pk: random.sample(live, min(random.randrange(9), len(live))) for pk in some})


def change_photo(small: Small, random: Random) -> None:
    photo = random.choice(small.photos)
    photo.refresh_from_db()
    photo.credit = f"LINTANG/Danu Prakoso {random.randrange(10**6)}"
    photo.save()


def swap_photo(small: Small, random: Random) -> None:
    if one := _live(random):
        one.photo = random.choice([None, *small.photos])
        actions.update(one)


def rename_person(small: Small, random: Random) -> None:
    person = random.choice(small.people)
    person.refresh_from_db()
    person.name = f"Damar Wirya {random.randrange(10**6)}"
    person.save()


def rename_section(small: Small, random: Random) -> None:
    section = random.choice(small.sections)
    section.refresh_from_db()
    section.name = f"Rubrik {random.randrange(10**6)}"
    if random.random() < 0.5:
        section.slug = ""
    section.save()


def rename_topic(small: Small, random: Random) -> None:
    topic = random.choice(small.topics)
    topic.refresh_from_db()
    topic.name = f"Topik {random.randrange(10**6)}"
    topic.save()


def rename_agency(small: Small, random: Random) -> None:
    agency = random.choice(small.agencies)
    agency.refresh_from_db()
    agency.name = f"Kantor {random.randrange(10**6)}"
    agency.save()


def edit_page(small: Small, random: Random) -> None:
    page = random.choice(small.pages)
    page.refresh_from_db()
    page.body = f"<p>Pedoman {random.randrange(10**6)}</p>"
    page.title = random.choice([page.title, "Pedoman Media Siber", "Tentang Kami"])
    page.save()


def settings(small: Small, random: Random) -> None:
    row = small.newspaper
    row.refresh_from_db()
    row.tagline = f"Kabar {random.randrange(10**6)}"
    row.opening_capitals = random.random() < 0.5
    row.save()


def publish_edition(small: Small, random: Random) -> None:
    """An edition of one of three days that has none."""
    day = made.TODAY - timedelta(days=random.randrange(3))
    if not Edition.objects.filter(date=day, status="published").exists():
        editions.publish(made.row(day, status="review", published_at=None))


def change_edition(small: Small, random: Random) -> None:
    """Its numbers and title, the text of a page, or its day."""
    found = list(Edition.objects.filter(status="published").order_by("pk"))
    if not found:
        return
    one = random.choice(found)
    day = made.TODAY - timedelta(days=random.randrange(3))
    if random.random() < 0.4 and not Edition.objects.filter(date=day).exists():
        one.date = day
    one.title, one.number = f"Edisi {random.randrange(10**6)}", random.randrange(10**4)
    one.save()
    pages = EditionPage.objects.filter(edition=one, number=random.randrange(1, 3))
    pages.update(text=f"Teks {random.randrange(10**6)}")


def withdraw_edition(small: Small, random: Random) -> None:
    found = list(Edition.objects.filter(status="published").order_by("pk"))
    if found:
        editions.withdraw(random.choice(found), reason=f"Salah cetak {random.randrange(10**6)}.")


def advertise(small: Small, random: Random) -> None:
    """The house shows something else in one of its places, or for some sections only."""
    place = random.choice(["article", "list", "foot"])
    values = {
        "text": f"Langganan {random.randrange(10**6)}", "place": random.choice(["list", "foot"]),
        "live": random.random() < 0.8, "weight": random.randrange(1, 4),
        "sections": random.choice([[], [small.sections[0].pk]]),
    }  # fmt: skip
    Advert.objects.update_or_create(name=place, defaults=values)


def refresh_partner(small: Small, random: Random) -> None:
    """Other sums, or fewer campaigns, from the one partner there is."""
    one = Partner.objects.first() or filled()
    found = [Item(**{**given, "collected": random.randrange(10**8)}) for given in (BOAT, ROOF)]
    partners.keep(one, found[: random.randrange(3)], clock.now(), pictures={})


def change_partner(small: Small, random: Random) -> None:
    """Its title, its place, whether readers see it, its slug."""
    one = Partner.objects.first() or filled()
    one.title, one.order = f"Mitra {random.randrange(10**6)}", random.randrange(100)
    one.live, one.length = random.random() < 0.7, random.randrange(1, 3)
    one.slug = random.choice(["talikasih", "tali"])
    one.save()


def hide_partner(small: Small, random: Random) -> None:
    """Its copy grows too old."""
    Partner.objects.update(hide_after=1)
    partners.hide_stale(clock.now() + timedelta(hours=2))


def draft(small: Small, random: Random) -> None:
    """A draft on a live story: readers see nothing of it."""
    if one := _live(random):
        one.headline = "Draf yang belum terbit"
        actions.save_draft(one)
        restored = Story.objects.get(pk=one.pk)
        assert restored.headline != "Draf yang belum terbit"
        actions.publish(restored)


def shell(small: Small, random: Random) -> None:
    """Past the verbs, as a shell might: one statement over many rows."""
    pks = list(Story.objects.filter(live=True).order_by("?").values_list("pk", flat=True)[:3])
    Story.objects.filter(pk__in=pks).update(kicker=f"Kata {random.randrange(10**6)}")


def many_leave(small: Small, random: Random) -> None:
    """One statement takes down some of the newest stories at once."""
    newest = list(Story.objects.filter(live=True).order_by("-published_at")[:12])
    pks = [one.pk for one in random.sample(newest, min(3, len(newest)))]
    Story.objects.filter(pk__in=pks).update(live=False)


def many_come(small: Small, random: Random) -> None:
    """One statement inserts several live stories, as an import does."""
    Story.objects.bulk_create(
        Story(
            headline=f"Kapal massal {number}", slug=f"massal-{number}", live=True, version=1,
            section=random.choice(small.sections), published_at=clock.now(), live_version=1,
        )
        for number in range(4)
    )  # fmt: skip


def replace_photo(small: Small, random: Random) -> None:
    """Another file, and crops that are ready."""
    photo = random.choice(small.photos)
    photo.refresh_from_db()
    files = [[f"/media/{random.randrange(10**6)}.webp", 480, 320]]
    photo.crops = random.choice([{}, {"3x2": {"webp": files, "jpeg": files}}])
    photo.description = random.choice([photo.description, "Orang banyak di dermaga."])
    photo.save()


def move_section(small: Small, random: Random) -> None:
    """A section comes to stand within another, or out of it."""
    section = small.sections[-1]
    section.refresh_from_db()
    section.parent = random.choice([None, small.sections[0], small.sections[1]])
    section.save()


def launch(small: Small, random: Random) -> None:
    """A curator picks a story for a front, now and then with a time, and launches it."""
    section = random.choice([None, *small.sections])
    front = fronts.create_front(section)
    if not front.containers.exists():
        front = fronts.create_default_front(section)
    container = random.choice(list(front.containers.select_related("front")))
    if container.kind != "latest" and (one := _live(random)):
        made = fronts.pick(container, one, order=random.choice([None, 1]))
        if random.random() < 0.3:
            fronts.override(made, headline=f"Judul depan {random.randrange(10**6)}")
    fronts.launch(Front.objects.get(pk=front.pk))


def unlaunched(small: Small, random: Random) -> None:
    """A draft of a front, a restored version: readers see nothing of it."""
    front = fronts.create_front()
    for kind in ("opinion", "grid"):
        fronts.add_container(front, kind=kind, rule="newest", order=0)
    fronts.undo(Front.objects.get(pk=front.pk))


def turn(small: Small, random: Random) -> None:
    """A launched pick enters by itself."""
    front = fronts.create_front()
    lead = fronts.add_container(front, kind="opinion", rule="newest", length=2)
    if one := _live(random):
        fronts.time(fronts.pick(lead, one), enters_at=clock.now() + timedelta(seconds=5))
    fronts.launch(Front.objects.get(pk=front.pk))
    with clock.frozen(clock.now() + timedelta(seconds=5)) as hands:
        due.run(hands.at)


def read(small: Small, random: Random) -> None:
    """Some stories are read, some much, and the lists follow; once in a while counting stops."""
    found = list(Story.objects.filter(live=True).order_by("pk").values_list("pk", flat=True))
    some = random.sample(found, min(len(found), random.randrange(1, 9)))
    popular.count({pk: int(random.paretovariate(0.8)) for pk in some}, clock.now())
    popular.show(clock.now())
    if random.random() < 0.1:
        with clock.frozen(clock.now() + STALE) as hands:
            popular.show(hands.at)


def collect(small: Small, random: Random) -> None:
    """A desk changes a collection: its picks, its rule, its days, its name."""
    made = Collection.objects.first() or Collection(name="Berita Weekend")
    made.picks = [CollectionPick(story=one) for one in [_live(random)] if one]
    made.rule = random.choice(["none", "newest"])
    made.days = random.choice(["", "67", "1"])
    made.description = random.choice(["", f"Bacaan {random.randrange(10**6)}"])
    made.save()


def set_rails(small: Small, random: Random) -> None:
    """The desk sets the rails of a kind of pages."""
    page, rail = (
        random.choice(["story", "list"]),
        random.choice(
            ["latest", "popular", "collection/berita-weekend", "partners", "partner/tali"]
        ),
    )
    values = {"length": random.randrange(1, 9), "title": f"Lajur {random.randrange(9)}"}
    RailPlace.objects.update_or_create(page=page, rail=rail, defaults=values)


def announce(small: Small, random: Random) -> None:
    """Breaking news: put up, with or without a link, then undone, taken away or left."""
    ends_at = clock.now() + timedelta(hours=random.randrange(1, 24))
    text = f"Kabar nomor {random.randrange(10**6)}"
    made = fronts.announce(text, ends_at=ends_at, story=random.choice([None, _live(random)]))
    if random.random() < 0.5:
        random.choice([fronts.undo_announcing, fronts.take_away])(made)


ALL: tuple[Verb, ...] = (
    announce, publish_edition, change_edition, withdraw_edition,
    launch, unlaunched, turn, collect, set_rails, read,
    body, publish, publish_old, retitle, correct, withdraw, again, move, profile, reply, doubt,
    sign, relate,
    choose, change_photo, swap_photo, rename_person, rename_section, rename_topic, rename_agency,
    edit_page, settings, draft, shell, many_leave, many_come, replace_photo, move_section,
    refresh_partner, change_partner, hide_partner, advertise,
)  # fmt: skip
