"""Facts about users, sent after the commit; safe to lose, because each stands in the log."""

from __future__ import annotations

from django.dispatch import Signal

#: Something about how a user signs in changed: ``user`` (its id), ``kind`` (the word that the log
#: has for it) and ``by`` (who did it, None for the shell).
guarded = Signal()
