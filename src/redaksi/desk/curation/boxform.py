"""The form of a container: what it is, how it is filled, how it looks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from redaksi.fronts.kinds import LENGTHS, NAMED, Kind, Look, Rule
from redaksi.fronts.models import Collection, Container
from redaksi.sections.models import Section, Topic

_OF = {"section": Section, "topic": Topic, "collection": Collection}


class BoxForm(forms.Form):
    """A container; which fields count follows from kind and rule."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    title = forms.CharField(
        label=_("Title"), max_length=80, required=False,
        help_text=_("Empty: the name of the section, topic or collection."),
    )  # fmt: skip
    rule = forms.ChoiceField(label=_("Filled with"), choices=Rule.choices)
    section = forms.ModelChoiceField(
        Section.objects.order_by("path"), label=_("Section"), required=False
    )
    topic = forms.ModelChoiceField(Topic.objects.order_by("name"), label=_("Topic"), required=False)
    collection = forms.ModelChoiceField(
        Collection.objects.order_by("name"), label=_("Collection"), required=False
    )
    length = forms.IntegerField(label=_("Cards"), min_value=1, max_value=20, required=False)
    look = forms.ChoiceField(
        label=_("Look of a grid"), choices=[("", _("By itself")), *Look.choices], required=False
    )
    name = forms.CharField(
        label=_("Rail of a partner"), max_length=80, required=False,
        help_text=_("The partner's name in its rail's address."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Free text"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Paragraphs, lists, links: <p>, <ul>, <a href>."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, container: Container | None = None) -> None:
        super().__init__(data, initial=_initial(container))

    @property
    def said(self) -> dict[str, Any]:
        """The fields of the container as the verbs take them."""
        said = dict(self.cleaned_data)
        named = {name: said.pop(name) for name in _OF}
        chosen = named.get(NAMED.get(Rule(said["rule"]), ""))
        length = said["length"] or LENGTHS[said["kind"]][1]
        return {**said, "of": chosen.pk if chosen else None, "length": length}


def _initial(container: Container | None) -> dict[str, Any]:
    if container is None:
        return {"kind": Kind.GRID, "rule": Rule.NEWEST}
    names = ("kind", "title", "rule", "length", "look", "name", "text")
    found = {name: getattr(container, name) for name in names}
    if about := NAMED.get(Rule(container.rule)):
        found[about] = container.of
    return found
