"""wrk: as many requests as a server answers, its latencies, and what they cost the server."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from parts import processes

HEADERS = ["-H", "Host: localhost", "-H", "Accept-Encoding: gzip"]
MANY = """
local paths = {}
for line in io.lines("@PATHS@") do paths[#paths + 1] = line end
local made = {}
function init(args)
  math.randomseed(os.time())
  for n, path in ipairs(paths) do made[n] = wrk.format("GET", path) end
end
function request() return made[math.random(#made)] end
"""
_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of wrk: requests a second, latencies in ms, errors, and µs of processor each."""

    rate: float
    p50: float
    p99: float
    errors: int
    each: float


def run(
    wrk: str, port: int, paths: Sequence[str], seconds: int, pids: Callable[[], list[int]],
    *, connections: int = 32, threads: int = 2, script: Path | None = None,
) -> Run:  # fmt: skip
    """Load 127.0.0.1:*port* with GETs of *paths* (by chance when there are more than one), or with
    what *script* (Lua) makes."""
    with tempfile.TemporaryDirectory(prefix="redaksi-wrk-") as scratch:
        words = [wrk, f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--latency", *HEADERS]
        words += ["-s", str(script)] if script else many(Path(scratch), paths)
        watched = pids()
        before = processes.worked(watched)
        said = subprocess.run(
            [*words, f"http://127.0.0.1:{port}{paths[0]}"], check=True, capture_output=True,
            text=True, timeout=seconds + 30,
        ).stdout  # fmt: skip
        return _read(said, processes.worked(watched) - before)


def many(scratch: Path, paths: Sequence[str]) -> list[str]:
    """The words that let wrk ask for one of *paths* by chance; none for a single one."""
    if len(paths) == 1:
        return []
    (scratch / "paths").write_text("\n".join(paths) + "\n")
    made = scratch / "many.lua"
    made.write_text(MANY.replace("@PATHS@", str(scratch / "paths")))
    return ["-s", str(made)]


def _read(said: str, worked: float) -> Run:
    requests = int(re.search(r"(\d+) requests in", said).group(1))  # type: ignore[union-attr]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1))  # type: ignore[union-attr]
    errors = sum(int(one) for one in re.findall(r"(?:connect|read|write|timeout) (\d+)", said))
    errors += sum(int(one) for one in re.findall(r"Non-2xx or 3xx responses: (\d+)", said))
    return Run(
        rate=rate, p50=_latency(said, 50), p99=_latency(said, 99), errors=errors,
        each=worked / max(requests, 1) * 1e6,
    )  # fmt: skip


def _latency(said: str, per_cent: int) -> float:
    number, unit = re.search(rf"{per_cent}%\s+([\d.]+)(us|ms|s|m)\b", said).groups()  # type: ignore[union-attr]
    return float(number) * _UNITS[unit]
