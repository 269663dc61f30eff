"""Whom a helper means: by a card as a reader types it, by its number, or by name.

A card is shown by its owner and means anybody; a name means people of the helper's centres.

Called inside another service's transaction.
"""

from __future__ import annotations

from typing import Final

from muvengine.core.errors import MistypedCode, NotPossible, UnknownCode
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.card import as_token
from muvengine.core.people.identity import Person
from muvengine.core.people.token import token_hash
from muvengine.core.vouchers.code import normalise
from muvengine.services.reach import helper_of
from muvengine.store.unit_of_work import UnitOfWork

NAME_CHARACTERS_MIN: Final = 2


def meant_person(uow: UnitOfWork, said: str, actor: Actor, *, by_name: bool = True) -> Person:
    """Give the one participant who is meant; a voided card means nobody.

    Args:
        uow: reading or writing.
        said: see the module.
        actor: whose hand it is.
        by_name: a name is taken too.

    Raises:
        UnknownCode: nobody, or somebody who does not play.
        NotPossible: ``state`` is many: more than one has this name.
    """
    person = _found(uow, said.strip(), actor, by_name=by_name)
    if person.role is not Role.PARTICIPANT:
        raise UnknownCode
    return person


def _found(uow: UnitOfWork, said: str, actor: Actor, *, by_name: bool) -> Person:
    token = as_token(said)
    if token:
        held = uow.cards.by_token_hash(token_hash(token))
        if held is None:
            raise UnknownCode
        return held.person
    by_card = uow.people.by_card_number(number) if (number := _number(said)) else None
    if by_card is not None:
        return by_card
    long_enough = by_name and len(said) >= NAME_CHARACTERS_MIN
    named = uow.people.find(said, among=helper_of(actor)) if long_enough else ()
    if not named:
        raise UnknownCode
    if len(named) > 1:
        raise NotPossible(state="many", matches=len(named))
    return named[0]


def _number(said: str) -> str | None:
    try:
        return normalise(said)
    except MistypedCode:
        return None
