"""The demo newspaper's e-paper: small PDFs, set from its stories as a print desk would send them.

A nameplate, one story with its photo on top, two below, in columns. Only the demo sets pages: an
edition's PDF is the print desk's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pypdfium2
from django.core.files.storage import default_storage
from pypdfium2 import raw

from redaksi.editions import actions, drawing
from redaksi.editions.models import Edition
from redaksi.lib import clock
from redaksi.ops.demo_setting import BOLD, GAP, ITALIC, ROMAN, SOFT, Setter
from redaksi.sections.models import Newspaper
from redaksi.stories.models import Story
from redaksi.stylebook import dates, teaser

#: Pages of the e-paper of today, of yesterday, of the day before; today's number.
PAGES, NUMBER = (4, 2, 2), 2412
WIDTH, HEIGHT, EDGE = 810.0, 1200.0, 45.0
COLUMNS = 4
#: Stories on a page.
EACH = 3
PAPER = (251, 249, 243)


def publish(newspaper: Newspaper) -> None:
    """Set, draw and publish the e-paper of three days; what is there is left alone."""
    zone, language = ZoneInfo(newspaper.zone), newspaper.language
    shown = Story.objects.filter(live=True, photo__isnull=False).select_related("photo")
    stories = list(shown.newest_first()[: sum(PAGES) * EACH])
    for ago, pages in enumerate(PAGES):
        at, number = clock.now().astimezone(zone) - timedelta(days=ago), NUMBER - ago
        own, stories = stories[: pages * EACH], stories[pages * EACH :]
        if not own or Edition.objects.filter(number=number).exists():
            continue
        day = dates.day_long(at, zone, language)
        made = pdf(own, name=newspaper.name, day=day, number=number, pages=pages)
        edition = actions.upload(Edition(date=at.date(), number=number, year=7), BytesIO(made))
        drawing.draw(edition.pk)
        actions.publish(edition)


def pdf(stories: Sequence[Story], *, name: str, day: str, number: int, pages: int) -> bytes:
    """An edition of *pages* pages of three *stories* each; *day* as it stands on the head."""
    document = pypdfium2.PdfDocument.new()
    fonts = {
        one: raw.FPDFText_LoadStandardFont(document.raw, one.encode())
        for one in (ROMAN, BOLD, ITALIC)
    }
    for place in range(pages):
        page = document.new_page(WIDTH, HEIGHT)
        setter = Setter(document=document, page=page, fonts=fonts)
        setter.rule(0, 0, WIDTH, HEIGHT, PAPER)
        top = _head(setter, name, day, number, place + 1)
        own = sorted(stories[place * EACH : (place + 1) * EACH], key=_length, reverse=True)
        _stories(setter, own, top)
        page.gen_content()
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _head(setter: Setter, name: str, day: str, number: int, place: int) -> float:
    """The nameplate of page one, the running head of the others; where the stories may begin."""
    wide = WIDTH - 2 * EDGE
    if place > 1:
        setter.line(f"{name}, {day}", EDGE, HEIGHT - 54, 12, ITALIC, SOFT)
        setter.line(str(place), WIDTH - EDGE - 12, HEIGHT - 54, 14, BOLD)
        setter.rule(EDGE, HEIGHT - 64, wide, 2)
        return HEIGHT - 74
    left = (WIDTH - setter.width(name, 78, BOLD)) / 2
    setter.line(name, left, HEIGHT - 112, 78, BOLD)
    setter.rule(EDGE, HEIGHT - 134, wide, 3)
    setter.line(day, EDGE, HEIGHT - 152, 12)
    setter.line(f"Nomor {number}", WIDTH - EDGE - 70, HEIGHT - 152, 12)
    setter.rule(EDGE, HEIGHT - 160, wide, 0.7)
    return HEIGHT - 166


def _stories(setter: Setter, stories: Sequence[Story], top: float) -> None:
    wide = WIDTH - 2 * EDGE
    if not stories:
        return
    low = EDGE + 330 if len(stories) > 1 else EDGE
    _story(setter, stories[0], EDGE, top, low, wide, COLUMNS, 40)
    half = (wide - GAP) / 2
    setter.rule(EDGE, low - 12, wide, 1.5)
    for place, story in enumerate(stories[1:EACH]):
        _story(setter, story, EDGE + place * (half + GAP), low - 18, EDGE, half, 2, 22)


def _story(setter: Setter, story: Story, x: float, top: float, low: float, width: float,
           columns: int, size: float) -> None:  # fmt: skip
    top = setter.block(story.headline, x, top - 4, width, size, BOLD, most=3) - 16
    photo = _photo(story)
    if photo:
        high = min(width * 2 / 3, (top - low) * 0.55)
        across = high * 3 / 2
        setter.photo(photo, x, top, across, high)
        _beside(setter, story, x + across + 10, top + 3, width - across - 10)
        top -= high + 8
    setter.columns(_text(story), x, top, low, width, columns)


def _beside(setter: Setter, story: Story, x: float, top: float, width: float) -> None:
    """The caption and its credit beside the photo and, where there is room, the teaser."""
    if width > 170:
        top = setter.block(story.teaser, x, top, width, 17) - 14
    if width > 80 and story.photo:
        said = f"{story.photo.caption} {story.photo.credit}"
        setter.block(said, x, top, width, 9.5, ITALIC, SOFT)


def _photo(story: Story) -> bytes:
    """The lead photo's 3:2 crop as JPEG; empty while there is none."""
    made = (story.photo.crops if story.photo else {}).get("3x2", {}).get("jpeg") or []
    fitting = [one for one in made if one[1] <= 960]
    if not fitting:
        return b""
    with default_storage.open(fitting[-1][0].removeprefix(default_storage.url(""))) as file:
        return bytes(file.read())


def _length(story: Story) -> int:
    return len(_text(story))


def _text(story: Story) -> str:
    texts = [one["value"] for one in story.body.raw_data if one["type"] == "paragraph"]
    return " ".join(teaser.plain(one) for one in texts)
