"""What the desk's templates ask for."""

from django import template

from redaksi.sections.queries import newspaper

register = template.Library()


@register.simple_tag
def newspaper_name() -> str:
    """The newspaper's name, as its own row has it."""
    return newspaper().name
