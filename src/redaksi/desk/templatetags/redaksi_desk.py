"""What the desk's templates ask for."""

from django import template

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
