"""How the fields of a story stand in its editor: the text as a page, the rest beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from redaksi.desk import proofing
from redaksi.desk.forms import StoryForm
from redaksi.desk.momentfields import MomentPanel


class ChecksPanel(Panel):
    """The live list of Problems, the sign-off and the length."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "redaksi_desk/stories/checks_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["checks"] = proofing.checks_of(self.form)
            context["story"] = self.instance
            return context


class ProposalsPanel(Panel):
    """Stories that the one in the form might lead to, when somebody asks for them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "redaksi_desk/stories/proposals_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "story": self.instance}


class CorrectionPanel(MultiFieldPanel):
    """The note of a correction; only a live story can have one."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return "correction_note" in self.form.fields


class Columns(ObjectList):
    """Two columns: the text, and what is said about it."""

    class BoundPanel(ObjectList.BoundPanel):
        template_name = "redaksi_desk/stories/columns.html"

    def get_form_class(self) -> type[StoryForm]:
        """The form, without Wagtail's dialog of its schedule: the times stand beside the text."""
        made: type[StoryForm] = super().get_form_class()
        made.show_schedule_publishing_toggle = False
        return made


TEXT = ObjectList(
    [
        FieldPanel("headline", classname="desk-headline", attrs={"data-desk-count": "160"},
                   widget=AdminAutoHeightTextInput(attrs={"maxlength": 255})),
        FieldPanel("teaser", classname="desk-teaser", attrs={"data-desk-count": "300"},
                   help_text=_("For lists and feeds.")),
        MultiFieldPanel(
            [FieldPanel("photo"),
             FieldPanel("photo_caption", help_text=_("Empty: the photo's own caption."))],
            heading=_("Lead photo"), icon="image",
        ),
        FieldPanel("body"),
    ],
    heading=_("Text"),
    classname="desk-text",
)  # fmt: skip

BESIDE = ObjectList(
    [
        ChecksPanel(heading=_("Checks"), classname="desk-checks"),
        CorrectionPanel(
            [FieldPanel("correction_note"), FieldPanel("correction_kind"),
             FieldPanel("correction_origin")],
            heading=_("Correction"), classname="desk-correction",
        ),
        MultiFieldPanel(
            [FieldPanel("section", widget=forms.Select),
             FieldPanel("profile", widget=forms.Select,
                        help_text=_("What it is: readers see the word before the headline.")),
             FieldPanel("sponsor", help_text=_("Of an advertorial: who paid.")),
             FieldPanel("kicker"),
             FieldPanel("dateline", help_text=_("The place where the story was written."))],
            heading=_("Place in the newspaper"),
        ),
        InlinePanel("bylines", [FieldPanel("person"), FieldPanel("role")],
                    heading=_("Bylines"), label=_("Byline"),
                    help_text=_("Nobody: the house signs.")),
        MultipleChooserPanel("source_rows", chooser_field_name="agency",
                             heading=_("Sources used"), label=_("Source")),
        FieldPanel("passed_by", help_text=_("Empty: whoever publishes it.")),
        MultipleChooserPanel("topic_rows", chooser_field_name="topic",
                             heading=_("Topics"), label=_("Topic")),
        MultipleChooserPanel("related_picks", chooser_field_name="target",
                             heading=_("Related stories"), label=_("Story")),
        ProposalsPanel(heading=_("Proposed links"), classname="desk-proposals"),
        MultiFieldPanel(
            [FieldPanel("reply_to"),
             FieldPanel("reply_by", help_text=_("The person or body that uses the right."))],
            heading=_("Right of reply"), classname="collapsed",
            help_text=_("This story is somebody's answer to another one: each leads to the "
                        "other, and the story that is answered counts as updated."),
        ),
        MultiFieldPanel(
            [FieldPanel("short_headline", help_text=_("For narrow places.")),
             FieldPanel("search_headline", help_text=_("For search engines.")),
             FieldPanel("slug", help_text=_("Empty: made from the headline.")),
             FieldPanel("published_at", help_text=_("Empty: the moment of publishing."))],
            heading=_("Addresses and times"), classname="collapsed",
        ),
        MultiFieldPanel(
            [MomentPanel("go_live_at", heading=_("Publish at"),
                         help_text=_("Empty or past: as soon as you publish.")),
             MomentPanel("embargo_until", heading=_("Embargo until"),
                         help_text=_("Before it nobody can publish the story, nor read it.")),
             MomentPanel("expire_at", heading=_("Take down at"),
                         help_text=_("Empty: it stays."))],
            heading=_("Publishing times"), classname="desk-times",
        ),
    ],
    heading=_("About the story"),
    classname="desk-beside",
)  # fmt: skip

EDITOR = Columns([TEXT, BESIDE], base_form_class=StoryForm)
