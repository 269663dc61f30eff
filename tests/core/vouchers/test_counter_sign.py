"""When a sign on a counter takes vouchers, and how long its page is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from muvengine.core.people.identity import Device
from muvengine.core.vouchers.counter_sign import CounterSign, Used

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("revoked_at", "open_", "good"), [
    (None, True,  True),
    (None, False, False),
    (NOON, True,  False),
    (NOON, False, False),
])  # fmt: skip
def test_a_sign_is_good_until_it_is_revoked_or_its_shop_leaves(
    revoked_at: datetime | None, *, open_: bool, good: bool
) -> None:
    device = Device(3, 7, "bakery", "Chez Ana")
    sign = CounterSign(device, "T", "K7M4QX9TD", "S", NOON, revoked_at, open=open_)
    assert sign.good is good


def test_a_new_sign_is_good() -> None:
    assert CounterSign(Device(3, 7, "bakery", "Chez Ana"), "T", "K7M4QX9TD", "S", NOON).good


@pytest.mark.parametrize(("after", "fresh"), [
    (timedelta(),                       True),
    (timedelta(minutes=3),              True),
    (timedelta(minutes=3) + SECOND,     False),
])  # fmt: skip
def test_a_clerk_may_believe_the_page_for_three_minutes(after: timedelta, *, fresh: bool) -> None:
    assert Used(NOON, 150, "S").fresh(NOON + after) is fresh
