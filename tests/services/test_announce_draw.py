"""What is promised can be given, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from muvengine.core.errors import (
    AgeUnsaid,
    BadInput,
    OfferClosed,
    SoldOut,
    Unfunded,
)
from muvengine.core.game.draw import Prize
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.offer import OfferState
from muvengine.core.vouchers.terms import Terms as ShopTerms
from muvengine.services.announce_draw import announce_draw
from muvengine.store.unit_of_work import UnitOfWork
from tests.draw_life import (
    SPRING,
    announced,
    read,
)
from tests.money import NOON, Town, town

OpenUow = Callable[[], UnitOfWork]


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    return town(open_uow, points=5000, cents=1000)


def test_what_cannot_be_given_is_not_promised(place: Town) -> None:
    prize = Prize(1, {"en": "A coffee"})
    two = (replace(prize, offer_id=place.offer(stock=1)), replace(prize, place=2, offer_id=1))
    with pytest.raises(SoldOut):
        announced(place, prizes=two)
    with pytest.raises(Unfunded):
        announced(place, prizes=(replace(prize, offer_id=place.offer(face_cents=1001)),))
    with pytest.raises(OfferClosed):
        announced(place, prizes=(replace(prize, offer_id=place.offer(state=OfferState.CLOSED)),))
    grown = place.offer(terms=ShopTerms(min_age=18))
    with pytest.raises(AgeUnsaid):
        announced(place, prizes=(replace(prize, offer_id=grown),))
    with pytest.raises(BadInput):
        announced(place, draw_day=date(2026, 4, 13))


def test_names_are_numbered_and_an_attempt_announces_once(place: Town) -> None:
    assert [announced(place), announced(place)] == ["spring", "spring-2"]
    assert read(place).commitment != read(place, "spring-2").commitment
    attempt = Attempt.of(SYSTEM, "twice", "announce_draw", SPRING)
    keys = {
        announce_draw(place.open_uow, SPRING, attempt=attempt, now=NOON, new_token=place.dice)
        for _ in range(2)
    }
    assert keys == {"spring-3"}
