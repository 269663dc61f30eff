"""The schema of game files for editors says the same as the reader."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from muvengine.formats.game_yaml.schema import GameSchema
from muvengine.formats.rulebook_yaml.json_schema import json_schema_of, json_schema_text
from muvengine.formats.rulebook_yaml.tree import read_tree
from muvengine.formats.shipped import shipped

GAMES = sorted(shipped("rules/game").glob("*.yaml"))
SHIPPED = shipped("rules/game/muv.yaml").read_text(encoding="utf-8")
VALIDATOR = Draft7Validator(json_schema_of(GameSchema))


def fits(text: str) -> bool:
    """Ask a validator that knows nothing of ours, as an editor does."""
    value = read_tree(text.encode()).value
    return bool(VALIDATOR.is_valid(json.loads(json.dumps(value, default=_number))))


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)


def test_a_validator_takes_it_for_a_schema() -> None:
    Draft7Validator.check_schema(json.loads(json_schema_text(GameSchema)))


def test_the_file_beside_the_games_is_up_to_date() -> None:
    path = shipped("rules/schema/game.v1.schema.json")
    assert path.read_text(encoding="utf-8") == json_schema_text(GameSchema)


@pytest.mark.parametrize("path", GAMES, ids=lambda path: path.name)
def test_good_games_fit_the_schema(path: Path) -> None:
    assert fits(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("joker_every_weeks: 4",     "joker_every_week: 4"),
        ("days: 3",                  "days: three"),
        ("days: 3",                  "days: 18"),
        ("routes: all",              "routes: every"),
        ("shops: all",               "shops: 0"),
        ("pictogram: seed",          "pictogram: seeds"),
        ("score: top3_plus_mean",    "score: top4_plus_mean"),
        ("from: 2026-12-21, ",       ""),
        ("stamps: 10",               "stamps: -10"),
        ("a_week_max: 10",           "a_week_max: ten"),
        ("reports: 3",               "reports: 0"),
    ],
)  # fmt: skip
def test_a_misspelt_game_does_not_fit(good: str, bad: str) -> None:
    assert good in SHIPPED
    assert not fits(SHIPPED.replace(good, bad, 1))
