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
    """Find a participant by card number, public id or name; one sentence when it is not one."""
    from muvengine.core.errors import NotFound
    from muvengine.core.people.actor import Role
    from muvengine.reads.people import the_one

    try:
        person = the_one(wiring.open_reading, text)
    except NotFound as refusal:
        message = f"No participant is called {text!r} or carries that card."
        if refusal.facts.get("matches"):
            message = f"Several participants match {text!r}: give the card number."
        raise click.ClickException(message) from refusal
    if person.role is not Role.PARTICIPANT:
        message = f"{person.name} is staff, and no participant."
        raise click.ClickException(message)
    return person
