"""Addresses of sections, topics and static pages; pure."""

from __future__ import annotations

#: First words of addresses that belong to the product; no section may take one.
RESERVED = frozenset(
    {
        "_b", "_health", "_metrics", "_rail", ".well-known", "ads.txt", "api", "archive",
        "collection", "corrections", "desk", "epaper", "favicon.ico", "feed", "latest", "lite",
        "media", "page", "partner", "person", "popular", "preview", "read", "robots.txt",
        "search", "search.json", "sitemap-news.xml", "sitemap.xml", "static", "topic",
    }
)  # fmt: skip


def section(path: str) -> str:
    """The address of the section at *path* such as ``ekonomi/pesisir``."""
    return f"/{path}/"


def topic(slug: str) -> str:
    """The address of the topic *slug*."""
    return f"/topic/{slug}/"


def static_page(slug: str) -> str:
    """The address of the static page *slug*."""
    return f"/page/{slug}/"
