"""The profiles of stories: what kind of text a story is, and the word that tells readers so.

The cyber-media guideline (point 6) wants everything that was paid for to say so wherever it
stands; the code of ethics (article 3) wants opinion told from fact. So a story carries its label
on every surface, made by :func:`label` alone.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Profile(models.TextChoices):
    """What a story is; :mod:`redaksi.stories.profilerules` says what each must have."""

    NEWS = "news", _("News")
    BRIEF = "brief", _("Brief")
    OPINION = "opinion", _("Opinion")
    PHOTO = "photo", _("Photo story")
    ADVERTORIAL = "advertorial", _("Advertorial")


class Labelled:
    """What bears a label: a card, a line, a story's page."""

    profile: str
    sponsor: str
    unverified: bool

    @property
    def label(self) -> str:
        """The words before the headline, in the language of the moment; empty for plain news."""
        words = (label(self.profile, self.sponsor), unverified() if self.unverified else "")
        return " · ".join(word for word in words if word)

    @property
    def is_warned(self) -> bool:
        """Whether the headline may not stand without its label, in a feed or a shared link."""
        return self.is_paid or self.unverified

    @property
    def is_paid(self) -> bool:
        """Whether somebody paid for it."""
        return self.profile == Profile.ADVERTORIAL


def label(profile: str, sponsor: str = "") -> str:
    """The word of *profile* for readers, with who paid: ``Advertorial · Bank Teluk``."""
    if profile == Profile.NEWS or profile not in Profile.values:
        return ""
    word = str(Profile(profile).label)
    return f"{word} · {sponsor}" if profile == Profile.ADVERTORIAL and sponsor else word


def unverified() -> str:
    """The word for what is not yet verified (cyber-media guideline, point 2)."""
    return gettext("Not yet verified")
