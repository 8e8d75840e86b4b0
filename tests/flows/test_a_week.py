"""A newsroom's first week, from the folder of an earlier version to a lost machine and back.

Acted out over the shell and in browsers, against a newspaper that is up; at the end every row of
the log and every reader's page is held against what was there before the machine was lost.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.archive.conftest import HEAD, post
from tests.config.command import redaksi
from tests.lib.outside import Outside, outside
from tests.ops.running import Running, alive, wait_for
from tests.wire.made import entry, feed

pytestmark = [pytest.mark.slow, pytest.mark.browser]
PACKED = Path(__file__).parents[1] / "ops" / "folders" / "0.1.0-2026-11.tar.xz"
PASSWORD = "tanjung-dermaga-12"
#: What a page says of the moment it was made, and *Baca Juga*, which the clock chooses anew once
#: the index of search is.
PASSING = re.compile(
    rb"<(?:time|lastmod|updated|pubDate|lastBuildDate)[^>]*>[^<]*"
    rb'|"[0-9T:+.-]{19,}"'
    rb"|(?s:<section class=.blk rel.>.*?</section>)|(?s:<h2[^>]*>Baca Juga</h2>.*?</ul>)"
    rb"|\s+"
)
PAGE = re.compile(r'href="(/(?!_|media|static|desk|search)[^"#?]*)"')


class Week:
    """The newspaper of the week, who sits at its desk, and the agency that sends to it."""

    def __init__(self, folder: Path, chromium: Any, agency: Outside) -> None:
        self.folder, self.chromium, self.agency = folder, chromium, agency
        self.backups = folder.with_name("cadangan")
        self.desks: dict[str, Any] = {}
        self.up = self.started()

    def started(self) -> Running:
        return Running(self.folder, REDAKSI_FETCH_ALLOW_HOSTS=self.agency.host)

    def shell(self, *words: str | Path, given: str = "") -> str:
        """What a command answered; it must have done what it was asked."""
        done = redaksi(*words, "--dir", self.folder, given=given,
                       REDAKSI_FETCH_ALLOW_HOSTS=self.agency.host)  # fmt: skip
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def put(self, *flags: str, **story: Any) -> dict[str, Any]:
        """One story over the shell."""
        place = self.folder / "naskah.json"
        place.write_text(json.dumps(story))
        answer: dict[str, Any] = json.loads(self.shell("story", "put", place, *flags))
        return answer

    def at(self, name: str) -> Any:
        """The window in which *name* has signed in at the desk."""
        if name not in self.desks:
            page = self.chromium.new_context(base_url=self.up.address).new_page()
            page.set_default_timeout(20_000)
            page.goto("/desk/login/")
            page.fill("[name=username]", name)
            page.fill("[name=password]", PASSWORD)
            page.click(".login-form [type=submit]")
            page.wait_for_url("**/desk/")
            self.desks[name] = page
        return self.desks[name]

    def read(self, path: str) -> str:
        """A page as a reader gets it."""
        answer = self.up.get(path)
        assert answer.status == 200, (path, answer.status)
        return answer.body.decode()

    def kinds(self) -> list[str]:
        """What was done, by the rows of the log that somebody did."""
        rows = self.shell("log", "tail", "-n", "400").splitlines()
        return [row.split()[2] for row in rows]

    def pages(self) -> dict[str, tuple[int, bytes]]:
        """Every page that readers can come to from the front, without what passes."""
        found: dict[str, tuple[int, bytes]] = {}
        ahead = {"/", "/latest/", "/corrections/", "/feed/rss.xml", "/news-sitemap.xml"}
        while ahead - set(found):
            path = sorted(ahead - set(found))[0]
            answer = self.up.get(path, Host="localhost")  # the port is another one each time
            found[path] = answer.status, PASSING.sub(b"", answer.body)
            ahead |= set(PAGE.findall(answer.body.decode("utf-8", "replace")))
        return found


@pytest.fixture
def week(tmp_path: Path, chromium: Any) -> Iterator[Week]:
    """Sunday evening: the folder of an earlier version, opened by this one."""
    folder = tmp_path / "kabar"
    with tarfile.open(PACKED) as packed:
        packed.extractall(folder, filter="data")
    with outside() as agency:
        made = Week(folder, chromium, agency)
        try:
            yield made
        finally:
            for page in made.desks.values():
                page.context.close()
            if made.up.process.poll() is None:
                made.up.stop()


def test_a_week(week: Week) -> None:
    upgraded(week)
    monday_people_and_archive(week)
    tuesday_wires(week)
    wednesday_drafts_and_embargo(week)
    thursday_breaking_and_correction(week)
    friday_reply_and_withdrawal(week)
    weekend_lost_and_restored(week)


def upgraded(week: Week) -> None:
    assert "Perahu pagi kembali ke Talang" in week.read("/")
    (backup,) = (week.folder / "backups").iterdir()
    assert (backup / "redaksi.sqlite3").is_file() or list(backup.rglob("*.sqlite3"))


def monday_people_and_archive(week: Week) -> None:
    """The administrator invites two; the old site comes in and its links lead on."""
    week.shell("user", "password", "ratna", "--password-stdin", given=PASSWORD + "\n")
    for name, first, role in (("mira", "Mira", "editor"), ("damar", "Damar", "reporter")):
        invited(week.at("ratna"), name, first, role)
    archive = week.folder / "lama.xml"
    archive.write_text(HEAD + post(7, "Kabar dari situs lama") + "</channel></rss>")
    week.shell("import", "wordpress", archive, "--no-fetch")
    moved = week.up.get("/2020/08/17/berita-7/")
    assert moved.status == 301
    assert "Kabar dari situs lama" in week.read(moved.headers["location"])
    assert "Kabar dari situs lama" in week.read("/archive/2020/08/")


def invited(page: Any, name: str, first: str, role: str) -> None:
    page.goto("/desk/users/new/")
    said = {"username": name, "email": f"{name}@uji.example", "first_name": first,
            "last_name": "Uji", "password1": PASSWORD, "password2": PASSWORD}  # fmt: skip
    for field, value in said.items():
        page.fill(f"[name={field}]", value)
    page.locator("[role=tab]").nth(1).click()
    page.get_by_label({"editor": "Editors", "reporter": "Reporters"}[role], exact=True).check()
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/users/")


def tuesday_wires(week: Week) -> None:
    """Five days of an agency, each day's feed with yesterday's in it: nothing comes twice."""
    address = week.agency.says("/feed", feed(entry(1)))
    week.shell("wire", "add", "Lintang", address, "--credit", "Lintang", "--every", "1440")
    for day in range(1, 6):
        week.agency.says("/feed", feed(*(entry(one) for one in range(1, day + 1))))
        week.shell("wire", "poll", "Lintang")
    page = week.at("mira")
    page.goto("/desk/wire/")
    assert page.locator("[data-items] [data-item]").count() == 5
    page.click("[data-items] a:text-is('Kabar ke-5')")
    page.wait_for_selector(".desk-wire__pane h2:text-is('Kabar ke-5')")
    page.keyboard.press("t")
    page.wait_for_url("**/desk/stories/edit/**")
    page.select_option("[name=section]", label="Nusantara")
    published(page)
    shown = week.read("/latest/")
    assert "Kabar ke-5" in shown and "Kabar ke-4" not in shown
    story = week.read(re.search(r'href="(/read/[^"]*kabar-ke-5[^"]*)"', shown)[1])  # type: ignore[index]
    assert "Lintang" in story and "https://lintang.example/5" in story


def published(page: Any) -> None:
    page.wait_for_selector("#desk-checks [data-desk-musts='0']")
    more = page.locator("[name=action-publish]")
    if not more.is_visible():
        page.locator("footer .w-dropdown__toggle").first.click()
    more.click()
    page.wait_for_url("**/desk/stories/")


def wednesday_drafts_and_embargo(week: Week) -> None:
    """A reporter writes and hands over, the editor publishes; an embargo holds to its second."""
    reporter = week.at("damar")
    reporter.goto("/desk/stories/add/")
    reporter.fill("[name=headline]", "Dermaga timur dibuka lagi")
    reporter.select_option("[name=section]", label="Nusantara")
    reporter.click(".c-sf-add-button")
    reporter.locator("[role=option]").first.click()
    reporter.click(".public-DraftEditor-content")
    reporter.keyboard.type("Kapal merapat sejak pagi di dermaga timur.")
    reporter.wait_for_selector("#desk-checks [data-desk-musts='0']")
    reporter.click(".action-save")
    reporter.wait_for_url(re.compile(r"/desk/stories/edit/\d+/"))
    number = reporter.url.rstrip("/").split("/")[-1]
    handed_over(reporter, number, to="Mira Uji")
    assert "Dermaga timur" not in week.read("/latest/")
    editor = week.at("mira")
    editor.goto("/desk/board/")
    assert "Sudah tenggat, tolong" in editor.content()
    editor.goto(f"/desk/stories/edit/{number}/")
    published(editor)
    assert "Dermaga timur dibuka lagi" in week.read("/") and week.read("/nusantara/")
    embargoed(week)


def handed_over(page: Any, number: str, *, to: str) -> None:
    page.goto(f"/desk/stories/{number}/work/")
    page.select_option("[name=holder]", label=to)
    page.fill("[name=note]", "Sudah tenggat, tolong lihat paragraf kedua.")
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/board/")


def embargoed(week: Week) -> None:
    until = (datetime.now(UTC) + timedelta(seconds=14)).isoformat()
    body = [{"type": "paragraph", "html": "Angka baru keluar pada waktunya."}]
    text = {"headline": "Angka inflasi yang diembargo", "section": "Nusantara", "body": body}
    made = week.put("--create", **text, embargo=until)
    early = week.folder / "dini.json"
    early.write_text(json.dumps({"id": made["id"]}))
    refused = redaksi("story", "put", early, "--publish", "--dir", week.folder)
    assert "embargo" in refused.stdout.lower()
    week.put("--publish", id=made["id"], published=until)
    assert week.up.get(f"/read/{made['id']}").status == 404
    assert "diembargo" not in week.read("/latest/") + week.read("/feed/rss.xml")
    wait_for(lambda: "Angka inflasi yang diembargo" in week.read("/latest/"), 40)
    assert datetime.now(UTC) >= datetime.fromisoformat(until)


def thursday_breaking_and_correction(week: Week) -> None:
    """The bar is on every page and gone with one press; a correction stands under the headline."""
    page = week.at("mira")
    page.goto("/desk/breaking/")
    page.fill("main [name=text]", "Gempa terasa di Tanjung")
    page.click("form[action$='announce/'] button[type=submit]")
    page.wait_for_selector(".desk-bar__text")
    story = week.put("--create", "--publish", headline="Pasar pagi pindah", section="Nusantara",
                     body=[{"type": "paragraph", "html": "Pasar punya 21 lapak."}])  # fmt: skip
    for path in ("/", "/nusantara/", "/latest/", story["url"]):
        assert "Gempa terasa di Tanjung" in week.read(path), path
    page.click("form[action$='/undo/'] button, form[action$='/end/'] button >> nth=0")
    page.wait_for_selector(".desk-bar", state="detached")
    assert "Gempa" not in week.read("/") + week.read(story["url"])
    note = {"kind": "significant", "note": "Lapaknya 12, bukan 21."}
    week.put(id=story["id"], correct=note,
             body=[{"type": "paragraph", "html": "Pasar punya 12 lapak."}])  # fmt: skip
    text = week.read(story["url"])
    assert "Lapaknya 12, bukan 21." in text and "punya 21" not in text
    assert "Lapaknya 12, bukan 21." in week.read("/corrections/")


def friday_reply_and_withdrawal(week: Week) -> None:
    """Who was written about answers, and both lead to each other; then a story is withdrawn."""
    body = [{"type": "paragraph", "html": "Kami tidak pernah menutup dermaga."}]
    asked = week.put("--create", "--publish", headline="Pengelola menutup dermaga",
                     section="Nusantara", body=body)  # fmt: skip
    answer = week.put("--create", "--publish", headline="Hak jawab pengelola dermaga",
                      section="Nusantara", reply_to=asked["id"], reply_by="Pengelola Dermaga",
                      body=body)  # fmt: skip
    assert answer["url"] in week.read(asked["url"]) and asked["url"] in week.read(answer["url"])
    page = week.at("mira")
    page.goto(f"/desk/stories/withdraw/{asked['id']}/")
    page.check("[name=ground][value=untrue]")
    page.fill("[name=reason]", "Dermaga tidak pernah ditutup.")
    page.click("button.serious")
    page.wait_for_url("**/desk/stories/")
    gone = week.up.get(asked["url"])
    assert gone.status == 410 and "Dermaga tidak pernah ditutup." in gone.body.decode()
    assert asked["url"] not in week.read("/latest/") + week.read("/") + week.read(answer["url"])


def weekend_lost_and_restored(week: Week) -> None:
    """The machine is lost with everything in it; of Saturday's backup comes the same newspaper."""
    week.shell("backup", "--to", week.backups)
    head = re.search(r"\d+:[0-9a-f]{16,}", week.shell("log", "verify"))
    before, kinds = week.pages(), week.kinds()
    assert head and len(before) > 25
    acts = {"imported", "published", "announced", "corrected", "withdrawn", "created"}
    assert acts - set(kinds) == set()
    lost(week)
    done = redaksi("restore", week.backups, "--dir", week.folder)
    assert done.returncode == 0, done.stderr
    week.up = week.started()
    after = week.pages()
    assert {path for path in before if after.get(path) != before[path]} == set()
    assert week.shell("log", "verify", "--head", head[0])
    assert week.kinds()[: len(kinds)] == kinds
    week.desks.clear()
    assert "Pasar pagi pindah" in week.at("damar").request.get("/desk/stories/").text()


def lost(week: Week) -> None:
    """No process gets to say goodbye, and the folder is gone."""
    family = [week.up.process.pid, *week.up.family()]
    for pid in family:
        os.kill(pid, signal.SIGKILL)
    week.up.process.wait(20)
    wait_for(lambda: not any(alive(pid) for pid in family), 20)
    for page in week.desks.values():
        page.context.close()
    shutil.rmtree(week.folder)
