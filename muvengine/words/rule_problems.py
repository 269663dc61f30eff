"""What is wrong with a rulebook, for the person who writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from muvengine.words.catalogue import Sentences, known, say

SENTENCES: Final[Sentences] = {
    "R001_bytes": "the file is larger than {most} kB",
    "R001_nodes": "the file holds more than {most} values",
    "R002_encoding": "the file is not written in UTF-8",
    "R002_syntax": "this is not YAML: {problem}",
    "R002_documents": "only one document a file",
    "R002_root": "expected lines like 'word: value'",
    "R002_nothing": "the file says nothing",
    "R003_anchor": "names for repeated blocks (&{name}) are not allowed: write it out",
    "R003_alias": "references to blocks (*{name}) are not allowed: write it out",
    "R003_tag": "tags are not allowed, got '{name}'",
    "R004": "blocks lie more than {most} deep in each other",
    "R005": "'{word}' is written twice in the same block",
    "R006_number_long": "this number has too many digits",
    "R006_number_octal": "a number does not start with 0, got '{got}'",
    "R006_number_form": "write numbers plainly, as 12 or 2.5, got '{got}'",
    "R006_yes_no": "write true or false, or put it in quotes, got '{got}'",
    "R006_timestamp": "put a day with its hour in quotes, got '{got}'",
    "R007_block": "a word must stand before the colon, not a block",
    "R007_word": "a word has only small letters a to z, digits, hyphens and low lines, got '{got}'",
    "R008": "a character that cannot be seen ({character}) is not allowed",
    "R101": "unknown word '{word}'",
    "R102": "'{word}' is missing",
    "R103": "expected {expected}, got {got}",
    "R104": "expected exactly one of {words}",
    "R105": "this block has no condition; leave it out",
    "R106": "a step must be larger than zero",
    "R107": "expected at most one of {words}",
    "R108": "'{needed_by}' needs '{word}'",
    "R201": "the name '{name}' is taken",
    "R202": "bonus refers to unknown group '{name}'",
    "R203_cap": "cap refers to unknown rule '{name}'",
    "R203_example": "example refers to unknown rule '{name}'",
    "R204": "unknown parameter '${name}'",
    "R205_until": "the last day must come after the first, {first}",
    "R205_late": "the first value must hold from {first} on",
    "R205_order": "values must be sorted by day; this one must come after {first}",
    "R206": "version {version} of '{name}' is published for some of these days",
    "R207_open": "only the last band has no 'up_to'",
    "R207_order": "bands must grow; this one must end after {before}",
    "R207_end": "the last band must have no 'up_to'; write 'points: 0' for nothing more",
    "R208_range": "this can never be: at least {low} and at most {high}",
    "R208_window": "this can never be: it ends when it starts",
    "R208_days": "this can never be: the rulebook holds on none of these days",
    "R209": "the label has no text in '{language}'",
    "R210": "unknown mode '{name}'",
    "R212": "the town has no zone '{name}'",
    "R211": "parameter '${name}' is {value}, expected {low} to {high}",
    "R301_points": "example '{example}' gives {value} points, not {wanted}",
    "R301_line": "example '{example}': '{of}' gives {value}, not {wanted}",
    "R302": "example '{example}' starts on a day on which the rulebook does not hold",
    "R401": "no example shows the rule '{name}' applied",
    "R402": "the cap '{cap}' is lower than what '{name}' can bring in a day: {most}",
    "R403": "version {version} is published with other content; raise the version",
    "G201_first": "the first level must begin at 0",
    "G201_order": "levels must grow; this one must begin above {before}",
    "G202": "rewards must be sorted; this one must ask for more than {before} weeks",
    "G203": "example speaks of unknown badge '{name}'",
    "G204": "a challenge of kind '{kind}' needs '{word}'",
    "G205": "a challenge of kind '{kind}' has no '{word}'",
    "G206": "difficulties must rise; this one must ask for more than {before}",
    "G207": "the ceiling must not lie below the floor, {floor}",
    "G208": "example speaks of unknown challenge '{name}'",
    "G209": "this must be above zero",
    "G301": "example '{example}': '{of}' gives {got}, not {wanted}",
    "expect_routes": "a whole number, or all",
    "expect_names": "a list of names like [a, b], or [] for none",
    "expect_number": "a number between {low} and {high}",
    "expect_whole": "a whole number between {low} and {high}",
    "expect_param_number": "a number between {low} and {high}, or $param",
    "expect_param_whole": "a whole number between {low} and {high}, or $param",
    "expect_name": "a name of small letters, digits and hyphens",
    "expect_text": "a text of at most 200 characters",
    "expect_choice": "one of {choices}",
    "expect_flag": "true or false",
    "expect_day": "a day like 2026-03-01",
    "expect_days": "a day like 2026-03-01, or days like {sample}",
    "expect_moment": "a day and hour like {sample}",
    "expect_clock": "an hour like {sample}",
    "expect_zone": "a time zone like Europe/Paris",
    "expect_window": "two hours like {sample}",
    "expect_label": "texts by language like {sample}",
    "expect_limit_per": "day, week, month or season, or [route, day]",
    "expect_cap_per": "whose and how long, like [participant, day]",
    "expect_block": "a block of words",
    "expect_list": "a list of at least one thing, like [a, b]",
    "expect_threshold": "a number from 0 up, or none",
    "expect_param": "a number, or a list of {sample}",
    "nothing": "nothing",
    "near": "did you mean '{near}'?",
    "quote": "write {quote}",
    "first_written": "first written on line {line}",
    "first_built_in": "the engine uses this name itself",
    "got": "got: {lines}",
    "got_nothing": "got: no line",
    "warning": "warning",
}

_SAMPLES: Final[Mapping[str, str]] = {
    "days": "{from: 2026-12-20, until: 2027-01-04}",
    "moment": '"2026-03-12T08:05"',
    "clock": '"07:30"',
    "window": '["07:30", "09:00"]',
    "label": "{en: Walking, fr: Marche}",
    "param": "{from: 2026-03-01, value: 6}",
}


def message(code: str, facts: Mapping[str, object], locale: str) -> str:
    """Say one problem, without its place.

    Args:
        code: R and three digits.
        facts: those of the problem.
        locale: see ``say``.
    """
    put = {name: _plain(value) for name, value in facts.items()}
    if facts.get("got", "") is None:
        put["got"] = say("rule_problems.nothing", locale)
    if code == "R103":
        put["expected"] = expected(str(facts["expected"]), facts, locale)
    if code == "R301":
        line = "points" if facts.get("of") == "points" else "line"
        return say(f"rule_problems.R301_{line}", locale, **put)
    for kind in (facts.get("kind"), facts.get("by")):
        if known(f"rule_problems.{code}_{kind}"):
            return say(f"rule_problems.{code}_{kind}", locale, **put)
    return say(f"rule_problems.{code}", locale, **put)


def expected(kind: str, bounds: Mapping[str, object], locale: str) -> str:
    """Say what a field reads.

    Args:
        kind: the field's ``expects``.
        bounds: facts that its sentence names.
        locale: see ``say``.
    """
    put = {name: _plain(value) for name, value in bounds.items()}
    put["sample"] = _SAMPLES.get(kind, "")
    return say(f"rule_problems.expect_{kind}", locale, **put)


def notes(facts: Mapping[str, object], locale: str) -> Iterator[str]:
    """Say what helps to repair a problem."""
    if facts.get("near"):
        yield say("rule_problems.near", locale, near=facts["near"])
    if facts.get("quote"):
        yield say("rule_problems.quote", locale, quote=facts["quote"])
    first = facts.get("first_line")
    if first == 0:
        yield say("rule_problems.first_built_in", locale)
    elif first is not None:
        yield say("rule_problems.first_written", locale, line=str(first))
    lines = facts.get("lines")
    if isinstance(lines, list):
        told = ", ".join(f"{rule} {points:+d}" for rule, points in lines)
        code = "rule_problems.got" if told else "rule_problems.got_nothing"
        yield say(code, locale, lines=told)


def _plain(value: object) -> str:
    """Write a fact as the file would: no thousands' marks, lists with commas."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(item) for item in value)
    return str(value)
