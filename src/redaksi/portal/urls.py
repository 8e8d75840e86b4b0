"""Readers' addresses (see docs/reference/addresses.md)."""

from django.urls import URLPattern, path, re_path

from redaksi.portal.views import (
    cards,
    epaper,
    files,
    fronts,
    lists,
    lite,
    lost,
    partners,
    popular,
    preview,
    rails,
    search,
    stories,
)

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", fronts.front, name="front"),
    re_path(r"^read/(?P<pk>[0-9]{1,18})(?:-(?P<slug>[^/]*))?$", stories.story, name="story"),
    re_path(
        r"^read/(?P<pk>[0-9]{1,18})/card-(?P<name>[0-9a-f]{16})\.png$", cards.card, name="card"
    ),
    re_path(
        r"^preview/(?P<pk>[0-9]{1,18})-(?P<key>[-_A-Za-z0-9]{1,64})$", preview.link, name="preview"
    ),
    path("latest/", lists.latest, name="latest"),
    path("popular/", popular.popular, name="popular"),
    path("search/", search.search, name="search"),
    path("search.json", search.search_json, name="search_json"),
    path("corrections/", lists.corrections, name="corrections"),
    re_path(r"^topic/(?P<slug>[-\w]+)/$", lists.topic, name="topic"),
    re_path(r"^collection/(?P<slug>[-\w]+)/$", lists.collection, name="collection"),
    re_path(r"^person/(?P<slug>[-\w]+)/$", lists.person, name="person"),
    re_path(r"^partner/(?P<slug>[-\w]+)/$", partners.partner, name="partner"),
    re_path(r"^page/(?P<slug>[-\w]+)/$", lists.static_page, name="page"),
    re_path(r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$", lists.month, name="month"),
    re_path(
        r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/$",
        lists.day,
        name="day",
    ),
    path("epaper/", epaper.newest, name="epaper"),
    path("epaper/editions/", epaper.editions, name="editions"),
    re_path(r"^epaper/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})/$", epaper.day, name="edition"),
    re_path(
        r"^epaper/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})/(?P<number>[1-9][0-9]{0,3})$",
        epaper.sheet,
        name="sheet",
    ),
    re_path(r"^lite(?P<path>/.*)$", lite.twin, name="lite"),
    path("favicon.ico", files.icon, name="icon"),
    path("media/<path:path>", files.media, name="media"),
    path("_rail/<path:path>", rails.rail, name="rail"),
    path("_health", files.health, name="health"),
    re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)*)/$", fronts.section, name="section"),
    re_path(r"^", lost.lost, name="lost"),  # a flag such as (?s) would break reverse() for all
]
