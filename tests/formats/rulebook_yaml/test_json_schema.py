"""The schema for editors says the same as the reader."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from muvengine.formats.rulebook_yaml.json_schema import json_schema, json_schema_text
from muvengine.formats.rulebook_yaml.tree import read_tree
from tests.formats.rulebook_yaml.test_messages import GOLDEN, slip
from tests.formats.rulebook_yaml.test_tree import SPRING

ROOT = Path(__file__).parents[3]
BOOKS = Path(__file__).parent / "books"
GOOD = [*sorted((ROOT / "rules").glob("*.yaml")), *sorted(BOOKS.glob("*.yaml"))]
SHAPE = re.compile(r"R10[123]-")
MISSHAPEN = [path for path in GOLDEN if SHAPE.match(path.name)]
# No pattern knows how many days a month has, nor which zones there are.
STRICTER = {"R103-day", "R103-days", "R103-zone"}
VALIDATOR = Draft7Validator(json_schema())


def fits(data: bytes) -> bool:
    """Ask a validator that knows nothing of ours, as an editor does."""
    value = read_tree(data).value
    return bool(VALIDATOR.is_valid(json.loads(json.dumps(value, default=_number))))


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)


def test_a_validator_takes_it_for_a_schema() -> None:
    Draft7Validator.check_schema(json.loads(json_schema_text()))


def test_the_file_beside_the_rulebooks_is_up_to_date() -> None:
    path = ROOT / "rules" / "schema" / "rulebook.v1.schema.json"
    assert path.read_text(encoding="utf-8") == json_schema_text()


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_good_rulebooks_fit_the_schema(path: Path) -> None:
    assert fits(path.read_bytes())


@pytest.mark.parametrize("path", MISSHAPEN, ids=lambda path: path.stem)
def test_a_slip_in_the_shape_is_underlined_by_an_editor_too(path: Path) -> None:
    data, _ = slip(path)
    assert fits(data) is (path.stem in STRICTER)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("percent: 40",             "pecent: 40"),
        ("flat: 15",                "flat: fifteen"),
        ("flat: 15",                "flat: 501"),
        ("weather: [rain, snow]",   "weather: [rian]"),
        ('["07:00", "09:30"]',      "[7:00, 9:30]"),
        ("    label: {en: Walking, fr: Marche}\n", ""),
    ],
)  # fmt: skip
def test_a_misspelt_rulebook_does_not_fit(good: str, bad: str) -> None:
    assert fits(SPRING)
    assert not fits(SPRING.replace(good.encode(), bad.encode(), 1))


def test_the_schema_is_plain_json() -> None:
    assert json.loads(json_schema_text())["$schema"].startswith("http://json-schema.org/draft-07")
