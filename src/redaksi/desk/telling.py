"""Errors of the newsroom's verbs as sentences, and where they send one back to."""

from __future__ import annotations

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from redaksi.stories.errors import NotReady, OncePublished, StaleWrite, StoryError
from redaksi.stories.rules import Problem


def told(error: StoryError) -> str:
    """What *error* says to an editor, in the language of the moment; safe html."""
    if isinstance(error, NotReady):
        return told_problems(_("Not published. Your text is kept as a draft."), error.problems)
    if isinstance(error, StaleWrite):
        return format_html(
            "{}",
            _("Nothing was changed: this began from version %(seen)s, the newest is %(newest)s.")
            % {"seen": intcomma(error.based_on), "newest": intcomma(error.current)},
        )
    if isinstance(error, OncePublished):
        return format_html(
            "{}", _("A story that readers have seen is withdrawn with a reason, never deleted.")
        )
    return format_html("{}", str(error))


def told_problems(first: str, problems: tuple[Problem, ...] | list[Problem]) -> str:
    """*first*, then every must among *problems*; safe html."""
    items = format_html_join("", "<li>{}</li>", ((one.told(),) for one in problems if one.must))
    return format_html("{} <ul>{}</ul>", first, items)


def back_to(error: StoryError) -> str | None:
    """The editor of the story that *error* speaks of; None when it names none."""
    pk = getattr(error, "pk", None)
    return reverse("stories:edit", args=[pk]) if pk else None
