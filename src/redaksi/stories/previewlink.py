"""Preview links: one version of a story, for one outsider, until its end or until it is revoked."""

from __future__ import annotations

import base64
import hmac
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from redaksi.lib import clock
from redaksi.stories import addresses
from redaksi.stories.story import Story

#: How long a link works when nobody says otherwise, and at most.
USUAL, LONGEST = timedelta(days=1), timedelta(days=30)
#: Octets of the key in the address: nobody guesses 24.
KEY = 24


class PreviewLink(models.Model):
    """A link to one version. Its key is not kept: it follows from the newspaper's secret, so that
    who reads a database or a backup can open nothing."""

    wagtail_reference_index_ignore = True

    story = models.ForeignKey(Story, models.CASCADE, related_name="preview_links")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(_("until"))
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        default_permissions = ()
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.story_id} {self.made_at:%Y-%m-%d %H:%M}"

    @property
    def key(self) -> str:
        """The part of the address that cannot be guessed."""
        said = f"{self.pk} {self.story_id} {self.revision_id} {int(self.made_at.timestamp())}"
        found = salted_hmac("redaksi.stories.previewlink", said, algorithm="sha256").digest()
        return base64.urlsafe_b64encode(found[:KEY]).decode()

    @property
    def address(self) -> str:
        return addresses.preview(self.pk, self.key)

    def opens_with(self, key: str) -> bool:
        """Whether *key* is this link's own, without telling by the time it takes."""
        return hmac.compare_digest(self.key.encode(), key.encode())

    def is_open(self, now: datetime | None = None) -> bool:
        """Whether it still works."""
        return self.revoked_at is None and self.ends_at > (now or clock.now())

    def version(self) -> Any:
        """The story as this version has it, in memory; what belongs to the story is of now."""
        return self.revision.as_object()
