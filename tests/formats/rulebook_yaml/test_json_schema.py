"""The schema for editors says the same as the reader."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from muvengine.formats.rulebook_yaml.json_schema import json_schema, json_schema_text
from muvengine.formats.rulebook_yaml.tree import read_tree
from tests.formats.rulebook_yaml.test_tree import SPRING

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "rules" / "muv.yaml"
KINDS: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, Decimal),
}


def fits(value: object, shape: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Check a value against the few words of JSON Schema that ours uses."""
    if "$ref" in shape:
        return fits(value, whole["definitions"][shape["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in shape:
        return any(fits(value, one, whole) for one in shape["anyOf"])
    allowed = shape.get("enum", [shape["const"]] if "const" in shape else [value])
    return value in allowed and _kind_fits(value, shape) and _inside_fits(value, shape, whole)


def _kind_fits(value: object, shape: dict[str, Any]) -> bool:
    kind = shape.get("type")
    if kind is None:
        return True
    if kind in {"integer", "number"} and isinstance(value, bool):
        return False
    return isinstance(value, KINDS[kind])


def _inside_fits(value: object, shape: dict[str, Any], whole: dict[str, Any]) -> bool:
    match value:
        case bool():
            return True
        case int() | Decimal():
            return bool(shape.get("minimum", value) <= value <= shape.get("maximum", value))
        case str():
            return re.search(shape.get("pattern", ""), value) is not None
        case list():
            return all(fits(item, shape.get("items", {}), whole) for item in value)
        case dict():
            return _block_fits(value, shape, whole)
    return True


def _block_fits(value: dict[str, Any], shape: dict[str, Any], whole: dict[str, Any]) -> bool:
    known, other = shape.get("properties", {}), shape.get("additionalProperties", {})
    if any(word not in value for word in shape.get("required", [])):
        return False
    return all(
        (word in known or other is not False) and fits(inner, known.get(word, other), whole)
        for word, inner in value.items()
    )


def test_the_file_beside_the_rulebooks_is_up_to_date() -> None:
    path = ROOT / "rules" / "schema" / "rulebook.v1.schema.json"
    assert path.read_text(encoding="utf-8") == json_schema_text()


@pytest.mark.parametrize("data", [SPRING, SHIPPED.read_bytes()], ids=["spring", "shipped"])
def test_good_rulebooks_fit_the_schema(data: bytes) -> None:
    schema = json_schema()
    assert fits(read_tree(data).value, schema, schema)


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
    schema = json_schema()
    assert not fits(read_tree(SPRING.replace(good.encode(), bad.encode(), 1)).value, schema, schema)


def test_the_schema_is_plain_json() -> None:
    assert json.loads(json_schema_text())["$schema"].startswith("http://json-schema.org/draft-07")
