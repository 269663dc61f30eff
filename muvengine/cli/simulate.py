"""What a rulebook would have paid for the trips of a period."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from muvengine.bootstrap import Wiring
    from muvengine.core.rules.rehearsal_report import Report
    from muvengine.reads.rehearsal import Group, Played, Wanted

FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY: Final = click.DateTime(formats=["%Y-%m-%d"])
DAYS_BACK: Final = 30
# Small enough that no process waits long for the last one.
PARTS_A_PROCESS: Final = 4


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--base", type=int, help="A published version's number; what was paid when not given."
)
@click.option("--from", "first", type=DAY, help="The first local day; 30 days ago when not given.")
@click.option("--to", "last", type=DAY, help="The last local day; today when not given.")
@click.option("--processes", type=click.IntRange(1, 64), help="As many as there are cores.")
@click.option(
    "--json", "as_json", is_flag=True, help="Everything, for programs (muv.rehearsal/v1)."
)
def simulate(
    file: Path,
    base: int | None,
    first: datetime | None,
    last: datetime | None,
    processes: int | None,
    *,
    as_json: bool,
) -> None:
    """Say what FILE would have paid for the trips of a period; nothing is changed.

    The same evaluation as for a trip that comes in, on the facts that were kept.
    """
    from muvengine.cli.problems import usable
    from muvengine.cli.rehearsal_text import as_object, as_text
    from muvengine.cli.town import open_town
    from muvengine.reads.programme import programme
    from muvengine.reads.rehearsal import Wanted, season_left, version_id

    wiring = open_town()
    source, book = usable(file)
    today = wiring.now().astimezone(programme(wiring.open_reading).zone).date()
    ends = last.date() if last else today
    wanted = Wanted(
        source,
        first.date() if first else ends - timedelta(days=DAYS_BACK),
        ends,
        None if base is None else version_id(wiring.open_reading, book.name, base),
    )
    report = rehearsed(wiring, wanted, processes or len(os.sched_getaffinity(0)))
    left = season_left(wiring.open_reading, wanted)
    if as_json:
        click.echo(json.dumps(as_object(report, book, _period(wanted), left), indent=1))
        return
    click.echo(as_text(report, book, _period(wanted), left))


def rehearsed(wiring: Wiring, wanted: Wanted, processes: int) -> Report:
    """Play all parts in so many processes, and add them up."""
    from muvengine.reads.rehearsal import added_up, plan

    parts = plan(wiring.open_reading, wanted, processes * PARTS_A_PROCESS if processes > 1 else 1)
    report = added_up(wiring.open_reading, wanted, _played(wiring, wanted, parts, processes))
    if report is None:
        whole = plan(wiring.open_reading, wanted, 1)
        report = added_up(wiring.open_reading, wanted, _played(wiring, wanted, whole, 1))
    assert report is not None, "one part knows about every ceiling"
    return report


def _played(
    wiring: Wiring, wanted: Wanted, parts: Sequence[list[Group]], processes: int
) -> list[Played]:
    from muvengine.reads.rehearsal import play

    if processes == 1 or len(parts) <= 1:
        return [play(wiring.open_reading, wanted, part) for part in parts]
    # A forked process would share our connections to the database.
    with ProcessPoolExecutor(min(processes, len(parts)), get_context("spawn")) as pool:
        return list(pool.map(partial(_play_there, wanted), parts))


def _play_there(wanted: Wanted, part: list[Group]) -> Played:
    """Play a part in a process of its own."""
    from muvengine.cli.town import open_town
    from muvengine.reads.rehearsal import play

    # Nothing that is read here refers to itself in a circle: looking for circles all the time
    # costs a fifth of the whole.
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    wiring = open_town()
    try:
        return play(wiring.open_reading, wanted, part)
    finally:
        wiring.engine.dispose()


def _period(wanted: Wanted) -> tuple[date, date]:
    return wanted.first, wanted.last
