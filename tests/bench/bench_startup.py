"""P8: how long until the command line answers, and until the application is ready?

Whole processes, CPU time of the children, the two sides in turn; the least of each counts,
since whatever else the machine does only adds.  Baselines: importing flask and sqlmodel;
and importing what the application cannot avoid, its tables mapped.  Bytecode is kept for both,
as where the package is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 9
HELP_RATIO_MAX = 0.35
READY_RATIO_MAX = 1.3

HELP = ("-m", "muvengine", "--help")
FRAMEWORKS = ("-c", "import flask, sqlmodel")
UNAVOIDABLE = (
    "-c",
    (
        "import flask, sqlmodel, numpy, marshmallow, flask_smorest;"
        "import flask_login, flask_wtf, flask_babel;"
        "import muvengine.store.tables;"
        "from sqlalchemy.orm import configure_mappers; configure_mappers()"
    ),
)
READY = (
    "-c",
    (
        "from muvengine.app import create_app;"
        "from muvengine.bootstrap import wire;"
        "from muvengine.settings import Settings;"
        "create_app(wire(Settings(secret_key='s' * 32, database_url='sqlite:///{folder}/muv.db')))"
    ),
)


def main() -> int:
    """Print both ratios; 1 when a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        ready = tuple(part.replace("{folder}", folder) for part in READY)
        answered = _ratio("muvengine --help", HELP, "import flask, sqlmodel", FRAMEWORKS)
        started = _ratio("application ready", ready, "what it cannot avoid", UNAVOIDABLE)
    print(f"P8 --help {answered:.2f} (at most {HELP_RATIO_MAX}), ", end="")
    print(f"ready {started:.2f} (at most {READY_RATIO_MAX})")
    return int(answered > HELP_RATIO_MAX or started > READY_RATIO_MAX)


def _ratio(
    name: str, ours: tuple[str, ...], baseline_name: str, baseline: tuple[str, ...]
) -> float:
    _cpu_s(ours)
    _cpu_s(baseline)
    pairs = [(_cpu_s(ours), _cpu_s(baseline)) for _ in range(ROUNDS)]
    our_ms = 1_000 * min(pair[0] for pair in pairs)
    their_ms = 1_000 * min(pair[1] for pair in pairs)
    print(f"P8 {name} {our_ms:.0f} ms CPU, {baseline_name} {their_ms:.0f} ms CPU")
    return our_ms / their_ms


def _cpu_s(arguments: tuple[str, ...]) -> float:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    before = os.times()
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        env=environment,
        cwd=Path(__file__).parent.parent.parent,
    )
    after = os.times()
    spent_user_s = after.children_user - before.children_user
    return spent_user_s + after.children_system - before.children_system


if __name__ == "__main__":
    raise SystemExit(main())
