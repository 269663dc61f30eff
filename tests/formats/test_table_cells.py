from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.formats.table_cells import write_table


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(table.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert read(write_table([[text]])) == [[f"'{text}"]]


def test_numbers_stay_numbers() -> None:
    assert read(write_table([[-150, "a;b", 'say "hello"']])) == [["-150", "a;b", 'say "hello"']]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"))))
def test_what_is_written_is_read_back(row: list[str]) -> None:
    plain = [text for text in row if not text.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert read(write_table([["first", *plain]])) == [["first", *plain]]
