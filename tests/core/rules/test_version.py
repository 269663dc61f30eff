"""Which version holds on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from muvengine.core.rules.version import Version, in_force

SPRING = Version(1, "muv", 1, "a", date(2026, 3, 1), None, "", None)
MAY = replace(SPRING, id=2, version=2, effective_from=date(2026, 5, 1))
JUNE_ONLY = replace(
    SPRING, id=3, version=3, effective_from=date(2026, 6, 1), effective_until=date(2026, 7, 1)
)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2026, 2, 28), None),
        (date(2026, 3, 1), 1),
        (date(2026, 4, 30), 1),
        (date(2026, 5, 1), 2),
        (date(2026, 6, 1), 3),
        (date(2026, 6, 30), 3),
        (date(2026, 7, 1), 2),
    ],
)  # fmt: skip
def test_the_latest_begun_whose_days_it_is_holds(day: date, version: int | None) -> None:
    found = in_force((SPRING, MAY, JUNE_ONLY), day)
    assert (found.version if found else None) == version


@pytest.mark.parametrize(
    ("name",  "first_day",        "end_day",          "collides"),
    [
        ("muv",   date(2026, 4, 1),   None,               False),  # takes over
        ("muv",   date(2026, 3, 1),   None,               True),   # the same first day
        ("muv",   date(2026, 2, 1),   None,               True),   # reaches into it
        ("muv",   date(2026, 2, 1),   date(2026, 3, 1),   False),  # ends in time
        ("muv",   date(2026, 2, 1),   date(2026, 3, 2),   True),   # one day too long
        ("other", date(2026, 4, 1),   None,               True),   # only the same book takes over
    ],
)  # fmt: skip
def test_a_version_claims_no_day_of_another(
    name: str,
    first_day: date,
    end_day: date | None,
    collides: bool,  # noqa: FBT001  a table
) -> None:
    new = replace(
        SPRING, id=9, version=9, name=name, effective_from=first_day, effective_until=end_day
    )
    assert new.collides(SPRING) is collides
