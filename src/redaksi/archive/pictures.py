"""Files of an import into photos, each once; what cannot be had is said once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.text import get_valid_filename

from redaksi.archive import addresses, known, uploads
from redaksi.archive.bodies import Want
from redaksi.archive.book import Book
from redaksi.archive.models import ImportedItem
from redaksi.archive.report import Entry, Ledger, Outcome
from redaksi.archive.uploads import Fetch, NoFile
from redaksi.photos import actions as photos
from redaksi.photos.refusals import PhotoRefused
from redaksi.press import acts
from redaksi.sections import oldpaths

NOWHERE = "its file is neither in the media folder nor fetched"


class Pictures:
    """Takes in the files of one site as they are asked for."""

    def __init__(
        self,
        site: str,
        ledger: Ledger,
        *,
        media: Path | None,
        fetch: Fetch | None,
        actor: str,
        now: datetime,
    ) -> None:
        self.site, self.ledger, self.actor, self.now = site, ledger, actor, now
        self.media, self.fetch = media, fetch
        self.book = Book()
        self.tried: set[int] = set()

    def rows(self, wants: Iterable[Want]) -> dict[Want, ImportedItem]:
        """The archive's row of each wanted photo; a picture known by its address gets one."""
        wanted = list(wants)
        numbers = {str(want.attachment) for want in wanted if want.attachment is not None}
        by_number = known.of(self.site, "attachment", numbers)
        loose = [want for want in wanted if str(want.attachment) not in by_number and want.url]
        places = {place for want in loose for place in _places(want.url)}
        by_place = known.at_places(self.site, places)
        found = {}
        for want in wanted:
            row = by_number.get(str(want.attachment)) or _at(by_place, want.url)
            if row is None and want.url and addresses.place_of(want.url):
                row = self._loose(want)
                by_place[row.place] = row
            if row is not None:
                found[want] = row
        return found

    def photo(self, row: ImportedItem) -> int | None:
        """The photo of a row, taken in now if it has not been tried in this run."""
        if row.ref.startswith("photo:") and not row.data.get("changed"):
            return row.pk_here
        if row.pk not in self.tried:
            self.tried.add(row.pk)
            self._take(row)
        else:
            row.refresh_from_db()
        return row.pk_here if row.ref.startswith("photo:") else None

    def _loose(self, want: Want) -> ImportedItem:
        place = addresses.place_of(want.url)
        row = known.row(
            self.site, "image", place, self.now, place=place,
            data={"url": want.url, "alt": want.alt, "caption": want.caption},
        )  # fmt: skip
        row.save()
        return row

    def _take(self, row: ImportedItem) -> None:
        """Take the file in and write down how it went; the reason is reported once."""
        try:
            ending = uploads.suffix(row.data.get("file") or row.data.get("url", ""))
            if ending in uploads.FILES:
                self._file(row)
            else:
                self._photo(row)
            self._say("imported", row)
        except NoFile as wrong:
            row.data["failed"] = str(wrong)
            self._say("skipped", row, str(wrong))
        except PhotoRefused as wrong:
            row.waiting, row.data["failed"] = False, wrong.says
            self._say("refused", row, wrong.says)
        row.save()

    def _photo(self, row: ImportedItem) -> None:
        told = row.data
        name = PurePosixPath(told.get("file") or told.get("url", "")).name or "photo"
        said = {
            "title": told.get("title", "")[:255],
            "caption": told.get("caption", ""),
            "description": told.get("alt", "")[:255],
            "credit": told.get("credit", "")[:300],
        }
        photo = photos.receive(
            self._bytes(row), name=name, by=self.actor, overrides=said, crop=False
        )
        if not photo.credit and told.get("credit_in_file"):
            photo.credit = told["credit_in_file"][:300]
            photo.save()
        self._done(row, photo.subject, photo.file.url)

    def _file(self, row: ImportedItem) -> None:
        """A document, sound or film: kept as it is, in a folder of its own."""
        parts = [get_valid_filename(part) for part in row.place.split("/") if part.strip(". ")]
        name = "/".join(["files", *parts])
        path = self._path(row)
        if path:
            with path.open("rb") as stream:
                kept = default_storage.save(name, File(stream))
        else:
            kept = default_storage.save(name, ContentFile(self._fetched(row)))
        self._done(row, "", default_storage.url(kept))

    def _done(self, row: ImportedItem, ref: str, address: str) -> None:
        row.ref, row.waiting = ref, False
        row.data = {key: row.data[key] for key in row.data if key not in ("failed", "changed")}
        row.data["address"] = address
        book = Book()
        book.keep(row.data.get("keys", ()), address)
        book.keep(map(oldpaths.key, _paths(row)), address)
        with acts.gathering(actor=self.actor), acts.act("imported", ref or f"file:{row.pk}"):
            book.write()

    def _bytes(self, row: ImportedItem) -> bytes:
        path = self._path(row)
        if path is None:
            return self._fetched(row)
        if path.stat().st_size > uploads.LARGEST:
            raise NoFile(f"{path} has {path.stat().st_size} bytes; the most is {uploads.LARGEST}")
        return path.read_bytes()

    def _path(self, row: ImportedItem) -> Path | None:
        if self.media is None:
            return None
        return uploads.local(self.media, uploads.names_of(row.data, row.place))

    def _fetched(self, row: ImportedItem) -> bytes:
        url = row.data.get("url", "")
        if self.fetch is None or not url.startswith(("http://", "https://")):
            raise NoFile(NOWHERE)
        if row.kind == "image" and not self._is_own(url):
            raise NoFile("a picture of another site: it stays a link")
        return self.fetch(url)

    def _is_own(self, url: str) -> bool:
        host = addresses.host_of(url)
        own = self.site.partition("/")[0]
        return addresses.UPLOADS in url or host == own or host.endswith(f".{own}")

    def _say(self, outcome: Outcome, row: ImportedItem, reason: str = "") -> None:
        title = row.data.get("title") or row.data.get("file") or row.data.get("url", "")
        self.ledger.put(
            Entry(
                outcome=outcome,
                kind=row.kind,
                title=title,
                reason=reason,
                number=row.remote[:60],
                line=row.data.get("line", 0),
            )  # fmt: skip
        )


def _paths(row: ImportedItem) -> tuple[str, ...]:
    return addresses.of_file(row.data.get("url", ""), row.data.get("file", ""))


def _places(url: str) -> Iterator[str]:
    """The place of an address, and without the size WordPress put into the name."""
    place = addresses.place_of(url)
    if place:
        yield place
        yield from (old.key.removeprefix("/") for old in oldpaths.candidates(f"/{place}", {}))


def _at(by_place: dict[str, ImportedItem], url: str) -> ImportedItem | None:
    return next((by_place[place] for place in _places(url) if place in by_place), None)
