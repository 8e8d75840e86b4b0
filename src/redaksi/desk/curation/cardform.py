"""The form of a picked card: its words, its photo, where it is held, when it shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from redaksi.desk import times
from redaksi.desk.curation import moments
from redaksi.fronts.checking import WIDEST
from redaksi.fronts.models import Pick
from redaksi.lib import clock
from redaksi.photos.models import Photo

OWN, NONE = "own", "none"


class MomentField(forms.CharField):
    """A moment as a curator types it, in the newsroom's zone."""

    def __init__(self, **kwargs: Any) -> None:
        shape = {"placeholder": "18:00", "autocomplete": "off", "inputmode": "text"}
        super().__init__(required=False, max_length=40, widget=forms.TextInput(shape), **kwargs)

    def clean(self, value: Any) -> datetime | None:
        return moments.read(super().clean(value), clock.now(), times.wall().zone)


class CardForm(forms.Form):
    """Everything that a curator may say of one pick; empty is the story's own."""

    headline = forms.CharField(label=_("Headline"), max_length=WIDEST["headline"], required=False)
    kicker = forms.CharField(label=_("Kicker"), max_length=WIDEST["kicker"], required=False)
    teaser = forms.CharField(
        label=_("Teaser"), max_length=WIDEST["teaser"], required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    position = forms.IntegerField(
        label=_("Held at number"), min_value=1, required=False,
        help_text=_("Empty: it stands in the order of the picks."),
    )  # fmt: skip
    enters_at = MomentField(label=_("Enters at"))
    leaves_at = MomentField(label=_("Leaves at"))
    photo = forms.CharField(required=False, max_length=20)

    def __init__(self, data: Any = None, *, pick: Pick) -> None:
        self.pick = pick
        super().__init__(data, initial=_initial(pick))
        self.fields["position"].widget.attrs["max"] = pick.container.length
        if pick.story:
            self.fields["headline"].widget.attrs["placeholder"] = pick.story.headline
            self.fields["kicker"].widget.attrs["placeholder"] = pick.story.kicker
            self.fields["teaser"].widget.attrs["placeholder"] = pick.story.teaser[:160]

    def clean_photo(self) -> Photo | None:
        said = self.cleaned_data["photo"]
        self.without_photo = said == NONE
        if said in ("", OWN, NONE):
            return None
        if not said.isdecimal():
            raise forms.ValidationError(_("Choose one of the photos."))
        return Photo.objects.filter(pk=int(said[:18])).first()

    @property
    def said(self) -> dict[str, Any]:
        """The fields of the pick as the verb takes them."""
        return {**self.cleaned_data, "without_photo": self.without_photo}

    @property
    def chosen(self) -> str:
        """Which photo is chosen: ``own``, ``none`` or an id."""
        return str(self["photo"].value() or OWN)


def _initial(pick: Pick) -> dict[str, Any]:
    zone = times.wall().zone
    return {
        "headline": pick.headline, "kicker": pick.kicker, "teaser": pick.teaser,
        "position": pick.position, "enters_at": moments.written(pick.enters_at, zone),
        "leaves_at": moments.written(pick.leaves_at, zone),
        "photo": NONE if pick.without_photo else str(pick.photo_id or OWN),
    }  # fmt: skip
