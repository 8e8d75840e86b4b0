"""Sources for tests, and what they send."""

from __future__ import annotations

import json
from typing import Any

from redaksi.lib import clock
from redaksi.wire import intake
from redaksi.wire.intake import Received
from redaksi.wire.models import Item, Source
from redaksi.wire.sent import Sent

LONG = (
    "Gubernur menetapkan masa tanggap darurat selama tujuh hari setelah status gunung naik ke "
    "siaga pada Minggu pagi. Sebanyak 1.240 warga dari tiga desa sudah berada di empat sekolah, "
    "dan pemerintah provinsi mengirim air bersih, selimut, serta dua dapur umum ke tempat itu."
)


def source(**fields: Any) -> Source:
    """A wire that has never been asked."""
    values = {"name": "Lintang", "address": "http://127.0.0.1:9/feed", "silent_after": 24, **fields}
    return Source.objects.create(**values)


def sent(number: int = 1, **fields: Any) -> Sent:
    """An item with a guid, a title, a text and a link of its own."""
    title = fields.get("title", f"Kabar ke-{number}")
    return Sent(**{
        "guid": f"tag:lintang.example,2020:{number}", "title": title, "summary": "Ringkasan.",
        "body": f"<p>{title}. Isinya satu kalimat.</p>",
        "link": f"https://lintang.example/{number}", **fields,
    })  # fmt: skip


def receive(one: Source, *items: Sent) -> Received:
    return intake.receive(one, items, clock.now())


def item(one: Source | None = None, **fields: Any) -> Item:
    """An item that has just come."""
    one = one or Source.objects.first() or source()
    receive(one, sent(Item.objects.count() + 1, **fields))
    return Item.objects.order_by("-pk")[0]


def feed(*items: dict[str, Any]) -> bytes:
    """A JSON Feed of *items*."""
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Lintang",
                       "items": list(items)}).encode()  # fmt: skip


def entry(number: int = 1, **fields: Any) -> dict[str, Any]:
    """An item of a JSON Feed."""
    return {
        "id": f"{number}", "url": f"https://lintang.example/{number}",
        "title": f"Kabar ke-{number}", "content_html": f"<p>Isi kabar ke-{number}.</p>",
        "date_published": "2020-08-17T11:30:00+07:00", **fields,
    }  # fmt: skip
