"""The form of the newspaper's theme: colours, faces, the order of parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from redaksi.sections.rules import Problem
from redaksi.stylebook import theme
from redaksi.stylebook.theme import Theme

LABELS = {
    "paper": _("Paper"), "ink": _("Text"), "link": _("Links and marks"), "brand": _("Buttons"),
    "name": _("Nameplate's letters"), "head_face": _("Headlines"),
    "text_face": _("Text of stories"), "ui_face": _("Everything else"),
}  # fmt: skip
FACES = {
    "serif": _("Source Serif, which comes with the pages"), "sans": _("The reader's system face"),
    "georgia": _("Georgia, or what stands in for it"),
}  # fmt: skip
PARTS = {
    "menu": _("Sections"), "name": _("Nameplate"), "tools": _("Latest and search"),
    "trail": _("Trail"), "kicker": _("Kicker"), "headline": _("Headline"), "teaser": _("Teaser"),
    "byline": _("Bylines and time"), "share": _("Share"), "notices": _("Corrections and notices"),
    "photo": _("Photo"),
}  # fmt: skip


class LookForm(forms.Form):
    """What a newspaper may choose; an empty field is what ``redaksi.toml`` says, or the house's.

    Places of parts are numbers: the smaller comes first, an empty one is left out. :meth:`told`
    gives the values by the names of ``stylebook.theme.NAMES``.
    """

    def __init__(self, data: Any = None, *, values: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.values = values or {}
        under = theme.theme(settings.THEME)
        for name in theme.COLOURS:
            self.fields[name] = _colour(name, under)
            self.initial[name] = self.values.get(name, "")
        for name in theme.FACES:
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name], required=False, choices=list(_faces(getattr(under, name)))
            )
            self.initial[name] = self.values.get(name, "")
        for name, parts in theme.ORDERS.items():
            shown = self.values.get(name) or getattr(under, name)
            for part in parts:
                self.fields[f"{name}-{part}"] = _place(part, len(parts))
                self.initial[f"{name}-{part}"] = shown.index(part) + 1 if part in shown else None

    def told(self) -> dict[str, Any]:
        """The values that were chosen; an order that is the settings file's is not told."""
        found: dict[str, Any] = {
            name: str(self.cleaned_data.get(name) or "").strip().lower() for name in theme.COLOURS
        }
        found |= {name: str(self.cleaned_data.get(name) or "") for name in theme.FACES}
        under = theme.theme(settings.THEME)
        for name in theme.ORDERS:
            order = self._order(name)
            found[name] = [] if tuple(order) == getattr(under, name) else order
        return found

    def _order(self, name: str) -> list[str]:
        places = {part: self.cleaned_data.get(f"{name}-{part}") for part in theme.ORDERS[name]}
        return sorted((one for one in places if places[one]), key=lambda one: places[one] or 0)

    def clean(self) -> dict[str, Any]:
        """Two parts cannot stand at one place."""
        cleaned = super().clean() or {}
        for name, parts in theme.ORDERS.items():
            seen: set[int] = set()
            for part in parts:
                place = cleaned.get(f"{name}-{part}")
                if place and place in seen:
                    self.add_error(f"{name}-{part}", _("Another part has this place."))
                seen.add(place or 0)
        return cleaned

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Put *problems* to the fields that they are about."""
        for problem in problems:
            field = problem.field
            if field in theme.ORDERS:
                field = f"{field}-{problem.params['value']}"
            self.add_error(field if field in self.fields else None, problem.told())

    def shown(self) -> str:
        """The form as a query: what its preview shows before anybody changes anything."""
        values = {name: self[name].value() for name in self.fields}
        return urlencode({name: value for name, value in values.items() if value})

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """Headings with their fields, in the order of the screen."""
        light = [name for name in theme.COLOURS if not name.endswith("_dark")]
        dark = [name for name in theme.COLOURS if name.endswith("_dark")]
        yield _("Colours, light"), [self[name] for name in light]
        yield _("Colours, dark"), [self[name] for name in dark]
        yield _("Faces"), [self[name] for name in theme.FACES]
        for name, title in (("masthead", _("Masthead")), ("story", _("Head of a story"))):
            yield title, [self[f"{name}-{part}"] for part in theme.ORDERS[name]]


def _colour(name: str, under: Theme) -> forms.CharField:
    token, _end, dark = name.partition("_")
    shown = under.dark(token) if dark else under.light(token)
    attrs = {"placeholder": shown, "data-colour": "", "autocomplete": "off", "spellcheck": "false"}
    return forms.CharField(
        label=LABELS[token], required=False, max_length=7, widget=forms.TextInput(attrs=attrs)
    )


def _faces(under: str) -> Iterator[tuple[str, Any]]:
    yield "", _("As in redaksi.toml: %(face)s") % {"face": under}
    yield from FACES.items()
    yield from ((file, file) for file in settings.THEME_FACES)


def _place(part: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=PARTS[part], required=False, min_value=1, max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
