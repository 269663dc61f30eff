from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.ledger.lots import REMIND_DAYS, expiry, last_day_of, reminder_due

LAST = date(2026, 4, 30)


@pytest.mark.parametrize(("left", "due"), [
    (31, None), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7), (-1, None),
])  # fmt: skip
def test_the_nearest_reminder_reached_is_due(left: int, due: int | None) -> None:
    assert reminder_due(LAST, LAST - timedelta(days=left), REMIND_DAYS) == due


@given(
    at=st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001  given a zone beside
    zone=st.sampled_from(["Europe/Paris", "America/Martinique", "Pacific/Auckland", "UTC"]),
    days=st.integers(1, 400),
)
def test_points_end_on_the_last_day_of_a_month_of_the_town(
    at: datetime, zone: str, days: int
) -> None:
    town = ZoneInfo(zone)
    ends = expiry(at, town, after_days=days, end_of_month=True)
    assert ends is not None
    last = last_day_of(ends, town)
    assert (last + timedelta(days=1)).day == 1
    assert last >= at.astimezone(town).date() + timedelta(days=days)
