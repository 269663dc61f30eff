"""Somebody lets another participant act for them, on their own page or on paper at a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from muvengine.core.errors import NotAllowed, NotPossible, UnknownCode
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.people.limits import MANDATE_CARD_OF_PERSON
from muvengine.core.people.mandate import HOLDERS_MAX, PEOPLE_MAX, Mandate, check_days
from muvengine.core.people.permission import ORGANISERS
from muvengine.services import throttle
from muvengine.services.attempt import once
from muvengine.services.attesting import require_other_hand
from muvengine.services.meant_person import meant_person
from muvengine.services.reach import require_reach
from muvengine.services.shelf import OpenUow
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "give_mandate"
KIND: Final = "mandate"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants.

    Attributes:
        person_id: for whom the other may act.
        said: the other's card as a reader types it, or its number; at a desk a name too.
        first_day, last_day: on the town's calendar, both included.
        may_spend: the other may also take vouchers.
        signed: a helper has the signed paper.
    """

    person_id: int
    said: str
    first_day: date
    last_day: date
    may_spend: bool = False
    signed: bool = False

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which it is kept, once."""
        return Attempt.of(actor, key, ENDPOINT, self)


def give_mandate(
    open_uow: OpenUow, open_reading: OpenUow, wish: Wish, *, attempt: Attempt, now: datetime
) -> str:
    """Keep a mandate, and give the name of who may act from now on.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        wish: see there.
        attempt: ``wish.attempt(actor, key)``; its actor is the person, or a mediator beside them.
        now: aware.

    Raises:
        NotAllowed: anybody else, also who acts by a mandate.
        TooManyAttempts: too many cards of nobody.
        UnknownCode: nobody has this card or name.
        OwnAccount: a mediator's own account would gain by it.
        NotPossible: ``state`` is paper (a mediator has no signed paper), many (names), self,
            again (this one holds already), holders (two) or people (five).
        BadInput: see ``check_days``.
    """
    actor = attempt.actor
    _check_hand(wish, actor)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        require_reach(uow, actor, wish.person_id, now)
        by_name = actor.kind == Role.MEDIATOR
        holder = meant_person(uow, wish.said, actor, by_name=by_name)
        _keep(uow, wish, holder, actor, now)
        return {"name": holder.name}

    key, limit = throttle.key_of("mandate_card", f"{wish.person_id}"), MANDATE_CARD_OF_PERSON
    costs = (UnknownCode,)
    with throttle.counting(open_uow, open_reading, key=key, limit=limit, now=now, costs=costs):
        return str(once(open_uow, attempt, work).value["name"])


def end_mandate(open_uow: OpenUow, mandate_id: int, *, actor: Actor, now: datetime) -> Mandate:
    """End a mandate at once, by either of the two or a helper beside one.

    Raises:
        NotAllowed: anybody else, also who acts by a mandate.
        NotFound: no such mandate, or it was ended.
    """
    with open_uow() as uow:
        mandate = uow.mandates.get(mandate_id)
        _check_either(mandate, actor)
        if uow.mandates.end(mandate_id, by=actor.id, now=now):
            hand = Actor(actor.kind, actor.id, on_behalf_of=mandate.person_id)
            uow.audit.append(hand, "mandate.stop", KIND, str(mandate_id), at=now)
        uow.commit()
    return mandate


def _check_hand(wish: Wish, actor: Actor) -> None:
    own = actor.kind == Role.PARTICIPANT and actor.id == wish.person_id
    helped = actor.kind == Role.MEDIATOR and actor.on_behalf_of == wish.person_id
    if not (helped or (own and actor.on_behalf_of in {None, actor.id})):
        raise NotAllowed(audience=Role.PARTICIPANT.value)
    if helped and not wish.signed:
        raise NotPossible(state="paper")


def _check_either(mandate: Mandate, actor: Actor) -> None:
    both = {mandate.person_id, mandate.holder_id}
    own = actor.kind == Role.PARTICIPANT and actor.id in both and actor.on_behalf_of is None
    helped = actor.kind == Role.MEDIATOR and actor.on_behalf_of in both
    if not (own or helped or actor.kind in ORGANISERS):
        raise NotAllowed(audience=Role.PARTICIPANT.value)


def _keep(uow: UnitOfWork, wish: Wish, holder: Person, actor: Actor, now: datetime) -> None:
    # Of two mandates given at once the second must see the first.
    uow.trips.lock_owners({wish.person_id, holder.id})
    today = uow.programme.local_day(now)
    mandate = Mandate(
        wish.person_id,
        holder.id,
        wish.first_day,
        wish.last_day,
        may_spend=wish.may_spend,
        on_paper=actor.kind == Role.MEDIATOR,
    )
    if holder.id == wish.person_id:
        raise NotPossible(state="self")
    require_other_hand(uow, actor, holder.id, now)
    check_days(mandate, today)
    _check_room(uow, mandate, today)
    number = uow.mandates.add(mandate, by=actor.id, now=now)
    hand = Actor(actor.kind, actor.id, on_behalf_of=wish.person_id)
    meta = {"spend": wish.may_spend}
    uow.audit.append(hand, "mandate.give", KIND, str(number), meta, at=now)


def _check_room(uow: UnitOfWork, mandate: Mandate, today: date) -> None:
    given = uow.mandates.given(mandate.person_id, today)
    if any(one.holder_id == mandate.holder_id for one in given):
        raise NotPossible(state="again")
    if len(given) >= HOLDERS_MAX:
        raise NotPossible(state="holders")
    if len(uow.mandates.held(mandate.holder_id, today)) >= PEOPLE_MAX:
        raise NotPossible(state="people")
