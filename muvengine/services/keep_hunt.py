"""An organiser writes a treasure hunt: its terms, its places and their signs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from muvengine.core.errors import BadInput, NotFound, NotPossible
from muvengine.core.game.hunt import PLACES_MAX, Hunt, HuntState, Place, check_hunt
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.people.token import upper_case
from muvengine.core.vouchers.code import draw_code
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

NewToken = Callable[[], str]
SAME_NAME_MAX: Final = 50


def make_hunt(open_uow: OpenUow, hunt: Hunt, *, attempt: Attempt, now: datetime) -> str:
    """Keep a draft without places; give its key, numbered where it is taken.

    Args:
        open_uow: starts a writing transaction.
        hunt: without places.
        attempt: claims the write; its actor is an organiser.
        now: aware.

    Raises:
        BadInput: see ``check_hunt``.
        NotAllowed: this is for organisers.
        NotPossible: too many hunts have this name.
        KeyReused: the attempt's key was used for something else.
    """
    require_organiser(attempt.actor)
    check_hunt(hunt)

    def work(uow: UnitOfWork) -> dict[str, str]:
        for number in range(1, SAME_NAME_MAX):
            key = hunt.key if number == 1 else f"{hunt.key[:60]}-{number}"
            if uow.hunts.add(replace(hunt, key=key), now=now, by=attempt.actor.id) is not None:
                uow.audit.append(attempt.actor, "hunt.make", "hunt", key, at=now)
                return {"key": key}
        raise NotPossible(key=hunt.key)

    return str(once(open_uow, attempt, work).value["key"])


def change_hunt(open_uow: OpenUow, hunt: Hunt, *, actor: Actor, now: datetime) -> None:
    """Write the terms of a draft anew; its key and places stay.

    Args:
        open_uow: starts a writing transaction.
        hunt: of which key, with its new terms.
        actor: an organiser.
        now: aware.

    Raises:
        BadInput: see ``check_hunt``.
        NotAllowed: this is for organisers.
        NotFound: no such hunt.
        NotPossible: it has started.
    """
    require_organiser(actor)
    check_hunt(hunt)
    with open_uow() as uow:
        kept = _draft(uow, hunt.key)
        uow.hunts.change(replace(hunt, id=kept.id))
        uow.audit.append(actor, "hunt.change", "hunt", hunt.key, at=now)
        uow.commit()


def save_place(
    open_uow: OpenUow,
    key: str,
    place: Place,
    *,
    actor: Actor,
    now: datetime,
    new_token: NewToken,
) -> int:
    """Add a place with its sign behind the others, or write one of a draft anew.

    Args:
        open_uow: starts a writing transaction.
        key: of a draft.
        place: with number 0 for a new one.
        actor: an organiser.
        now: aware.
        new_token: draws 128 random bits.

    Returns:
        The number of the place.

    Raises:
        BadInput: ``fields``: no ``name`` or ``hint`` in any language.
        NotAllowed, NotFound: not an organiser; no such hunt, place, shop or set route.
        NotPossible: it has started (``state``), or twenty places (``places_max``).
    """
    require_organiser(actor)
    with open_uow() as uow:
        hunt = _draft(uow, key)
        _check_place(uow, hunt, place)
        if place.number:
            kept = _place(hunt, place.number)
            uow.hunts.change_place(replace(place, id=kept.id))
        else:
            place = replace(place, number=len(hunt.places) + 1)
            _hang(uow, uow.hunts.add_place(hunt.id, place), now, new_token)
        uow.audit.append(actor, "hunt.change", "hunt", key, {"place": place.number}, at=now)
        uow.commit()
    return place.number


def drop_place(open_uow: OpenUow, key: str, number: int, *, actor: Actor, now: datetime) -> None:
    """Take a place out of a draft; those behind it move up.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such hunt or place.
        NotPossible: it has started.
    """
    require_organiser(actor)
    with open_uow() as uow:
        hunt = _draft(uow, key)
        uow.hunts.drop_place(hunt, _place(hunt, number))
        uow.audit.append(actor, "hunt.change", "hunt", key, {"place": number}, at=now)
        uow.commit()


def pause_place(open_uow: OpenUow, key: str, number: int, *, actor: Actor, now: datetime) -> None:
    """Let nobody find a place by its sign until the sign is renewed: it went astray.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such hunt or place.
    """
    require_organiser(actor)
    with open_uow() as uow:
        place = _place(uow.hunts.locked(key), number)
        uow.hunts.pause_place(place.id, now)
        uow.audit.append(actor, "hunt.place_pause", "hunt", key, {"place": number}, at=now)
        uow.commit()


def renew_sign(
    open_uow: OpenUow, key: str, number: int, *, actor: Actor, now: datetime, new_token: NewToken
) -> None:
    """Hang a new sign at a place: the old one says nothing any more, and the place is found again.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such hunt or place.
    """
    require_organiser(actor)
    with open_uow() as uow:
        place = _place(uow.hunts.locked(key), number)
        uow.hunts.revoke_sign(place.id, now)
        _hang(uow, place.id, now, new_token)
        uow.hunts.pause_place(place.id, None)
        uow.audit.append(actor, "hunt.sign", "hunt", key, {"place": number}, at=now)
        uow.commit()


def _draft(uow: UnitOfWork, key: str) -> Hunt:
    hunt = uow.hunts.locked(key)
    if hunt.state is not HuntState.DRAFT:
        raise NotPossible(state=hunt.state.value)
    return hunt


def _place(hunt: Hunt, number: int) -> Place:
    place = hunt.place(number)
    if place is None:
        raise NotFound(kind="place")
    return place


def _check_place(uow: UnitOfWork, hunt: Hunt, place: Place) -> None:
    wrong = {name: "missing" for name in ("name", "hint") if not getattr(place, name)}
    if wrong:
        raise BadInput(fields=wrong)
    if not place.number and len(hunt.places) >= PLACES_MAX:
        raise NotPossible(places_max=PLACES_MAX)
    if place.spot.shop:
        uow.shops.get(key=place.spot.shop)
    if place.spot.route:
        uow.routes.get(place.spot.route)


def _hang(uow: UnitOfWork, place_id: int, now: datetime, new_token: NewToken) -> None:
    code = draw_code(new_token())
    while uow.hunts.find_sign(code=code) is not None:
        code = draw_code(new_token())
    uow.hunts.add_sign(place_id, upper_case(new_token()), code, now=now)
