"""Every setting of ``redaksi.toml``, declared once.

What editors change lives in the database's rows and wins; here stands what the machine needs and
what seeds a new newspaper.
"""

from __future__ import annotations

from pathlib import Path

from redaksi.config import theming
from redaksi.lib.settingsfile import Setting

#: Variables with our prefix that are no settings: they name the folder and the suite's database.
RESERVED = ("REDAKSI_DIR", "REDAKSI_TEST_DATABASE", "REDAKSI_TEST_DATABASE_URL")

DECLARED: tuple[Setting, ...] = (
    Setting(key="newspaper.name", type=str, default="Redaksi",
            help="Name of a new newspaper; afterwards the desk's settings hold it."),
    Setting(key="newspaper.language", type=str, default="id", choices=("id", "en"),
            help="Language of a new newspaper's pages."),
    Setting(key="newspaper.zone", type=str, default="Asia/Jakarta",
            help="Time zone of a new newspaper, by its name in the zone database."),
    Setting(key="newsroom.withdrawal_by_two", type=bool, default=False,
            help="Whether a story is withdrawn by two persons: one asks, another agrees."),
    Setting(key="safety.second_factor", type=str, default="none",
            choices=("none", "publish", "everyone"),
            help="Who needs a second factor at the desk: none, who publishes, or everyone."),
    Setting(key="server.host", type=str, default="127.0.0.1",
            help="Address to listen on; 0.0.0.0 for every network of the machine."),
    Setting(key="server.port", type=int, default=8000, minimum=0, maximum=65535,
            help="Port to listen on; 0 picks a free one."),
    Setting(key="server.hosts", type=tuple, default=(),
            help="Host names that the site answers to besides the newspaper's own; * for any."),
    Setting(key="server.https", type=bool, default=False,
            help="True when readers come by HTTPS, through a proxy in front with the certificate."),
    Setting(key="server.trusted_proxies", type=tuple, default=(),
            help="Addresses or networks of proxies in front, whose X-Forwarded-For is believed; "
                 "empty: this machine's own when server.https is true, otherwise nobody's."),
    Setting(key="server.edge_workers", type=int, default=2, minimum=1, maximum=64,
            help="Processes of the edge, which hand out pages from memory; one for each one or "
                 "two cores."),
    Setting(key="server.cache_mb", type=int, default=128, minimum=8, maximum=65536,
            help="Megabytes of pages that each process of the edge keeps."),
    Setting(key="server.workers", type=int, default=1, minimum=1, maximum=64,
            help="Processes of the application, which makes pages and serves the desk; each works "
                 "on four requests at a time."),
    Setting(key="database.url", type=str, default="", secret=True,
            help="postgresql://user:password@host:port/name; empty for SQLite in data/."),
    Setting(key="paths.data", type=Path, default=Path("data"),
            help="Folder of the database, media and secrets, seen from the newspaper's folder."),
    Setting(key="secret.key", type=str, default="", secret=True,
            help="Signs sessions; empty: made once and kept in data/secret-key."),
    Setting(key="machines.ai", type=str, default="unsaid", choices=("unsaid", "search", "refuse"),
            help="What AI may do with the stories: unsaid, search and answers but no training, "
                 "or refuse both; said in robots.txt and /.well-known/tdmrep.json."),
    Setting(key="machines.ads", type=tuple, default=(),
            help="Lines of ads.txt, one for each seller; empty: nobody sells here."),
    Setting(key="machines.security", type=str, default="",
            help="Address or link for reports of security holes, in /.well-known/security.txt; "
                 "empty: the newspaper's e-mail."),
    *theming.declared(),
    Setting(key="adverts.after_paragraph", type=int, default=3, minimum=1, maximum=50,
            help="Paragraphs of a story before its advertisement; one goes on behind it."),
    Setting(key="adverts.after_card", type=int, default=5, minimum=1, maximum=50,
            help="Stories of a list before its advertisement; one goes on behind it."),
    Setting(key="tags.plausible", type=str, default="",
            help="Domain that Plausible counts visits for; empty: off."),
    Setting(key="tags.plausible_host", type=str, default="https://plausible.io",
            help="Where Plausible is; a newspaper's own server if it has one."),
    Setting(key="tags.matomo", type=str, default="",
            help="Address of the folder of Matomo, such as https://stats.harian.example/; empty: "
                 "off."),
    Setting(key="tags.matomo_site", type=str, default="1",
            help="Number of the site in Matomo."),
    Setting(key="tags.ga4", type=str, default="",
            help="Measurement id of Google Analytics 4, such as G-AB12CD34EF; empty: off."),
    Setting(key="tags.revive", type=str, default="",
            help="Address of the delivery folder of Revive Adserver; empty: off."),
    Setting(key="tags.revive_id", type=str, default="",
            help="The data-revive-id of Revive's asynchronous tag."),
    Setting(key="tags.revive_zones", type=tuple, default=(),
            help="Zones that fill places without an advertisement of the house: article=12, "
                 "list=13, foot=14."),
    Setting(key="fetch.allow_hosts", type=tuple, default=(),
            help="Hosts of private networks that fetching may reach, host or host:port."),
    Setting(key="wire.keep_days", type=int, default=14, minimum=1, maximum=3650,
            help="Days for which wire items that nobody took are kept."),
    Setting(key="mail.url", type=str, default="", secret=True,
            help="smtp://user:password@host:port of the mail server; empty: mail is printed."),
    Setting(key="mail.from", type=str, default="redaksi@localhost",
            help="Sender of the desk's mail."),
    Setting(key="backup.folder", type=Path, default=Path("backups"),
            help="Folder of the backups, seen from the newspaper's; better on another disk."),
    Setting(key="backup.hour", type=int, default=None, minimum=0, maximum=23,
            help="Hour of the day, in the newspaper's zone, in which the clock makes a backup; not "
                 "set: none is made by itself."),
    Setting(key="backup.keep_days", type=int, default=7, minimum=1, maximum=366,
            help="Days of which the newest backup is kept."),
    Setting(key="backup.keep_weeks", type=int, default=5, minimum=0, maximum=520,
            help="Weeks of which the newest backup is kept."),
    Setting(key="backup.keep_months", type=int, default=12, minimum=0, maximum=1200,
            help="Months of which the newest backup is kept."),
    Setting(key="backup.before_upgrade", type=bool, default=True,
            help="Whether the database is backed up before a new version changes its tables."),
)  # fmt: skip
