"""What organisers are told: each file in tests/rules_bad is one slip and its message."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from muvengine.formats.rulebook_yaml.checked import Published
from muvengine.formats.rulebook_yaml.read import check_rulebook
from muvengine.formats.rulebook_yaml.report import as_github, as_json, as_text
from muvengine.words.rule_problems import SENTENCES
from tests.formats.rulebook_yaml.test_tree import SPRING

GOLDEN = sorted((Path(__file__).parents[2] / "rules_bad").glob("*.txt"))
ZONES = ("canourgues", "centre")
SLIP = re.compile(r"<<<\n(.*?)\n===\n(.*?)\n>>>\n(.*)\n", re.DOTALL)


def slip(path: Path) -> tuple[bytes, str]:
    """Give the spoilt rulebook and the message it deserves."""
    match = SLIP.fullmatch(path.read_text(encoding="utf-8"))
    assert match, path
    good, bad, message = match.groups()
    assert good.encode() in SPRING
    return SPRING.replace(good.encode(), bad.encode(), 1), message


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_slip_is_told_with_its_place_and_what_to_do(path: Path) -> None:
    data, message = slip(path)
    checked = check_rulebook(data, zones=ZONES)
    assert checked.rulebook is None
    errors = [problem for problem in checked.problems if not problem.warning]
    assert as_text(errors, "spring.yaml") == message


def test_every_code_is_shown_by_a_file_or_a_test_below() -> None:
    shown = {path.stem[:4] for path in GOLDEN if path.stem.startswith("R")}
    elsewhere = {"R001", "R206", "R401", "R402", "R403"}
    known = {key[:4] for key in SENTENCES if re.match(r"R\d", key)}
    assert shown | elsewhere == known


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_every_message_can_be_said_in_french(path: Path) -> None:
    data, message = slip(path)
    problems = [
        problem for problem in check_rulebook(data, zones=ZONES).problems if not problem.warning
    ]
    french = as_text(problems, "spring.yaml", "fr")
    assert french.count("\n") == message.count("\n")
    assert french != message


def test_problems_are_told_all_at_once_by_line() -> None:
    spoilt = SPRING.replace(b"flat: 15", b"flat: fifteen").replace(b"[carpool-km]}", b"[car-km]}")
    places = [(p.code, p.mark.line) for p in check_rulebook(spoilt).problems]
    assert places == [("R103", 42), ("R203", 85)]


def test_two_rules_above_one_cap_are_both_told() -> None:
    lower = SPRING.replace(b"{cap: day, points: 150", b"{cap: day, points: 40")
    assert lower != SPRING
    told = [
        problem.facts["name"]
        for problem in check_rulebook(lower).problems
        if problem.code == "R402" and problem.facts["cap"] == "day"
    ]
    assert told == ["walk-km", "bike-km", "carpool-km"]


def test_the_good_file_has_warnings_only() -> None:
    checked = check_rulebook(SPRING)
    assert checked.good
    assert [problem.code for problem in checked.problems] == ["R401"] * 4 + ["R402"]
    text = as_text(checked.problems, "spring.yaml")
    assert "spring.yaml:39:11: warning R401 no example shows the rule 'transit-trip'" in text
    assert "R402 the cap 'carpool-day' is lower than what 'carpool-km' can bring" in text


def test_programs_and_editors_get_the_same_as_values() -> None:
    data, _ = slip(next(path for path in GOLDEN if path.stem == "R101-unknown-word"))
    problems = [problem for problem in check_rulebook(data).problems if not problem.warning]
    assert as_json(problems, "spring.yaml") == [
        {
            "file": "spring.yaml",
            "line": 68,
            "column": 5,
            "code": "R101",
            "severity": "error",
            "path": "bonuses[2].pecent",
            "message": "unknown word 'pecent'",
            "notes": ["did you mean 'percent'?"],
        }
    ]
    assert as_github(problems, "spring.yaml") == (
        "::error file=spring.yaml,line=68,col=5,title=R101::"
        "unknown word 'pecent'; did you mean 'percent'?"
    )


def test_a_very_long_line_is_shown_around_the_caret() -> None:
    data = b"a: [" + b"1, " * 2000 + b"010]\n"
    octal = [problem for problem in check_rulebook(data).problems if problem.code == "R006"]
    line = as_text(octal, "long.yaml").splitlines()
    assert len(line[1]) < 200
    assert line[1][line[2].index("^") :].startswith("010")


@pytest.mark.parametrize(
    ("published", "codes"),
    [
        (("smart-quartier", 6, "2026-01-01", None), set()),
        (("smart-quartier", 8, "2026-04-01", None), {"R206"}),
        (("other", 1, "2026-06-01", None), {"R206"}),
        (("other", 1, "2026-07-01", None), set()),
        (("other", 1, "2026-01-01", "2026-03-01"), set()),
        (("smart-quartier", 7, "2026-03-01", None), {"R403"}),
    ],
)
def test_published_versions_are_neighbours(
    published: tuple[str, int, str, str | None], codes: set[str]
) -> None:
    name, version, first, end = published
    other = Published(
        name,
        version,
        "0" * 64,
        date.fromisoformat(first),
        date.fromisoformat(end) if end else None,
    )
    checked = check_rulebook(SPRING, published=[other])
    assert {p.code for p in checked.problems} - {"R401", "R402"} == codes


def test_labels_must_be_in_the_programmes_languages() -> None:
    checked = check_rulebook(SPRING, languages=("fr", "en", "ar"))
    missing = {p.facts["language"] for p in checked.problems if p.code == "R209"}
    assert missing == {"ar"}
