"""What a worker of the edge is told about this newspaper, from its settings file alone.

Nothing here may import Django: the edge must stay small and start in a blink.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from redaksi.config import logreader, options, proxies
from redaksi.edge.rules import MIB, Beacon, Files, Notice, Options, Query
from redaksi.edge.server import Edge
from redaksi.lib import settingsfile
from redaksi.ops.runfolder import RunFolder

PACKAGE = Path(__file__).resolve().parents[1]
#: What only editors, programs and outsiders with a link ask for.
PASSING = ("/desk/", "/preview/", "/api/")
#: Old links of WordPress, all to the front.
WORDPRESS = frozenset({"p", "page_id", "attachment_id", "cat", "author", "m"})
SEARCH = frozenset({"q", "section", "topic", "person", "when", "from", "to", "sort", "page"})
SEARCH |= {"suggest"}
QUERIES = (
    Query(pattern=r"(?:/lite)?/", names=WORDPRESS),
    Query(pattern=r"(?:/lite)?/search(?:/|\.json)", names=SEARCH),
    Query(pattern=r"/read/.*", names=frozenset()),
    Query(pattern=r"/lite/(?:read|page|epaper)/.*", names=frozenset({"before", "part"})),
    Query(pattern=r"(?:/[-\w]+)+/?", names=frozenset({"before"})),
)
#: Browsers that are none, or that nobody sits before; a telephone is called Cubot.
MACHINES = (
    r"^.{0,10}$|(?<!cu)bot(?:\b|[/;_-])|crawl|spider|slurp|scrap|archiver|heritrix|nutch|mediapartners"
    r"|headless|phantom|selenium|lighthouse|pagespeed|inspection|pingdom|uptime|monitor|validator"
    r"|checker|preview|facebookexternalhit|whatsapp|curl|wget|python|java/|okhttp|go-http|libwww|perl"
    r"|php|ruby|axios|node|httpclient|feed|rss|fetch"
)
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"})
#: Names that the static files are collected under: with a piece of their digest.
DIGESTED = r".*\.[0-9a-f]{12}\.[^/]+"


def server(run: RunFolder, language: str, leaving: Callable[[], None]) -> Edge:
    """The edge of the newspaper in REDAKSI_DIR, whose sockets are in *run* and whose pages are in
    *language*; it calls *leaving* to take no more connections. Raises SettingsProblems."""
    folder = Path(os.environ["REDAKSI_DIR"])
    settings = settingsfile.load(options.DECLARED, folder, os.environ, reserved=options.RESERVED)
    return Edge(replace(told(settings, run, language), leaving=leaving))


def told(settings: settingsfile.Settings, run: RunFolder, language: str) -> Options:
    """The options that *settings* make."""
    data = settings.folder / settings.path("paths.data")
    return Options(
        socket=run.application,
        control=run.path,
        table=data / "edge",
        log=partial(logreader.reader, settings.text("database.url"), data),
        host_allowed=_any_host,
        notice=notice(language),
        https=settings.flag("server.https"),
        passing=PASSING,
        queries=QUERIES,
        files=_files(data),
        beacon=Beacon(
            path="/_b", key=r"[1-9][0-9]{0,17}", machines=MACHINES, folder=data / "reads"
        ),
        trusted=proxies.believed(settings),
        capacity=settings.number("server.cache_mb") * MIB,
    )


def _any_host(_host: str) -> bool:
    """The newspaper's own host is a row that editors change: the application refuses strangers,
    with an answer that is never stored."""
    return True


def _files(data: Path) -> tuple[Files, ...]:
    return (
        Files(prefix="/media/", folders=(data / "media",), shown=PICTURES),
        Files(prefix="/static/", folders=(data / "static",), immutable=DIGESTED, packed=True),
    )


def notice(language: str) -> Notice:
    """What readers see of a page that cannot be made now, in *language*."""
    _ = gettext.translation("django", PACKAGE / "locale", [language], fallback=True).gettext
    return Notice(
        language=language,
        title=_("This page is not ready at the moment"),
        says=_("We are working on it. Please try again in a few seconds."),
    )
