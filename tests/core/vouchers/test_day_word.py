"""The word of the day changes each day and cannot be told from the sign."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.vouchers.day_word import COLOURS, WORDS, day_word

secrets = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=26, max_size=26)
DAY = timedelta(days=1)


@given(secrets, st.dates(date(2024, 1, 1), date(2100, 1, 1)))
def test_a_picture_of_yesterday_shows_another_word(secret: str, day: date) -> None:
    assert day_word(secret, day).word != day_word(secret, day - DAY).word


@given(secrets, st.integers(20_000, 30_000))
def test_each_word_comes_once_in_a_round(secret: str, turn: int) -> None:
    first = date.fromordinal(turn * WORDS)
    said = [day_word(secret, first + number * DAY) for number in range(WORDS)]
    assert sorted(one.word for one in said) == list(range(1, WORDS + 1))
    assert all(1 <= one.colour <= COLOURS for one in said)


def test_two_signs_say_different_things() -> None:
    days = [date(2026, 4, 1) + number * DAY for number in range(30)]
    one, other = ([day_word(secret, day) for day in days] for secret in ("A" * 26, "B" * 26))
    assert sum(a.word == b.word for a, b in zip(one, other, strict=True)) < 10


@pytest.mark.parametrize(("day", "word"), [("2026-04-07", (20, 4)), ("2026-04-08", (17, 2))])
def test_the_sheet_of_a_month_stays_true(day: str, word: tuple[int, int]) -> None:
    said = day_word("A" * 26, date.fromisoformat(day))
    assert (said.word, said.colour) == word
