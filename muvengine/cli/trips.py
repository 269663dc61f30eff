"""Trips: import a file, a folder or an archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from muvengine.core.modes.mode import Mode

if TYPE_CHECKING:
    from muvengine.bootstrap import Wiring
    from muvengine.core.errors import BadInput
    from muvengine.services.import_trips import ImportedFile


@click.group()
def trips() -> None:
    """Trips: import a folder or an archive."""


@trips.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--participant", required=True, help="Name, card number or public id.")
@click.option("--mode", required=True, type=click.Choice([mode.value for mode in Mode]))
def import_(path: Path, participant: str, mode: str) -> None:
    """Upload PATH, a trace file, a folder of them or a zip, for one participant.

    Every file is told of on a line: its trip and points, or why it was refused.  Running the
    same import again uploads nothing twice.
    """
    from muvengine.cli.town import one_participant, open_town
    from muvengine.core.errors import BadInput
    from muvengine.core.people.actor import SYSTEM
    from muvengine.formats.containers import PackLimits
    from muvengine.formats.upload_files import list_uploads, parts_of
    from muvengine.services.import_trips import Importing, import_trips

    wiring = open_town()
    person = one_participant(wiring, participant)
    try:
        files = list_uploads(path)
    except BadInput as refusal:
        raise click.ClickException(_nothing_to_import(path, refusal)) from refusal
    limits = PackLimits(part_bytes_max=wiring.settings.upload_bytes_max)
    importing = Importing(person.id, SYSTEM, mode)
    with click.progressbar(files, file=sys.stderr) as bar:
        parts = (part for file in bar for part in parts_of(file, path, limits))
        done = import_trips(
            wiring.open_uow,
            wiring.shelf,
            parts,
            importing,
            now=wiring.now,
            new_token=wiring.new_token,
        )
        # At once: an import that is broken off has said what it did.
        for one in done:
            click.echo(_line(wiring, one))


def _nothing_to_import(path: Path, refusal: BadInput) -> str:
    fields = refusal.facts["fields"]
    assert isinstance(fields, dict)
    return {
        "missing": f"There is no {path}.",
        "empty": f"There is no recording in {path}: files should end as in .gpx or .zip.",
        "too_many": f"There are more than {refusal.facts.get('most')} traces in {path}.",
    }[fields["path"]]


def _line(wiring: Wiring, one: ImportedFile) -> str:
    from muvengine.cli import refused

    if one.refusal is not None:
        return f"{one.name}: refused. {refused(one.refusal)}"
    assert one.trip is not None
    with wiring.open_reading() as uow:
        trip = uow.trips.get(one.trip.public_id)
    again = ", was here before" if one.trip.replayed else ""
    return f"{one.name}: {trip.outcome}, {trip.points} points{again}."
