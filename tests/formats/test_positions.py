from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.formats.positions import (
    POSITIONS_MAX,
    WrongRow,
    read_positions,
    write_positions,
)

degrees = st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=40)


@pytest.mark.parametrize("text", [
    "43.64, 5.09", "43.64,5.09", "43.64 5.09", "43.64;5.09", "43.64\t5.09", " 43.64 ,  5.09 ",
    "43,64; 5,09", "43,64 5,09", "43,64, 5,09", "+43.64, 5.09;",
])  # fmt: skip
def test_two_numbers_are_a_position_however_they_are_parted(text: str) -> None:
    read = read_positions(text)
    assert (read.lat.tolist(), read.lon.tolist(), read.wrong) == ([43.64], [5.09], ())


@pytest.mark.parametrize(("line", "code"), [
    ("43.64",             "numbers"),
    ("43,64,5,09",        "numbers"),
    ("43.64, 5.09, 12",   "numbers"),
    ("here, there",       "numbers"),
    ("nan, 5.09",         "numbers"),
    ("1e1, 5.09",         "numbers"),
    ("0x10, 5.09",        "numbers"),
    ("٤٣.64, x",          "numbers"),
    ("90.01, 5.09",       "range"),
    ("43.64, -180.5",     "range"),
])  # fmt: skip
def test_what_is_no_position_is_told_with_its_line(line: str, code: str) -> None:
    read = read_positions(f"43.64, 5.09\r\n\r\n{line}\r\n43.65, 5.10\r\n")
    assert read.wrong == (WrongRow(3, code),)
    assert read.lat.tolist() == [43.64, 43.65]


def test_nothing_is_no_position() -> None:
    read = read_positions(" \n\n")
    assert (len(read.lat), read.wrong, read.too_many) == (0, (), False)


def test_reading_stops_where_nobody_draws_so_many() -> None:
    rows = ["43.64, 5.09"] * POSITIONS_MAX
    assert not read_positions("\n".join(rows)).too_many
    read = read_positions("\n".join([*rows, "x"]))
    assert read.too_many
    assert len(read.lat) == POSITIONS_MAX


@given(degrees)
def test_what_is_written_is_read_again_to_a_tenth_of_a_metre(
    path: list[tuple[float, float]],
) -> None:
    lat, lon = np.array(path, dtype=np.float64).reshape(-1, 2).T
    text = write_positions(lat, lon)
    read = read_positions(text)
    assert not read.wrong
    np.testing.assert_allclose(read.lat, lat, atol=6e-7)
    np.testing.assert_allclose(read.lon, lon, atol=6e-7)
    assert write_positions(read.lat, read.lon) == text


@given(st.text(max_size=200))
def test_any_text_is_read_or_told_wrong(text: str) -> None:
    read = read_positions(text)
    told = len(read.lat) + len(read.wrong)
    assert told == sum(1 for line in text.splitlines() if line.strip())
