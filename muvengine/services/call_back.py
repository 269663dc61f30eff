"""Put somebody on the list of those to call back, and take them off it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.call_back import (
    DAYS_AHEAD_MAX,
    WHY_CHARS_MAX,
    WHY_CHARS_MIN,
    CallBack,
)
from muvengine.core.people.identity import Person
from muvengine.services.attempt import once
from muvengine.services.lead_outing import require_mediator
from muvengine.services.meant_person import meant_person
from muvengine.services.reach import require_known
from muvengine.services.shelf import OpenUow
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "call_back"
KIND: Final = "call_back"


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants to be called, why and by when.

    Attributes:
        said: a card as a reader types it, its number, or a name.
        why: 3 to 200 characters.
        by_day: today or later, on the town's calendar.
    """

    said: str
    why: str
    by_day: date

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this is written down, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def note_call(open_uow: OpenUow, wish: Wish, *, attempt: Attempt, now: datetime) -> str:
    """Put somebody on the list and give their name.

    Args:
        open_uow: starts a writing transaction.
        wish: see ``Wish``.
        attempt: ``wish.attempt(actor, key)``; its actor writes.
        now: aware.

    Raises:
        NotAllowed: this is for mediators.
        UnknownCode: nobody has this card or name.
        NotPossible: ``state`` is many: several people have this name; or elsewhere: their
            centre is another one, so that nobody here could see the line.
        BadInput: ``why`` too short or too long, or a ``by_day`` that is over or far away.
    """
    helper_id = require_mediator(attempt.actor)
    why = " ".join(wish.why.split())

    def work(uow: UnitOfWork) -> dict[str, Any]:
        today = now.astimezone(uow.programme.get().zone).date()
        _check(why, wish.by_day, today)
        person = meant_person(uow, wish.said, attempt.actor)
        _check_known(uow, helper_id, person)
        uow.call_backs.add(CallBack(0, person.id, helper_id, why, wish.by_day), now=now)
        for_them = replace(attempt.actor, on_behalf_of=person.id)
        uow.audit.append(for_them, "call.note", "person", str(person.id), at=now)
        return {"name": person.name}

    return str(once(open_uow, attempt, work).value["name"])


def _check_known(uow: UnitOfWork, helper_id: int, person: Person) -> None:
    if not uow.centres.knows(helper_id, person.id):
        raise NotPossible(state="elsewhere")


def _check(why: str, by_day: date, today: date) -> None:
    wrong: dict[str, str] = {}
    if not WHY_CHARS_MIN <= len(why) <= WHY_CHARS_MAX:
        wrong["why"] = "length"
    if not today <= by_day <= today + timedelta(days=DAYS_AHEAD_MAX):
        wrong["by_day"] = "far"
    if wrong:
        raise BadInput(fields=wrong)


def call_done(open_uow: OpenUow, call_id: int, *, actor: Actor, now: datetime) -> None:
    """Take a line off the list; a second press changes nothing.

    Raises:
        NotAllowed: this is for mediators.
        NotFound: no such line, or of a person of other centres.
    """
    helper_id = require_mediator(actor)
    with open_uow() as uow:
        require_known(uow, actor, uow.call_backs.person_of(call_id))
        person_id = uow.call_backs.finish(call_id, now=now, by=helper_id)
        if person_id is not None:
            for_them = replace(actor, on_behalf_of=person_id)
            uow.audit.append(for_them, "call.done", "person", str(person_id), at=now)
        uow.commit()
