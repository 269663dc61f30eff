"""The list of who was forgotten, which outlives the database: a number and a moment a line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from muvengine.bootstrap import Wiring
    from muvengine.core.people.forgotten import Forgotten
    from muvengine.settings import Settings


def write_list(wiring: Wiring, file: Path) -> int:
    """Write everybody who was forgotten; give how many."""
    from muvengine.reads.forgotten import forgotten

    people = forgotten(wiring.open_reading)
    half = file.with_name(f"{file.name}.part")
    half.write_text("".join(f"{one.person_id} {one.at.isoformat()}\n" for one in people))
    half.replace(file)
    return len(people)


def listed(file: Path) -> tuple[Forgotten, ...]:
    """Read the list; one sentence where a line is none of it."""
    from muvengine.core.people.forgotten import Forgotten

    found = []
    for number, line in enumerate(file.read_text().splitlines(), 1):
        try:
            person_id, at = line.split()
            found.append(Forgotten(int(person_id), datetime.fromisoformat(at)))
        except ValueError as error:
            message = f"{file}, line {number}: not a list that `db forgotten` wrote."
            raise click.ClickException(message) from error
    return tuple(found)


def known_now(settings: Settings) -> tuple[Forgotten, ...]:
    """Give whom the database in place has forgotten; nobody where there is none of this version."""
    from muvengine.bootstrap import wire
    from muvengine.cli.db import demand_database
    from muvengine.reads.forgotten import forgotten

    try:
        demand_database(settings)
    except click.ClickException:
        return ()
    wiring = wire(settings)
    try:
        return forgotten(wiring.open_reading)
    finally:
        wiring.engine.dispose()


def make_forgotten(wiring: Wiring, people: Iterable[Forgotten]) -> int:
    """Forget them in the database that was put back; give how many it knew."""
    from muvengine.reads.programme import programme
    from muvengine.services.forget_again import forget_again

    now = wiring.now().astimezone(programme(wiring.open_reading).zone)
    return forget_again(wiring.open_uow, people, now=now, new_token=wiring.new_token)
