"""Addresses for machines (see docs/reference/addresses.md)."""

from django.urls import URLPattern, path, re_path

from redaksi.syndication.views import feeds, sitemaps

app_name = "syndication"
urlpatterns: list[URLPattern] = [
    path("feed/rss.xml", feeds.site, name="rss"),
    re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)*)/feed/rss\.xml$", feeds.section, name="section-rss"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap-pages"),
    re_path(
        r"^sitemap-(?P<year>[0-9]{4})-(?P<month>[0-9]{2})\.xml$",
        sitemaps.month,
        name="sitemap-month",
    ),
]
