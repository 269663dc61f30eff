"""The seed town has a shop's challenge to join and one that waits for an answer."""

from __future__ import annotations

from sqlalchemy import Engine

from muvengine.core.game.challenges.sponsored import SponsoredState
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.shop import Shop
from muvengine.formats.shipped import shipped
from muvengine.services.save_shop import save_shop
from muvengine.services.seed_challenges import seed_challenges
from tests.challenged import join, playing
from tests.town import NOON, ZONE


def test_one_can_be_joined_and_one_waits(engine: Engine) -> None:
    town = playing(engine)
    shop = Shop("boulangerie-gare", "Boulangerie", 43.64, 5.09)
    save_shop(town.open_uow, shop, actor=SYSTEM, now=NOON)
    now = NOON.astimezone(ZONE)
    seed_challenges(town.open_uow, shipped("seed_data"), now=now, new_token=town.dice)
    with town.open_reading() as uow:
        found = {one.sponsored.state: one.sponsored for one in uow.sponsored.listed()}
    assert set(found) == {SponsoredState.OPEN, SponsoredState.DRAFT}
    assert join(town, found[SponsoredState.OPEN].public_id)
