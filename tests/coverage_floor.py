"""Fail when too little of the product was really run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ALL_PERCENT_MIN = 90
CORE_PERCENT_MIN = 97


def percent(files: dict[str, dict[str, dict[str, int]]], prefix: str) -> float:
    run = total = 0
    for name, file in files.items():
        if name.startswith(prefix):
            summary = file["summary"]
            run += summary["covered_lines"] + summary["covered_branches"]
            total += summary["num_statements"] + summary["num_branches"]
    return 100 * run / total


def main(path: str) -> int:
    files = json.loads(Path(path).read_text(encoding="utf-8"))["files"]
    floors = {"muvengine/": ALL_PERCENT_MIN, "muvengine/core/": CORE_PERCENT_MIN}
    reached = {prefix: percent(files, prefix) for prefix in floors}
    for prefix, floor in floors.items():
        sys.stdout.write(f"coverage {prefix} {reached[prefix]:.1f} % (at least {floor} %)\n")
    return int(any(reached[prefix] < floor for prefix, floor in floors.items()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
