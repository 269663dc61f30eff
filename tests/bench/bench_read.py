"""P1 in part: what reading, checking and cleaning an upload cost.

The baseline is ``gpxpy.parse`` of the same 1 000 fixes, timed in turn with ours, in a process
where lxml is kept away from it.  Run ``python -m tests.bench.bench_read``.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np

from muvengine.core.traces.check import check_recording
from muvengine.core.traces.clean import clean
from muvengine.core.traces.fingerprint import take_fingerprint
from muvengine.core.traces.fixes import Fixes
from muvengine.core.traces.signs import honesty_signs
from muvengine.formats.gpx.read import read_gpx
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trace_generator.drift import Receiver
from muvengine.formats.trace_generator.line import through_blocks
from muvengine.formats.trace_generator.ride import RideLeg, record

ROUNDS = 40
COLUMNS = ("t_s", "lat", "lon", "ele_m", "accuracy_m")
READ_RATIO_MAX = 0.5
ALL_RATIO_MAX = 0.7


def main() -> int:
    """Print the ratios and peaks; 1 when a goal is missed."""
    sys.modules["lxml"] = None  # type: ignore[assignment]  # as where it is not installed
    import gpxpy  # noqa: PLC0415  after lxml is gone

    data = write_gpx(made_ride(1_000), "ride").encode()
    text = data.decode()
    recording = check_recording(read_gpx(data), area=None, now=None)
    trace = clean(recording)
    steps: dict[str, Callable[[], object]] = {
        "gpxpy.parse": lambda: gpxpy.parse(text),
        "read_gpx": lambda: read_gpx(data),
        "check_recording": lambda: check_recording(recording, area=None, now=None),
        "clean": lambda: clean(recording),
        "honesty_signs": lambda: honesty_signs(trace, recording),
        "take_fingerprint": lambda: take_fingerprint(recording.fixes),
    }
    cost_ms = _in_turn_ms(steps)
    for name, cost in cost_ms.items():
        print(f"P1 {name:16} {cost:6.2f} ms CPU for 1 000 fixes, {len(data) / 1_000:.0f} kB")
    baseline_ms = cost_ms.pop("gpxpy.parse")
    read_ratio = cost_ms["read_gpx"] / baseline_ms
    all_ratio = sum(cost_ms.values()) / baseline_ms
    print(f"P1 reading {read_ratio:.2f} of gpxpy.parse (at most {READ_RATIO_MAX}), ", end="")
    print(f"all of these {all_ratio:.2f} (at most {ALL_RATIO_MAX})")
    kept = read_ratio <= READ_RATIO_MAX and all_ratio <= ALL_RATIO_MAX
    return 0 if kept else 1


def _in_turn_ms(steps: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Run all steps in turn, so that a busy moment hits all alike; give each one's median."""
    spent: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            begin = time.process_time()
            step()
            spent[name].append(time.process_time() - begin)
    return {name: 1_000 * statistics.median(times) for name, times in spent.items()}


def made_ride(count: int) -> Fixes:
    """Ride bicycles at one fix a second, one ride after the other until there are enough fixes."""
    way = RideLeg("bike", *through_blocks(43.622, 5.072, 43.660, 5.128))
    parts: list[Fixes] = []
    start, written = datetime(2026, 5, 4, 8, tzinfo=UTC), 0
    while written < count:
        made = record((way,), start, len(parts), Receiver(interval_s=1, lost_share=0.0))
        parts.append(made)
        start, written = start + timedelta(seconds=len(made)), written + len(made)
    columns = {name: np.concatenate([getattr(one, name) for one in parts]) for name in COLUMNS}
    return Fixes(**columns, piece=np.zeros(written, dtype=np.int32)).take(np.arange(count))


if __name__ == "__main__":
    raise SystemExit(main())
