"""Decimals read many at once are those that reading each by itself gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from muvengine.formats.gpx.numerals import read_decimals

SIGNS = st.sampled_from(("", "-", "+"))
DIGITS = st.text("0123456789", max_size=9)
ALIKE = st.tuples(SIGNS, DIGITS, st.sampled_from((".", "")), DIGITS).map("".join)
ODD = st.text("0123456789.-+ \n", max_size=6)


def one_by_one(texts: list[str]) -> list[float]:
    # A text beside one with a letter is looked at by itself.
    return [float(read_decimals([text, "x"])[0]) for text in texts]


@given(st.lists(ALIKE, max_size=6) | st.lists(ALIKE | ODD, max_size=6))
@example(["-1.5", "1-.5"])
@example(["0.1", "0.30000000000000004"])
@example(["999999999999999.", "0.00000000000001"])
@example(["1.\n2", "3.44"])
def test_many_at_once_are_as_each_by_itself(texts: list[str]) -> None:
    assert read_decimals(texts).tolist() == pytest.approx(
        one_by_one(texts), rel=0, abs=0, nan_ok=True
    )


def test_no_digit_is_lost_whatever_their_number() -> None:
    values = np.random.default_rng(1).uniform(-180, 180, 500)
    for digits in range(1, 17):
        texts = [f"{value:.{digits}f}" for value in values]
        assert read_decimals(texts).tolist() == [float(text) for text in texts]
        below = [f"-{text.lstrip('-')}".rstrip("0") for text in texts]
        assert read_decimals(below).tolist() == [float(text) for text in below]
