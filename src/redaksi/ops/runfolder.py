"""The run folder: where a newspaper that is up keeps its sockets. Short, private, one at a time.

The system refuses a socket whose path is over 107 bytes, so sockets cannot stand in a newspaper's
own folder, however deep that is. They stand in systemd's runtime folder, the user's own, or /tmp,
and ``data/edge/run`` points there, for programs of another environment. Whoever is up holds the
folder's lock, which ends with the process, and keeps systemd-tmpfiles from clearing it.
"""

from __future__ import annotations

import fcntl
import os
import stat
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from redaksi.ops.asks import is_open

LONGEST = 107
#: Room for the longest name of a socket (a led connection's), a slash before it.
NAMES = 60


class NoRunFolder(Exception):
    """The run folder cannot be used; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class RunFolder:
    """The sockets of one newspaper that is up."""

    path: Path

    @property
    def application(self) -> Path:
        """What the edge connects to: a link to the socket of the newest application."""
        return self.path / "app.sock"

    @property
    def supervisor(self) -> Path:
        """Where the supervisor hears commands."""
        return self.path / "up.sock"

    def application_of(self, number: int) -> Path:
        """The socket of the application that was started as the *number*-th."""
        return self.path / f"app-{number}.sock"

    def edge_of(self, pid: int) -> Path:
        """The control socket of the edge worker *pid*."""
        return self.path / f"edge-{pid}.sock"

    def edges(self) -> list[Path]:
        """The control sockets of edge workers, oldest first."""
        return sorted(self.path.glob("edge-*.sock"))

    def is_up(self) -> bool:
        """Whether a supervisor hears orders here."""
        return is_open(self.supervisor)

    def switch(self, number: int) -> None:
        """Lead the edge to the application *number*, in one step."""
        made = self.path / "app.new"
        made.unlink(missing_ok=True)
        made.symlink_to(self.application_of(number).name)
        made.replace(self.application)

    def live(self) -> None:
        """Give everything here the time of now: what is old in /tmp is cleared away."""
        for one in self.path.iterdir():
            os.utime(one, follow_symlinks=False)

    def clear(self) -> None:
        """Remove every socket, and all else that processes left which were killed."""
        for one in self.path.iterdir():
            one.unlink(missing_ok=True)


def place(newspaper: Path, environ: Mapping[str, str], uid: int) -> Path:
    """Where the run folder of the folder *newspaper* stands for the user *uid*."""
    name = f"redaksi-{zlib.crc32(os.fsencode(newspaper.resolve())):08x}-{uid}"
    for variable in ("RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR"):
        above = Path(environ.get(variable, "").partition(":")[0])
        if above.is_absolute() and _is_ours(above, uid) and _fits(above / name):
            return above / name
    return Path("/tmp") / name  # noqa: S108 (claim() looks whose it is)


def claim(newspaper: Path, data: Path, environ: Mapping[str, str]) -> tuple[RunFolder, int]:
    """The run folder of *newspaper*, made and emptied, and the descriptor that holds its lock.

    Leaves a link to it in *data*. Raises NoRunFolder when it is another user's, or when the
    newspaper is up already.
    """
    uid = os.geteuid()
    found = RunFolder(path=place(newspaper, environ, uid))
    try:
        with suppress(FileExistsError):
            found.path.mkdir(mode=0o700)
        _refuse_strangers(found.path, uid)
        lock = _locked(found.path, newspaper)
        found.clear()
        _point(data / "edge" / "run", found.path)
    except OSError as error:
        raise NoRunFolder(f"{found.path} cannot be used: {error.strerror}.") from error
    return found, lock


def find(data: Path) -> RunFolder | None:
    """The run folder of the newspaper whose data stand in *data*; None when it never was up."""
    pointer = data / "edge" / "run"
    try:
        path = pointer.readlink()
        owner = path.lstat().st_uid
    except OSError:
        return None
    trusted = owner in (os.geteuid(), pointer.lstat().st_uid)
    return RunFolder(path=path) if trusted and path.is_dir() else None


def _refuse_strangers(path: Path, uid: int) -> None:
    seen = path.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != uid:
        raise NoRunFolder(
            f"{path}, where this newspaper's sockets would stand, belongs to the user "
            f"{seen.st_uid} or is no folder; remove it, or set XDG_RUNTIME_DIR to a folder of "
            "your own."
        )
    if stat.S_IMODE(seen.st_mode) != 0o700:
        path.chmod(0o700)


def _locked(path: Path, newspaper: Path) -> int:
    lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise NoRunFolder(
            f"The newspaper in {newspaper} is up already; `redaksi reload` brings new code and "
            "settings in, Ctrl-C or SIGTERM where it runs stops it."
        ) from None
    return lock


def _point(pointer: Path, path: Path) -> None:
    pointer.parent.mkdir(parents=True, exist_ok=True)
    made = pointer.with_name(f"run.{os.getpid()}")
    made.unlink(missing_ok=True)
    made.symlink_to(path)
    made.replace(pointer)


def _is_ours(path: Path, uid: int) -> bool:
    try:
        return path.stat().st_uid == uid and os.access(path, os.W_OK | os.X_OK)
    except OSError:
        return False


def _fits(path: Path) -> bool:
    return len(os.fsencode(path)) + NAMES <= LONGEST
