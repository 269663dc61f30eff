"""What most commands begin with: the town of the settings, and one person in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from muvengine.settings import Settings

if TYPE_CHECKING:
    from muvengine.bootstrap import Wiring
    from muvengine.core.people.identity import Person


def open_town() -> Wiring:
    """Wire to the town that the settings name; one sentence when there is none."""
    from muvengine.bootstrap import wire
    from muvengine.cli.db import demand_database

    settings = Settings.from_env(os.environ)
    demand_database(settings)
    wiring = wire(settings)
    with wiring.open_reading() as uow:
        if not uow.programme.exists():
            message = "No town is set up here: run `muvengine init`, or `muvengine demo` to try."
            raise click.ClickException(message)
    return wiring


def one_participant(wiring: Wiring, text: str) -> Person:
    """Find a participant by card number, name or public id; one sentence when not just one."""
    from muvengine.core.errors import NotFound
    from muvengine.reads.people import find_people
    from muvengine.reads.person import participant

    try:
        return participant(wiring.open_reading, text).person
    except NotFound:
        found = find_people(wiring.open_reading, text)
    exact = [person for person in found if person.name.casefold() == text.strip().casefold()]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        message = f"No participant is called {text!r} or carries that card."
        raise click.ClickException(message)
    names = ", ".join(person.name for person in found)
    message = f"Several participants match {text!r}: {names}. Give the card number."
    raise click.ClickException(message)
