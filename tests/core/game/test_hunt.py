from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.game.hunt import (
    ALL,
    LASTS_MAX,
    PAPER_WITHIN,
    Hunt,
    HuntState,
    Place,
    Way,
    check_find,
    check_hunt,
    check_start,
    due,
)

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def hunt(places: int = 3, **changed: Any) -> Hunt:  # noqa: ANN401  whatever a hunt holds
    made = Hunt(
        "spring",
        {"en": "Spring"},
        NOON,
        NOON + 5 * DAY,
        place_points=10,
        all_points=25,
        places=tuple(Place(n, {"en": f"{n}"}, {"en": f"{n}"}) for n in range(1, places + 1)),
        state=HuntState.RUNNING,
    )
    return replace(made, **changed)


@pytest.mark.parametrize(("changed", "wrong"), [
    ({}, {}),
    ({"ends_at": NOON}, {"last_day": "early"}),
    ({"ends_at": NOON + LASTS_MAX + DAY}, {"last_day": "late"}),
    ({"place_points": -1, "all_points": 1001}, {"place_points": "range", "all_points": "range"}),
    ({"a_day_max": 0}, {"a_day_max": "range"}),
])  # fmt: skip
def test_terms_that_contradict_themselves_are_refused(
    changed: dict[str, Any], wrong: dict[str, str]
) -> None:
    made = hunt(**changed)
    if not wrong:
        check_hunt(made)
        return
    with pytest.raises(BadInput) as refused:
        check_hunt(made)
    assert refused.value.facts["fields"] == wrong


@pytest.mark.parametrize(("changed", "now", "state"), [
    ({"state": HuntState.DRAFT, "places": 1}, NOON, "few_places"),
    ({"state": HuntState.DRAFT}, NOON + 5 * DAY, "over"),
    ({"state": HuntState.PAUSED}, NOON, "paused"),
])  # fmt: skip
def test_what_cannot_be_played_does_not_start(
    changed: dict[str, Any], now: datetime, state: str
) -> None:
    with pytest.raises(NotPossible) as refused:
        check_start(hunt(**changed), now)
    assert refused.value.facts["state"] == state


@pytest.mark.parametrize(("changed", "number", "found", "way", "when", "state"), [
    ({}, 2, (), Way.SIGN, 0 * DAY, None),
    ({}, 2, (), Way.SIGN, -1 * DAY, "early"),
    ({}, 2, (), Way.CARD, 5 * DAY, "over"),
    ({}, 2, (), Way.PAPER, 5 * DAY, None),
    ({}, 2, (), Way.PAPER, 5 * DAY + PAPER_WITHIN, "over"),
    ({"state": HuntState.PAUSED}, 2, (), Way.SIGN, 0 * DAY, "paused"),
    ({"state": HuntState.CANCELLED}, 2, (), Way.PAPER, 0 * DAY, "cancelled"),
    ({"state": HuntState.DRAFT}, 2, (), Way.CARD, 0 * DAY, "draft"),
    ({"in_order": True}, 2, (), Way.SIGN, 0 * DAY, "order"),
    ({"in_order": True}, 2, (1,), Way.SIGN, 0 * DAY, None),
    ({"in_order": True}, 3, (1,), Way.PAPER, 0 * DAY, "order"),
])  # fmt: skip
def test_a_place_counts_in_its_time_and_turn(
    changed: dict[str, Any],
    number: int,
    found: tuple[int, ...],
    way: Way,
    when: timedelta,
    state: str | None,
) -> None:
    made = hunt(**changed)
    place = made.places[number - 1]
    if state is None:
        check_find(made, place, found, NOON + when, way=way)
        return
    with pytest.raises(NotPossible) as refused:
        check_find(made, place, found, NOON + when, way=way)
    assert refused.value.facts["state"] == state


def test_a_sign_that_went_astray_finds_nothing_and_a_helper_still_stamps() -> None:
    made, place = hunt(), Place(1, {}, {}, paused_at=NOON)
    with pytest.raises(NotPossible, match="place_paused"):
        check_find(made, place, (), NOON, way=Way.SIGN)
    check_find(made, place, (), NOON, way=Way.CARD)


@given(st.permutations(range(1, 6)), st.integers(0, 9), st.integers(0, 9))
def test_whatever_the_order_everything_found_pays_everything_once(
    order: list[int], place_points: int, all_points: int
) -> None:
    made = hunt(5, place_points=place_points, all_points=all_points)
    found: set[int] = set()
    paid: list[tuple[int, int]] = []
    for number in order:
        paid += due(made, made.places[number - 1], found)
        found.add(number)
    assert sum(points for _, points in paid) == made.points_max
    assert len({number for number, _ in paid}) == len(paid)
    assert not all_points or paid[-1] == (ALL, all_points)


def test_in_order_only_the_next_hint_is_shown() -> None:
    made = hunt(in_order=True)
    assert [one for one in (1, 2, 3) if made.shows(one, {1})] == [1, 2]
    assert [one for one in (1, 2, 3) if hunt().shows(one, ())] == [1, 2, 3]
