"""Partners for tests, and what they send."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from redaksi.lib import clock
from redaksi.partners import actions
from redaksi.partners.answers import Item
from redaksi.partners.models import Partner

BOAT = {
    "title": "Perahu sekolah untuk anak Pulau Lembar", "link": "https://talikasih.example/perahu",
    "target": 120_000_000, "collected": 86_400_000, "days_left": 12,
}  # fmt: skip
ROOF = {
    "title": "Atap baru Puskesmas Lowari", "link": "https://talikasih.example/atap",
    "target": 60_000_000, "collected": 22_800_000, "days_left": 31,
}  # fmt: skip
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>TJ Niaga</title>
<item><title>Tarif peti kemas turun</title><link>https://niaga.example/1</link>
<pubDate>Mon, 17 Aug 2020 04:00:00 GMT</pubDate></item>
<item><title>Panen garam &lt;b&gt;mundur&lt;/b&gt;</title><link>https://niaga.example/2</link></item>
</channel></rss>"""


def campaigns(*found: dict[str, Any]) -> bytes:
    return json.dumps({"campaigns": list(found or (BOAT, ROOF))}).encode()


def partner(**fields: Any) -> Partner:
    """A partner of campaigns that has never been fetched."""
    return Partner.objects.create(**{
        "name": "TaliKasih", "kind": "campaigns", "address": "http://127.0.0.1:9/kampanye.json",
        **fields,
    })  # fmt: skip


def filled(*found: Item, **fields: Any) -> Partner:
    """A partner with a good copy of this moment: two campaigns unless told otherwise."""
    made = partner(**fields)
    items = found or tuple(Item(**one) for one in (BOAT, ROOF))
    actions.keep(made, items, clock.now(), pictures={})
    return made


def heads(**fields: Any) -> Partner:
    """A sister brand with two headlines."""
    items = [
        Item(title=f"Kabar niaga {number}", link=f"https://niaga.example/{number}",
             published_at=clock.now() - timedelta(hours=number))
        for number in (1, 2)
    ]  # fmt: skip
    return filled(*items, **{"name": "TJ Niaga", "kind": "headlines", **fields})
