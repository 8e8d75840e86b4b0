"""Desk: the editors' side, every admin screen that joins rooms: stories, people, sections, the log.

It stands on Wagtail's admin and refuses facts about content and reader pages: what a story may be
is decided in ``stories``, how it looks in ``portal``. Here is who may do what, and what they see.
"""
