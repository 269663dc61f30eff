"""When a person who asked may expect an answer."""

from __future__ import annotations

from datetime import date

import pytest

from muvengine.core.trips.review import answer_by


@pytest.mark.parametrize(
    ("opened", "by"),
    [
        (date(2026, 4, 6),  date(2026, 4, 13)),  # Monday to Monday
        (date(2026, 4, 10), date(2026, 4, 17)),  # Friday to Friday
        (date(2026, 4, 11), date(2026, 4, 17)),  # a weekend does not count
        (date(2026, 4, 12), date(2026, 4, 17)),
        (date(2026, 12, 30), date(2027, 1, 6)),
    ],
)  # fmt: skip
def test_an_answer_comes_within_five_working_days(opened: date, by: date) -> None:
    assert answer_by(opened) == by
