"""P7: what is the most that reading one upload costs, in memory and in time of a processor?

Each file is read in a process of its own, which has read a good one before: counted is memory
at the peak over what the process held with the file in hand, and seconds of processor.  Files
in the form of the longest trip may cost what that trip costs; all others are bombs.
Run ``python -m tests.bench.bench_bombs [WORD...]``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from muvengine.core.errors import UploadRefused
from muvengine.formats.containers import open_upload
from muvengine.formats.gpx.limits import LIMITS
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.upload import read_upload
from tests.bench.bench_read import made_ride
from tests.formats.bombs import bombs, longest_trips

TRIP_PEAK_MAX_MB = 60
BOMB_PEAK_MAX_MB = 20
BOMB_CPU_MAX_S = 0.2
# A busy moment may make a process look slow, never quick.
TRIES = 3
ALONE = "--alone"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one file cost, and what became of it."""

    peak_mb: float
    cpu_s: float
    said: str


def main(wanted: list[str]) -> int:
    """Print each file's cost; 1 when a goal is missed."""
    trips = {
        "longest trip": lambda: write_gpx(made_ride(LIMITS.fixes_max), "long").encode(),
        **longest_trips(),
    }
    kept = [
        *(_kept(name, make, TRIP_PEAK_MAX_MB, None) for name, make in _chosen(trips, wanted)),
        *(
            _kept(name, make, BOMB_PEAK_MAX_MB, BOMB_CPU_MAX_S)
            for name, make in _chosen(bombs(), wanted)
        ),
    ]
    return 0 if all(kept) else 1


def _chosen(
    files: dict[str, Callable[[], bytes]], wanted: list[str]
) -> list[tuple[str, Callable[[], bytes]]]:
    return [one for one in files.items() if not wanted or any(word in one[0] for word in wanted)]


def _kept(
    name: str, make: Callable[[], bytes], peak_max_mb: float, cpu_max_s: float | None
) -> bool:
    """Measure one file, again when it looks too slow, and tell whether it kept its limits."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(make())
        file.flush()
        for _ in range(TRIES):
            cost = _measured(file.name)
            good = cost.peak_mb <= peak_max_mb and (cpu_max_s is None or cost.cpu_s <= cpu_max_s)
            if good:
                break
    limits = f"{peak_max_mb} MB" + (f", {cpu_max_s} s" if cpu_max_s else "")
    print(
        f"P7 {name}: {cost.peak_mb:.1f} MB, {cost.cpu_s:.3f} s, {cost.said}",
        "" if good else f" MISSED {limits}",
        flush=True,
    )
    return good


def _measured(file: str) -> Cost:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_bombs", ALONE, file],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return Cost(**json.loads(ran.stdout))


def _alone(file: Path) -> None:
    """Read one file in this process and print what it cost."""
    _read(write_gpx(made_ride(1_000), "ride").encode())
    data = file.read_bytes()
    Path("/proc/self/clear_refs").write_text("5", "utf-8")
    held_kb, begin = _highest_kb(), time.process_time()
    said = _read(data)
    cpu_s = time.process_time() - begin
    peak_mb = (_highest_kb() - held_kb) * 1_024 / 1e6
    print(json.dumps({"peak_mb": peak_mb, "cpu_s": cpu_s, "said": said}))


def _read(data: bytes) -> str:
    said = "nothing"
    try:
        for part in open_upload("upload", data):
            said = part.refusal.code if part.refusal else _fixes(part.data)
    except UploadRefused as refusal:
        said = refusal.code
    return said


def _fixes(data: bytes) -> str:
    return f"{len(read_upload(data).fixes)} fixes"


def _highest_kb() -> int:
    """Give the most memory held since ``clear_refs`` was written to."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    if sys.argv[1:2] == [ALONE]:
        _alone(Path(sys.argv[2]))
    else:
        raise SystemExit(main(sys.argv[1:]))
