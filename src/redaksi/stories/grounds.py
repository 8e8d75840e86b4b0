"""On what grounds a story may be taken from readers: the press rules of Indonesia, as data.

The cyber-media guideline (point 5) lets nobody from outside withdraw a story, and names what a
newsroom itself may withdraw for; the code of ethics (article 10) makes it withdraw what is wrong.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """Why a story is withdrawn; readers are told the word, then the newsroom's own reason."""

    UNTRUE = "untrue", _("Wrong or not accurate")
    SARA = "sara", _("Hurts ethnicity, religion, race or group (SARA)")
    DECENCY = "decency", _("Against decency")
    CHILD = "child", _("The future of a child")
    TRAUMA = "trauma", _("A victim's traumatic experience")
    COUNCIL = "council", _("Special consideration of the Press Council")


#: What each means, for whoever decides.
EXPLAINED = {
    Ground.UNTRUE: _("Code of ethics, article 10: withdrawn at once, with an apology to readers."),
    Ground.SARA: _("Guideline, point 5: the text stirs hatred or contempt of a group."),
    Ground.DECENCY: _("Guideline, point 5: the text or photo offends decency."),
    Ground.CHILD: _("Guideline, point 5: a child can be known by it, as victim or offender."),
    Ground.TRAUMA: _("Guideline, point 5: it makes a victim live through it again."),
    Ground.COUNCIL: _("Guideline, point 5: the Press Council has decided so."),
}


def told(ground: str) -> str:
    """The word of *ground* for readers, in the language of the moment; empty for none."""
    return str(Ground(ground).label) if ground in Ground.values else ""
