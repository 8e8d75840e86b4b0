"""A deploy: pages look different, though no row changed."""

from __future__ import annotations

from redaksi.press import acts

KIND, SUBJECT = "deployed", "deploy"
TEMPLATE = "template"


def note_deploy(stamp: str) -> bool:
    """Move ``template`` when *stamp* (what pages are made with) is not that of the last deploy.

    Every page is made again then. Returns whether it moved.
    """
    last = acts.entries(KIND, SUBJECT).first()
    if last is not None and last.payload.get("stamp") == stamp:
        return False
    with acts.act(KIND, SUBJECT, payload={"stamp": stamp}) as act:
        act.touch(TEMPLATE)
    return True
