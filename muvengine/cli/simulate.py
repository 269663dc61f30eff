"""What a rulebook would have paid for the trips of a period."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

import click

FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY: Final = click.DateTime(formats=["%Y-%m-%d"])
WORDS: Final = """With --json, muv.rehearsal/v1: "rulebook", "version", "sha256" of FILE, "base"
(null: what was paid), "from", "to", "total", "statuses", "rules" by name, "mode", "quarter",
"group" and "assisted" ("rows" by key, "others" for rows under "people_min" people),
"trips_without_quarter", "bands" of people by percent ("people" null: fewer than "people_min"),
"percent" (lowest, middle, highest), "losses" and "gains" (single trips, without number or day),
"never_applied", "ceilings" (times reached), "season" (null without one), "sheets", and of these
"unlike": not the same as they were.  Sums have "base" (as it was), "candidate" (rehearsed) and
"change", in points of "cents_per_point"."""


@click.command(epilog=WORDS)
@click.argument("file", type=FILE)
@click.option(
    "--base", type=int, help="A published version's number; what was paid when not given."
)
@click.option("--from", "first", type=DAY, help="The first local day; 30 days ago when not given.")
@click.option("--to", "last", type=DAY, help="The last local day; today when not given.")
@click.option("--processes", type=click.IntRange(1, 64), help="As many as there are cores.")
@click.option("--json", "as_json", is_flag=True, help="For programs; its words are named below.")
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
    from muvengine.cli.rehearsal_text import as_text
    from muvengine.cli.rehearsed import rehearsed
    from muvengine.cli.town import open_town
    from muvengine.core.rules.rehearsal_kept import DAYS_BACK, Wanted
    from muvengine.formats.rehearsal_files import About, rehearsal_object
    from muvengine.reads.programme import programme
    from muvengine.reads.rehearsal import season_left, version_id

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
    about = About(sha256(source).hexdigest(), base, wanted.first, wanted.last, left)
    if as_json:
        click.echo(json.dumps(rehearsal_object(report, book, about), indent=1))
        return
    click.echo(as_text(report, book, about))
