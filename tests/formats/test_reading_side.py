from __future__ import annotations

import pytest

from muvengine.formats.reading_side import side


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un café", "L"),
        ("قسيمة", "R"),
        ("12 نقطة", "R"),
        ("\u2068Café\u2069", "L"),
        ("\u2068Café\u2069، نوفمبر", "R"),
        ("+12", "L"),
        ("", "L"),
    ],
)
def test_a_text_begins_on_the_side_of_its_first_letter(text: str, expected: str) -> None:
    assert side(text) == expected
