"""Addresses for machines (see docs/reference/addresses.md)."""

from django.urls import URLPattern, path, re_path

from redaksi.syndication.views import feeds, listmaps, machines, sitemaps

app_name = "syndication"
FILE = r"(?P<file>rss\.xml|atom\.xml|feed\.json)"
urlpatterns: list[URLPattern] = [
    re_path(rf"^feed/{FILE}$", feeds.site, name="feed"),
    re_path(
        rf"^(?P<kind>topic|person|collection)/(?P<slug>[-\w]+)/feed/{FILE}$",
        feeds.listed,
        name="list-feed",
    ),
    re_path(rf"^(?P<path>[-\w]+(?:/[-\w]+)*)/feed/{FILE}$", feeds.section, name="section-feed"),
    path("robots.txt", machines.robots, name="robots"),
    path("ads.txt", machines.ads, name="ads"),
    path(".well-known/security.txt", machines.security, name="security"),
    path(".well-known/tdmrep.json", machines.reservation, name="reservation"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap-news"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", listmaps.pages, name="sitemap-pages"),
    path("sitemap-collections.xml", listmaps.collections, name="sitemap-collections"),
    re_path(
        r"^sitemap-(?P<kind>topics|people)-(?P<part>[1-9][0-9]{0,8})\.xml$",
        listmaps.listed,
        name="sitemap-lists",
    ),
    re_path(
        r"^sitemap-(?P<year>[0-9]{4})-(?P<month>[0-9]{2})\.xml$",
        sitemaps.month,
        name="sitemap-month",
    ),
]
