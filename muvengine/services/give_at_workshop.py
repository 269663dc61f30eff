"""A helper hands out points at a workshop, to each person of a list: see ``said_lines``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, LimitReached, MuvError, NotPossible, Unfunded
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import By, Ref
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.people.workshop import (
    NAME_CHARS_MAX,
    NAME_CHARS_MIN,
    PEOPLE_MAX,
    POINTS_MAX,
    Gift,
)
from muvengine.services.attempt import once
from muvengine.services.attesting import require_other_hand
from muvengine.services.game_posting import Cause, pay
from muvengine.services.lead_outing import require_mediator
from muvengine.services.meant_person import meant_person
from muvengine.services.said_lines import Answered, key_of_line, said_lines
from muvengine.services.shelf import OpenUow
from muvengine.store.people import name_key
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "give_at_workshop"
REF: Final = "workshop"


@dataclass(frozen=True, slots=True)
class Workshop:
    """What is handed out.

    Attributes:
        name: of the workshop, 5 to 120 characters; each person can read it.
        points: for each person, 1 to 100.
        said: for each person a card as a reader types it, its number, or a name; 60 at most.
    """

    name: str
    points: int
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hand:
    actor: Actor
    helper_id: int
    now: datetime


def give_at_workshop(
    open_uow: OpenUow, workshop: Workshop, *, actor: Actor, key: str, now: datetime
) -> tuple[Answered, ...]:
    """Pay each person of a list, and tell for each line what became of it.

    Args:
        open_uow: starts a writing transaction.
        workshop: what, and for whom.
        actor: the mediator who hands it out.
        key: of the form; each line of it is paid once.
        now: aware.

    Returns:
        An answer per line.  A refusal is UnknownCode, NotPossible (``state`` is many or again),
        OwnAccount, LimitReached (the helper's ceiling of the day, with ``left``) or Unfunded.

    Raises:
        NotAllowed: this is for mediators.
        BadInput: ``name`` or ``points`` out of range, nobody on the list, or too many.
    """
    hand = _Hand(actor, require_mediator(actor), now)
    workshop = _checked(workshop)
    return tuple(_line(open_uow, workshop, said, hand, key) for said in workshop.said)


def _checked(workshop: Workshop) -> Workshop:
    name = " ".join(workshop.name.split())
    wrong: dict[str, str] = {}
    if not NAME_CHARS_MIN <= len(name) <= NAME_CHARS_MAX:
        wrong["name"] = "length"
    if not 1 <= workshop.points <= POINTS_MAX:
        wrong["points"] = "range"
    said = said_lines(workshop.said)
    if not 1 <= len(said) <= PEOPLE_MAX:
        wrong["people"] = "many" if said else "none"
    if wrong:
        raise BadInput(fields=wrong)
    return replace(workshop, name=name, said=said)


def _line(open_uow: OpenUow, workshop: Workshop, said: str, hand: _Hand, key: str) -> Answered:
    attempt = Attempt.of(hand.actor, key_of_line(key, said), ENDPOINT, (workshop.name, said))

    def work(uow: UnitOfWork) -> dict[str, Any]:
        return {"name": _give(uow, workshop, meant_person(uow, said, hand.actor), hand).name}

    try:
        return Answered(said, once(open_uow, attempt, work).value["name"])
    except MuvError as refusal:
        return Answered(said, str(refusal.facts.get("name", "")), refusal)


def _give(uow: UnitOfWork, workshop: Workshop, person: Person, hand: _Hand) -> Person:
    # Of two lists sent at once the second must see what the first has given.
    uow.trips.lock_owners({hand.helper_id, person.id})
    require_other_hand(uow, hand.actor, person.id, hand.now)
    day = hand.now.astimezone(uow.programme.get().zone).date()
    gift = Gift(hand.helper_id, person.id, day, workshop.name, workshop.points, 0, hand.now)
    if uow.workshops.has(gift):
        raise NotPossible(state="again", name=person.name)
    today = uow.workshops.day_of(hand.helper_id, day)
    if workshop.points > today.left:
        raise LimitReached(left=today.left, name=person.name)
    uow.workshops.add(replace(gift, journal_id=_pay(uow, gift, person, hand)))
    for_them = replace(hand.actor, on_behalf_of=person.id)
    meta = {"workshop": gift.workshop, "points": gift.points}
    uow.audit.append(for_them, "workshop.give", "person", str(person.id), meta, at=hand.now)
    return person


def _pay(uow: UnitOfWork, gift: Gift, person: Person, hand: _Hand) -> int:
    cause = Cause(person.id, _reference(gift), Ref(REF, gift.helper_id), gift.day)
    by = By(replace(hand.actor, on_behalf_of=person.id), hand.now, gift.workshop)
    paid = pay(uow, cause, gift.points, by)
    if paid.journal_id is None or paid.points < gift.points:
        # All or nothing: a part would have to be explained to everybody in the room.
        raise Unfunded(account="season", left=paid.points, needed=gift.points, name=person.name)
    return paid.journal_id


def _reference(gift: Gift) -> str:
    return f"{REF}:{gift.helper_id}:{_day(gift.day)}:{gift.person_id}:{_print(gift.workshop)}"


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _print(workshop: str) -> str:
    return hashlib.sha256(name_key(workshop).encode()).hexdigest()[:12]
