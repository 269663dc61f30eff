"""What a shop may ask for, and what a trip must meet then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from muvengine.core.errors import BadInput
from muvengine.core.game.challenges.sponsored import Sponsored, check_sponsored
from muvengine.core.rules.conditions import OneOf, StartBetween

TODAY = date(2026, 4, 7)
WANTED = Sponsored(
    shop_id=1,
    title={"en": "Four school mornings"},
    days=4,
    first_day=date(2026, 4, 6),
    last_day=date(2026, 4, 12),
    good={"en": "A coffee"},
    stock=5,
    worth_cents=150,
)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, {}),
        ({"days": 7}, {}),
        ({"days": 8}, {"days": "range"}),
        # Of the week only two days are Saturday or Sunday.
        ({"weekdays": ("sat", "sun"), "days": 3}, {"days": "range"}),
        ({"title": {"en": " "}}, {"title": "missing"}),
        ({"title": {"en": "x" * 61}}, {"title": "long"}),
        ({"good": {}}, {"good": "missing"}),
        ({"last_day": date(2026, 4, 5)}, {"last_day": "order"}),
        ({"first_day": date(2026, 4, 1), "last_day": date(2026, 4, 6)}, {"last_day": "order"}),
        ({"last_day": date(2026, 8, 1)}, {"last_day": "far"}),
        ({"first_day": date(2026, 1, 1)}, {"last_day": "far"}),
        ({"from_min": 600, "until_min": 600}, {"until": "order"}),
        ({"stock": 0, "worth_cents": -1}, {"stock": "range", "worth": "range"}),
    ],
)
def test_what_cannot_be_done_or_promises_nothing_is_refused(
    changed: dict[str, Any], wrong: dict[str, str]
) -> None:
    wanted = replace(WANTED, **changed)
    if not wrong:
        check_sponsored(wanted, TODAY)
        return
    with pytest.raises(BadInput) as caught:
        check_sponsored(wanted, TODAY)
    assert caught.value.facts["fields"] == wrong


def test_a_trip_must_meet_the_hours_and_weekdays_that_were_said() -> None:
    assert WANTED.when == ()
    mornings = replace(WANTED, weekdays=("mon",), from_min=420, until_min=540)
    assert mornings.when == (OneOf("weekday", ("mon",)), StartBetween(420, 540))


def test_it_lasts_from_its_first_to_its_last_day() -> None:
    assert WANTED.runs_on(WANTED.first_day)
    assert WANTED.runs_on(WANTED.last_day)
    assert not WANTED.runs_on(date(2026, 4, 13))
