"""Beacons: how many one worker of the edge answers in a second, and what each costs.

The rate depends on who else uses the machine; judged is what a whole processor would answer.

    python bench/popular.py [SECONDS]    (5 by default, three runs)

A small newspaper is up with one worker. wrk, 2 threads and 32 connections, posts beacons of 50
stories by 1,000 browsers, so that most are reloads, as in a flood. Needs wrk
(`deploy/setup.sh bench`).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from parts import load, newspaper, programs
from parts.verdicts import Verdicts, machine

RATE = 5_000
ROUNDS = 3
SCRIPT = """
local made = {}
function init(args)
  for n = 1, 1000 do
    local agent = "Mozilla/5.0 (Linux; Android " .. n .. "; K) Chrome/120.0 Mobile Safari/537.36"
    local headers = {["Host"] = "localhost", ["User-Agent"] = agent}
    made[n] = wrk.format("POST", "/_b", headers, tostring(1 + n % 50))
  end
end
function request() return made[math.random(#made)] end
"""


def main() -> int:
    """Measure; 1 when too few are answered."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    wrk = programs.find("wrk")["wrk"]
    told = Verdicts()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="redaksi-bench-") as scratch:
        folder = Path(scratch) / "paper"
        newspaper.make(folder, "[server]\nedge_workers = 1\n")
        script = Path(scratch) / "beacons.lua"
        script.write_text(SCRIPT)
        with newspaper.up(folder) as paper:
            beacons(told, wrk, paper, script, seconds)
    return min(told.missed, 1)


def beacons(
    told: Verdicts, wrk: str, paper: newspaper.Newspaper, script: Path, seconds: int
) -> None:
    """Post them."""
    edge = paper.by_role()["edge"]
    runs = [
        load.run(wrk, paper.port, ["/_b"], seconds, lambda: edge, script=script)
        for _ in range(ROUNDS)
    ]
    each = statistics.median(run.each for run in runs)
    told.told("beacons/s on one worker", f"{statistics.median(run.rate for run in runs):,.0f}")
    told.told("processor time each", f"{each:.1f} µs")
    told.at_least("beacons in a second of one processor", 1e6 / each, RATE)
    told.told("p99", f"{statistics.median(run.p99 for run in runs):.1f} ms")
    told.at_most("errors", sum(run.errors for run in runs), 0)


if __name__ == "__main__":
    sys.exit(main())
