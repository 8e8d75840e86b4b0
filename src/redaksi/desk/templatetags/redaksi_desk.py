"""What the desk's templates ask for."""

from typing import Any

from django import template

from redaksi.desk import taking, times
from redaksi.desk.models import Taking
from redaksi.photos.queries import Picture
from redaksi.sections.queries import newspaper

register = template.Library()


@register.simple_tag
def newspaper_name() -> str:
    """The newspaper's name, as its own row has it."""
    return newspaper().name


@register.filter
def thumb(photo: Picture) -> str:
    """The address of a small picture of *photo*."""
    return photo.at_least("3x2", 144).url


@register.inclusion_tag("redaksi_desk/stories/wire.html")
def from_the_wire(story: Any) -> dict[str, Any]:
    """From which wire *story* was taken, and whether that has a newer version; one query more
    for a story that was taken."""
    row = Taking.objects.filter(story=story.pk).first()
    if row is None:
        return {}
    return {"taking": row, "newest": taking.newer(row), "at": times.wall().told(row.at)}
