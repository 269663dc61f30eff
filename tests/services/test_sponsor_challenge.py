"""A shop's challenge: drafted, answered, joined by as many as it has goods."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypedDict

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.people.actor import Actor
from muvengine.services.leave_challenge import Leaving, leave_challenge
from muvengine.services.sponsor_challenge import (
    accept_sponsored,
    decline_sponsored,
    stop_sponsored,
)
from tests.challenged import (
    MORNINGS,
    OFFICE,
    bakery,
    draft,
    hand,
    join,
    neighbour,
    playing,
    sponsor,
)
from tests.town import NOON, Town


class When(TypedDict):
    """Whose hand, and when."""

    actor: Actor
    now: datetime


@pytest.fixture
def town(engine: Engine) -> Town:
    return playing(engine)


def test_as_many_join_a_shops_challenge_as_it_has_goods(town: Town) -> None:
    public_id, boris = sponsor(town), neighbour(town)
    run = join(town, public_id)
    with pytest.raises(NotPossible) as caught:
        join(town, public_id, boris)
    assert caught.value.facts["challenge"] == "full"
    leaving = Leaving(town.person.id, run)
    attempt = leaving.attempt(hand(town.person), town.key())
    leave_challenge(town.open_uow, leaving, attempt=attempt, now=NOON)
    assert join(town, public_id, boris)


def test_nobody_joins_a_shops_challenge_twice_nor_one_that_is_not_open(town: Town) -> None:
    device = bakery(town)
    public_id = draft(town, device)
    with pytest.raises(NotPossible) as caught:
        join(town, public_id)
    assert caught.value.facts["challenge"] == "over"
    when = When(actor=OFFICE, now=NOON)
    accept_sponsored(town.open_uow, public_id, **when)
    with pytest.raises(NotPossible):
        accept_sponsored(town.open_uow, public_id, **when)
    stop_sponsored(town.open_uow, public_id, **when)
    with pytest.raises(NotPossible):
        join(town, public_id)
    declined = draft(town, device)
    decline_sponsored(town.open_uow, declined, "not this season", **when)
    with pytest.raises(NotPossible):
        decline_sponsored(town.open_uow, declined, "not this season", **when)
    with town.open_reading() as uow:
        assert uow.sponsored.get(declined).sponsored.reason == "not this season"


def test_a_shop_keeps_few_drafts_and_none_that_cannot_be_done(town: Town) -> None:
    device = bakery(town)
    with pytest.raises(BadInput) as caught:
        draft(town, device, replace(MORNINGS, days=11, stock=0, title={"en": ""}))
    assert caught.value.facts["fields"] == {"title": "missing", "days": "range", "stock": "range"}
    for _ in range(5):
        draft(town, device)
    with pytest.raises(NotPossible):
        draft(town, device)
