"""What is asked at enrolment, and how it is tidied."""

from __future__ import annotations

import pytest

from muvengine.core.errors import BadInput
from muvengine.core.people.enrolment import Enrolment, check_enrolment, tidy_name


@pytest.mark.parametrize(("typed", "kept"), [
    ("  Fatou   Diop ",       "Fatou Diop"),
    ("Anne\u2010Lise",        "Anne\u2010Lise"),
    ("evil\u202eemaN",        "evilemaN"),  # would turn the rest of the line round
    ("Z\u200boé\n",           "Zoé"),
    ("Zoe\u0301",             "Zoé"),
    ("李雷",                   "李雷"),
])  # fmt: skip
def test_a_name_fits_on_one_line_and_hides_nothing(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


@pytest.mark.parametrize(("enrolment", "fields"), [
    (Enrolment(" ", "fr", consent=True),                     {"name": "missing"}),
    (Enrolment("\u200b", "fr", consent=True),                {"name": "missing"}),
    (Enrolment("x" * 81, "fr", consent=True),                {"name": "long"}),
    (Enrolment("Ana", "fr", consent=True, note="x" * 201),   {"note": "long"}),
    (Enrolment("Ana", "fr"),                                 {"consent": "missing"}),
    (Enrolment("", "fr", note="x" * 201),                    {"name": "missing"}),
    (Enrolment("Ana", "fr", note="x" * 201),                 {"note": "long"}),
])  # fmt: skip
def test_the_first_thing_wrong_is_named(enrolment: Enrolment, fields: dict[str, str]) -> None:
    with pytest.raises(BadInput) as refused:
        check_enrolment(enrolment)
    assert refused.value.facts["fields"] == fields


def test_what_is_right_is_kept_as_it_is() -> None:
    asked = Enrolment("Ana", "fr", "walk", consent=True, note="mardi", segments=("senior",))
    assert check_enrolment(asked) == asked
