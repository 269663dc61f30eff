"""However somebody tries, a bucket lets no more through than it says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import TooManyAttempts
from muvengine.core.people import limits
from muvengine.core.people.limits import Bucket, Limit, give_back, left, take

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
LIMITS = st.builds(Limit, st.integers(1, 30), st.integers(1, 7200))


def seconds(amount: float) -> timedelta:
    return timedelta(seconds=amount)


@given(LIMITS, st.lists(st.integers(0, 600), max_size=60))
def test_no_timing_of_tries_gets_more_than_the_limit(limit: Limit, pauses_s: list[int]) -> None:
    now, bucket, through = NOON, Bucket.full(limit, NOON), 0
    for pause_s in pauses_s:
        now += seconds(pause_s)
        try:
            bucket = take(bucket, limit, now)
        except TooManyAttempts:
            continue
        through += 1
    passed_s = (now - NOON).total_seconds()
    assert through <= limit.count * (1 + passed_s / limit.seconds) + 1e-6


@given(LIMITS)
def test_after_the_wait_it_names_exactly_one_try_is_left(limit: Limit) -> None:
    bucket = Bucket.full(limit, NOON)
    for _ in range(limit.count):
        bucket = take(bucket, limit, NOON)
    with pytest.raises(TooManyAttempts) as refused:
        take(bucket, limit, NOON)
    wait_s = refused.value.facts["retry_after_s"]
    assert isinstance(wait_s, int)
    take(bucket, limit, NOON + seconds(wait_s))
    if wait_s > 1:
        with pytest.raises(TooManyAttempts):
            take(bucket, limit, NOON + seconds(wait_s - 1.001))


@given(LIMITS, st.integers(0, 40), st.integers(0, 40))
def test_giving_back_never_overfills(limit: Limit, taken: int, returned: int) -> None:
    bucket = Bucket.full(limit, NOON)
    for _ in range(min(taken, limit.count)):
        bucket = take(bucket, limit, NOON)
    for _ in range(returned):
        bucket = give_back(bucket, limit, NOON)
    assert left(bucket, limit, NOON) <= limit.count
    assert left(bucket, limit, NOON) == min(limit.count, limit.count - taken + returned) or (
        taken > limit.count
    )


def test_a_clock_set_back_gives_and_takes_nothing() -> None:
    limit = Limit(5, 900)
    bucket = take(Bucket.full(limit, NOON), limit, NOON)
    earlier = NOON - timedelta(hours=2)
    assert left(bucket, limit, earlier) == 4
    # Nor does going back and forth fill it.
    back = take(bucket, limit, earlier)
    assert left(back, limit, NOON) == 3


def test_five_wrong_pins_then_one_more_every_three_minutes() -> None:
    bucket = Bucket.full(limits.PIN_OF_CARD, NOON)
    for _ in range(5):
        bucket = take(bucket, limits.PIN_OF_CARD, NOON)
    with pytest.raises(TooManyAttempts) as refused:
        take(bucket, limits.PIN_OF_CARD, NOON)
    assert refused.value.facts == {"retry_after_s": 180, "minutes": 3}


def test_every_bucket_is_full_again_when_its_row_is_dropped() -> None:
    known = [value for value in vars(limits).values() if isinstance(value, Limit)]
    assert len(known) >= 8
    assert max(limit.seconds for limit in known) <= limits.FULL_AGAIN_AFTER.total_seconds()
