"""Note what kind of day it was."""

from __future__ import annotations

from datetime import date, datetime

from muvengine.core.errors import BadInput
from muvengine.core.people.actor import Actor
from muvengine.core.rules.conditions import WORDS
from muvengine.core.trips.programme import DayNote
from muvengine.services.attempt import OpenUow


def note_day(
    open_uow: OpenUow, day: date, weather: str | None, *, actor: Actor, now: datetime
) -> None:
    """Keep the organiser's word for the weather of a day; None takes it away.

    It goes before what a file of measurements says, which holds again without it.

    Rules see it in trips sent from now on; the facts of earlier ones stay.

    Raises:
        BadInput: a word that no rule knows.
    """
    if weather is not None and weather not in WORDS["weather"]:
        raise BadInput(fields={"weather": "unknown"})
    with open_uow() as uow:
        if weather is None:
            uow.programme.forget_day(day)
        else:
            uow.programme.note_day(DayNote(day, weather), by=actor.id, now=now)
        meta = {"weather": weather}
        uow.audit.append(actor, "day.note", "day", day.isoformat(), meta, at=now)
        uow.commit()
