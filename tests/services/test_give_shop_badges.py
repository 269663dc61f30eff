"""Badges for shops visited: given once the vouchers used there can be undone no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.shop import Shop
from muvengine.formats.game_yaml.read import read_game
from muvengine.services.give_shop_badges import give_shop_badges
from muvengine.services.save_shop import save_shop
from tests.money import NOON, OpenUow, Town, tablet, town

GAME = """\
schema: muv.game/v1
label: {en: Game, fr: Jeu}
badges:
  - {badge: one-shop, label: {en: One, fr: Un}, pictogram: shop, shops: 1}
  - {badge: every-shop, label: {en: All, fr: Tous}, pictogram: shop, shops: all}
"""
LATER = NOON + timedelta(minutes=16)


@pytest.fixture
def place(open_uow: OpenUow) -> Town:
    made = town(open_uow)
    with open_uow() as uow:
        begun = date(2026, 3, 2)
        uow.games.publish(read_game(GAME.encode()), GAME, "shop badges", begun, by=None, now=NOON)
        uow.commit()
    return made


def held(place: Town, person_id: int) -> list[str]:
    with place.open_uow() as uow:
        return [one.badge for one in uow.badges.standing(person_id)]


def test_one_shop_of_two_is_one_and_both_are_all(place: Town) -> None:
    fatou = place.person()
    place.give(fatou, 500)
    other = Shop("cafe", "Café", 43.64, 5.1)
    shop_id = save_shop(place.open_uow, other, actor=SYSTEM, now=NOON)
    place.redeem(place.buy(fatou, place.offer()))
    assert give_shop_badges(place.open_uow, now=LATER) == 1
    assert held(place, fatou.id) == ["one-shop"]
    place.shop_id, place.device = shop_id, tablet(place.open_uow, shop_id, other)
    place.redeem(place.buy(fatou, place.offer()))
    assert [give_shop_badges(place.open_uow, now=LATER) for _ in range(2)] == [1, 0]
    assert held(place, fatou.id) == ["one-shop", "every-shop"]


def test_a_voucher_that_can_still_be_undone_is_waited_for(place: Town) -> None:
    fatou = place.person()
    place.give(fatou, 500)
    taken = place.redeem(place.buy(fatou, place.offer()))
    assert give_shop_badges(place.open_uow, now=NOON + timedelta(minutes=14)) == 0
    place.undo(taken.redemption_id)
    assert give_shop_badges(place.open_uow, now=LATER) == 0
    assert held(place, fatou.id) == []
