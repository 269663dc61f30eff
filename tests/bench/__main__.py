"""Run every benchmark, each in a process of its own; exit with 1 when a goal is missed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main(wanted: list[str]) -> int:
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    missed = []
    for name in names:
        if wanted and not any(word in name for word in wanted):
            continue
        sys.stdout.write(f"-- {name}\n")
        sys.stdout.flush()
        if subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode:
            missed.append(name)
    if missed:
        sys.stdout.write(f"goals missed: {', '.join(missed)}\n")
    return int(bool(missed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
