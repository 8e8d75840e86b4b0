"""What the archive's tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Harian Lama</title><link>https://lama.example</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://lama.example</wp:base_blog_url>
"""


def post(number: int, title: str = "Judul", content: str = "Isi berita.", **fields: str) -> str:
    """One item; ``more`` is XML put in as it is."""
    said = {"post_type": "post", "status": "publish", "post_name": f"berita-{number}"}
    said |= {"post_date_gmt": "2020-08-17 02:53:00"} | fields
    more = said.pop("more", "")
    link = said.pop("link", f"https://lama.example/2020/08/17/{said['post_name']}/")
    inner = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in said.items())
    return (
        f"<item><title><![CDATA[{title}]]></title><link>{link}</link>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id>{inner}{more}</item>\n"
    )


def picture(number: int, place: str, parent: int = 0, more: str = "") -> str:
    """One attachment."""
    kept = f"<wp:attachment_url>https://lama.example/wp-content/uploads/{place}</wp:attachment_url>"
    return post(
        number, f"foto {number}", "", post_type="attachment", status="inherit",
        post_parent=str(parent), link=f"https://lama.example/foto-{number}/",
        more=kept + meta("_wp_attached_file", place) + more,
    )  # fmt: skip


def meta(key: str, value: str) -> str:
    """One post meta."""
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def category(slug: str, name: str, domain: str = "category") -> str:
    """One term of an item."""
    return f'<category domain="{domain}" nicename="{slug}"><![CDATA[{name}]]></category>'


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """``write(*items)`` makes an export of these items and returns its path."""

    def made(*items: str, name: str = "export.xml", head: str = HEAD, tail: str = "") -> Path:
        path = tmp_path / name
        path.write_text(head + "".join(items) + (tail or "</channel></rss>"), encoding="utf-8")
        return path

    return made
