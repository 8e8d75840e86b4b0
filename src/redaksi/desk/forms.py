"""The form of a story, which knows from which version it began; the forms of an edition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from redaksi.desk import momentfields, queries, times
from redaksi.desk.models import Work, name_of
from redaksi.editions import actions as editions
from redaksi.editions.models import Edition
from redaksi.lib import clock
from redaksi.sections.models import Section
from redaksi.staff.models import User
from redaksi.stories.grounds import EXPLAINED, Ground
from redaksi.stories.models import Correction
from redaksi.stylebook import slugs

#: The times of a story, each in the newspaper's zone.
MOMENTS = ("published_at", "go_live_at", "embargo_until", "expire_at")


class StoryForm(WagtailAdminModelForm):
    """A story, the version it was loaded from, and for a live one the note of a correction.

    Readers have a live story already, so that it takes no embargo.
    """

    show_schedule_publishing_toggle: bool

    base_version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    correction_kind = forms.ChoiceField(
        label=_("Kind of correction"), choices=Correction.Kind.choices, required=False,
        initial=Correction.Kind.MINOR, widget=forms.RadioSelect,
        help_text=_("Minor: a slip that changes no meaning; it stands at the foot. Significant: "
                    "facts, figures, names or a photo; it stands under the headline too."),
    )  # fmt: skip
    correction_origin = forms.ChoiceField(
        label=_("Who saw it"), choices=Correction.Origin.choices, required=False,
        initial=Correction.Origin.OWN, widget=forms.RadioSelect,
        help_text=_("Press law: the newsroom must correct what is wrong, and anybody may ask."),
    )  # fmt: skip
    correction_note = forms.CharField(
        label=_("What was wrong"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers see this note with its time. Then press Publish."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["base_version"] = self.instance.version if self.instance.pk else 0
        if "section" in self.fields:
            self.fields["section"].queryset = Section.objects.select_related("parent")
            self.fields["section"].label_from_instance = _with_parent
        if "profile" in self.fields:  # a form that was opened before there were profiles has none
            self.fields["profile"].required = False
        if not (self.instance.pk and self.instance.live):
            for name in ("correction_kind", "correction_origin", "correction_note"):
                del self.fields[name]
        else:
            self.fields.pop("embargo_until", None)
        momentfields.in_own_zone(self, MOMENTS, times.wall())

    def clean_headline(self) -> str:
        return " ".join((self.cleaned_data.get("headline") or "").split())

    def clean_profile(self) -> str:
        return self.cleaned_data.get("profile") or self.instance.profile

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "slug" in cleaned:
            cleaned["slug"] = self._slug(cleaned["slug"], cleaned.get("headline", ""))
        # Wagtail keeps nobody's text whose times are past or cross; here only publishing asks them.
        self.put_by = {"expire_at": cleaned.pop("expire_at")} if "expire_at" in cleaned else {}
        return cleaned

    def _post_clean(self) -> None:
        self.cleaned_data.update(self.put_by)
        super()._post_clean()

    def _slug(self, typed: str, headline: str) -> str:
        """What was typed; the headline's own while nobody typed one and no reader has seen it."""
        followed = slugs.slug(self.initial.get("headline") or "")
        if typed and (self.instance.live_version or typed != followed):
            return slugs.slug(typed)
        return slugs.slug(headline) if headline else ""

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """What the open page must take over after an autosave: its version is the newest now."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        return [*updates, ("base_version", str(self.instance.version))]


class WithdrawForm(forms.Form):
    """On what ground a story is taken from readers, and why."""

    ground = forms.ChoiceField(
        label=_("Ground"), widget=forms.RadioSelect,
        choices=lambda: [(one.value, f"{one.label}. {EXPLAINED[one]}") for one in Ground],
        help_text=_("Nobody outside the newsroom may have a story withdrawn for another reason."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it at the story's address from now on."),
    )  # fmt: skip


class DoubtForm(forms.Form):
    """What of a story is not yet verified, and when the newsroom looks at it again."""

    why = forms.CharField(
        label=_("What is not verified"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it before the text: what is missing, and whom you ask."),
    )  # fmt: skip
    look_again_at = forms.DateTimeField(
        label=_("Look again at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = times.wall().zone_name()
        says = _("%(zone)s. Then the desk is told, until it is verified or given more time.")
        self.fields["look_again_at"].help_text = says % {"zone": zone}

    def clean_look_again_at(self) -> Any:
        moment = self.cleaned_data["look_again_at"]
        if moment <= clock.now():
            says = _("%(seen)s is past; give a time to come.")
            raise forms.ValidationError(says % {"seen": times.wall().told(moment)})
        return moment


class WorkForm(forms.Form):
    """Who holds a story from now on, with a word to them, and its deadline."""

    holder = forms.ModelChoiceField(
        User.objects.none(), label=_("Held by"), required=False, empty_label=_("nobody yet"),
        help_text=_("Somebody else: they find a notice at the desk and in their mail."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("A word to them"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    due_at = forms.DateTimeField(
        label=_("Deadline"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )  # fmt: skip

    def __init__(self, *args: Any, work: Work | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held_by = work.holder if work else None
        self.initial = {"holder": self.held_by, "due_at": work.due_at if work else None}
        holder: Any = self.fields["holder"]
        holder.queryset, holder.label_from_instance = queries.writers(), name_of
        self.fields["due_at"].help_text = times.wall().zone_name()


class EditionForm(WagtailAdminModelForm):
    """An edition's day and numbers, and the print desk's PDF.

    ``cleaned_data["taken"]`` holds the PDF once it was looked at: the view gives it to the verb.
    """

    upload = forms.FileField(
        label="PDF", required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=_("The pages as they are printed. They are drawn in the background."),
    )  # fmt: skip

    class Meta:
        model = Edition
        fields = ("date", "number", "year", "title")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.was_seen:
            del self.fields["upload"]
        elif not self.instance.original:
            self.fields["upload"].required = True

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        others = Edition.objects.filter(date=day, status=Edition.Status.PUBLISHED)
        live = self.instance.status == Edition.Status.PUBLISHED
        if live and others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Another edition of this day is published."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.get("upload")
        if file and not self.errors:
            try:
                cleaned["taken"] = editions.take_in(file.open("rb"))
            except forms.ValidationError as refused:
                self.add_error("upload", refused)
        return cleaned


class WithdrawEditionForm(forms.Form):
    """Why an edition is taken from readers."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it at the edition's address from now on."),
    )  # fmt: skip


def _with_parent(section: Section) -> str:
    return f"{section.parent} / {section}" if section.parent else str(section)
