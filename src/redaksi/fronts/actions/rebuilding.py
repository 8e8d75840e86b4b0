"""A draft's rows from an arrangement: what is the same stays, so that nobody's work turns stale."""

from __future__ import annotations

from redaksi.fronts.models import Container, Front, Pick
from redaksi.fronts.shapes import Arrangement, Box, Placed
from redaksi.photos.models import Photo
from redaksi.stories.models import Story


def rebuild(front: Front, wanted: Arrangement) -> None:
    """Make the draft of *front* what *wanted* says; stories and photos that are gone stay away."""
    boxes = wanted.boxes
    known = {row.pk: row for row in front.containers.prefetch_related("picks")}
    front.containers.exclude(pk__in=[box.pk for box in boxes]).delete()
    stories = _there(Story, {pick.story for box in boxes for pick in box.picks})
    photos = _there(Photo, {pick.photo for box in boxes for pick in box.picks})
    for order, box in enumerate(boxes):
        row = known.get(box.pk)
        if row is not None and row.box() == box:
            Container.objects.filter(pk=row.pk).update(order=order)
            continue
        made = _container(front, box, order)
        made.picks.all().delete()
        usable = [one for one in box.picks if one.story is None or one.story in stories]
        Pick.objects.bulk_create(
            _pick(made, one, number, photos) for number, one in enumerate(usable, start=1)
        )


def _container(front: Front, box: Box, order: int) -> Container:
    """The row of *box*: the same one again, also when it was removed meanwhile."""
    made = Container(
        pk=box.pk if box.pk > 0 else None, front=front, order=order, kind=box.kind,
        title=box.title, rule=box.rule, of=box.of, length=box.length, look=box.look,
        name=box.name, text=box.text, version=front.version,
    )  # fmt: skip
    made.save()
    return made


def _pick(container: Container, one: Placed, order: int, photos: set[int]) -> Pick:
    return Pick(
        container=container, story_id=one.story, link=one.link, order=order, position=one.position,
        headline=one.headline, kicker=one.kicker, teaser=one.teaser,
        photo_id=one.photo if one.photo in photos else None, without_photo=one.photo == 0,
        enters_at=one.enters_at, leaves_at=one.leaves_at, left_out=one.left_out,
    )  # fmt: skip


def _there(model: type[Story] | type[Photo], pks: set[int | None]) -> set[int]:
    wanted = [pk for pk in pks if pk]
    return (
        set(model.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    )
