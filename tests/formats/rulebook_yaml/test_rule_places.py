"""Where each rule stands in its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from muvengine.formats.rulebook_yaml.problems import Mark
from muvengine.formats.rulebook_yaml.read import check_rulebook
from muvengine.formats.rulebook_yaml.rule_places import rule_places

RULES = sorted((Path(__file__).parents[3] / "rules").glob("*.yaml"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_every_rule_gate_and_cap_is_found_where_it_begins(path: Path) -> None:
    data = path.read_bytes()
    book, lines = check_rulebook(data).rulebook, data.decode().splitlines()
    assert book
    places = rule_places(data)
    names = [gate.name for gate in book.gates]
    names += [rule.name for rule in book.rules] + [cap.name for cap in book.caps]
    assert list(places) == names
    for name, mark in places.items():
        assert lines[mark.line - 1][mark.column - 1 :].lstrip("{").split(",")[0] in {
            f"rule: {name}",
            f"cap: {name}",
        }


def test_places_count_lines_and_columns_from_one() -> None:
    data = b"earn:\n- {rule: first, flat: 1}\n-\n    rule: second\ncaps:\n  - cap: top\n"
    assert rule_places(data) == {
        "first": Mark(2, 3),
        "second": Mark(4, 5),
        "top": Mark(6, 5),
    }


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[]", b"earn: 3", b"earn: [3, {rule: [1]}, {flat: 1}]", b"earn: [{rule: a"],
)
def test_what_cannot_be_read_has_no_places(data: bytes) -> None:
    assert rule_places(data) == {}
