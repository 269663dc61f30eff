"""From the file to the rulebook: what each block becomes, and what each field refuses."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from muvengine.core.errors import RulebookRefused
from muvengine.core.modes.limits import DEFAULT_LIMITS, Family, ModeLimits
from muvengine.core.rules.conditions import Named
from muvengine.core.rules.rulebook import Owner, Percent, Period, Rulebook
from muvengine.core.rules.score import Settlement
from muvengine.formats.rulebook_yaml.problems import Problem
from muvengine.formats.rulebook_yaml.read import check_rulebook, read_rulebook
from tests.formats.rulebook_yaml.test_tree import SPRING

SHIPPED = read_rulebook((Path(__file__).parents[3] / "rules" / "muv.yaml").read_bytes())
MODES = b"modes:\n  walk: {}\n  bike: {}\n  bus: {}\n  tram: {}\n  train: {}\n  carpool: {}\n"


def with_block(block: str) -> bytes:
    return SPRING.replace(b"\nparams:", b"\n" + block.encode() + b"params:", 1)


def instead(good: str, bad: str) -> bytes:
    assert good.encode() in SPRING
    return SPRING.replace(good.encode(), bad.encode(), 1)


def errors(data: bytes) -> list[Problem]:
    return [problem for problem in check_rulebook(data).problems if not problem.warning]


def test_the_head_of_the_file() -> None:
    book = read_rulebook(SPRING)
    assert (book.name, book.version, str(book.zone)) == ("smart-quartier", 7, "Europe/Paris")
    assert (book.first_day, book.end_day) == (date(2026, 3, 1), date(2026, 7, 1))
    assert book.label["fr"] == "Saison de printemps"
    assert book.settlement == Settlement(48, 180, "end_of_month")
    assert book.remind_days == (30, 7)
    assert [value.value for value in book.params["bike_first_km"]] == [6, 8]


def test_rules_caps_and_groups_are_in_the_order_written() -> None:
    book = read_rulebook(SPRING)
    assert [rule.name for rule in book.rules][:5] == [
        "walk-km", "bike-km", "transit-trip", "carpool-km", "set-route",
    ]  # fmt: skip
    rush = book.rules[5]
    assert rush.pays == Percent(Named("rush_bonus"))
    assert [cap.name for cap in book.caps] == ["carpool-day", "day", "week", "season-budget"]
    budget = book.caps[-1]
    assert (budget.owner, budget.period, budget.alert) == (Owner.PROGRAMME, Period.SEASON, True)


def test_without_a_modes_block_all_known_modes_are_there() -> None:
    assert set(read_rulebook(SPRING).modes) == set(DEFAULT_LIMITS)


def test_the_modes_block_replaces_thresholds_one_by_one() -> None:
    block = MODES.replace(
        b"walk: {}", b"walk: {min_km: 0.3, limits: {p50_kmh_max: 9, p85_kmh_max: none}}"
    )
    book = read_rulebook(with_block(block.decode()))
    walk = book.modes["walk"]
    assert walk.km_min == Decimal("0.3")
    assert (walk.limits.p50_kmh_max, walk.limits.p85_kmh_max) == (9.0, None)
    assert walk.limits.share_gt25_max == DEFAULT_LIMITS["walk"].share_gt25_max
    assert book.modes["bike"].limits == DEFAULT_LIMITS["bike"]


def test_a_new_mode_needs_no_code_but_a_family() -> None:
    block = MODES.decode() + "  rollers: {family: wheels, label: {fr: Rollers, en: Rollers}}\n"
    book = read_rulebook(with_block(block))
    assert book.modes["rollers"].limits == ModeLimits(family=Family.WHEELS)
    without = block.replace("family: wheels, ", "")
    assert [problem.code for problem in errors(with_block(without))] == ["R108"]


def test_the_shipped_thresholds_are_the_measured_ones() -> None:
    assert {mode: rule.limits for mode, rule in SHIPPED.modes.items()} == dict(DEFAULT_LIMITS)


def test_every_threshold_can_be_written() -> None:
    names = [field.name for field in fields(ModeLimits) if field.name != "family"]
    written = ", ".join(f"{name}: 3" for name in names)
    block = MODES.decode().replace("walk: {}", f"walk: {{limits: {{{written}}}}}")
    limits = read_rulebook(with_block(block)).modes["walk"].limits
    assert {getattr(limits, name) for name in names} == {3}


@pytest.mark.parametrize(
    ("settle", "settlement"),
    [
        ("pending_hours: 0",                                  Settlement(0, None, "none")),
        ("pending_hours: 2\n  expire: {after_days: 90}",      Settlement(2, 90, "none")),
    ],
)  # fmt: skip
def test_points_may_never_end_or_on_the_very_day(settle: str, settlement: Settlement) -> None:
    start = SPRING.index(b"  pending_hours")
    end = SPRING.index(b"examples:")
    book = read_rulebook(SPRING[:start] + b"  " + settle.encode() + b"\n" + SPRING[end:])
    assert book.settlement == settlement


def test_without_a_settle_block_the_programmes_usual_terms_hold() -> None:
    start, end = SPRING.index(b"settle:"), SPRING.index(b"examples:")
    assert read_rulebook(SPRING[:start] + SPRING[end:]).settlement == Settlement()


@pytest.mark.parametrize(
    ("good", "bad", "expected"),
    [
        ("version: 7",                       "version: 7.5",               "whole"),
        ("version: 7",                       "version: 0",                 "whole"),
        ("version: 7",                       "version: true",              "whole"),
        ("rulebook: smart-quartier",         "rulebook: Smart Quartier",   "name"),
        ("schema: muv.rules/v1",             "schema: muv.rules/v2",       "choice"),
        ("timezone: Europe/Paris",           "timezone: 7",                "zone"),
        ("timezone: Europe/Paris",           "timezone: ../../etc/passwd", "zone"),
        ("until: 2026-07-01",                "until: soon",                "day"),
        ("rush_bonus: 25",                   "rush_bonus: much",           "param"),
        ("rush_bonus: 25",                   "rush_bonus: -3",             "number"),
        ("{from: 2026-05-01, value: 8}",     "[]",                         "block"),
        ("label: {en: Walking, fr: Marche}", "label: Walking",             "label"),
        ("label: {en: Walking, fr: Marche}", 'label: {en: "", fr: Marche}', "text"),
        ("percent: 40",                      "percent: 40.0001",           "param_number"),
        ("percent: 40",                      "percent: true",              "param_number"),
        ("flat: 15",                         "flat: 15.5",                 "param_whole"),
        ("limit: {times: 1, per: week}",     "limit: {times: 1, per: [day, route]}", "limit_per"),
        ("limit: {times: 1, per: week}",     "limit: {times: 1, per: trip}", "limit_per"),
        ("per: [participant, week]",         "per: week",                  "cap_per"),
        ("per: [participant, week]",         "per: [shop, week]",          "cap_per"),
        ('["07:00", "09:30"]',               '["07:00"]',                  "window"),
        ('["07:00", "09:30"]',               '["07:00", "24:00"]',         "clock"),
        ('start: "2026-03-12T08:05"',        "start: yesterday",           "moment"),
        ('start: "2026-03-12T08:05"',        'start: "2026-02-30T08:05"',  "moment"),
        ("status: rejected",                 "status: refused",            "choice"),
        ("history: {trips: 5}",              "history: 5",                 "block"),
        ("    per_km:",                      "    per_km: {}\n    x:",     "list"),
        ("km: {min: 0.3}",                   "km: {min: -1}",              "param_number"),
        ("mode: [walk]",                     "mode: walk",                 "list"),
    ],
)  # fmt: skip
def test_a_field_says_what_it_expected(good: str, bad: str, expected: str) -> None:
    source = good if good.encode() in SPRING else "history: {trips: 4}"
    problems = errors(instead(source, bad))
    assert expected in [problem.facts.get("expected") for problem in problems]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("scaled: {by: climb_m, every: 10, percent: 1, points: 1}",         "R104"),
        ("scaled: {by: climb_m, every: 10, percent: 1, max_points: 5}",     "R104"),
        ("scaled: {by: climb_m, every: 10, points: 1, max_percent: 5}",     "R104"),
        ("scaled: {by: route_share, every: 0.0005, points: 1}",             "R103"),
        ("percent: 40\n    flat: 3",                                        "R104"),
    ],
)  # fmt: skip
def test_a_bonus_pays_in_one_way(bad: str, code: str) -> None:
    assert code in [problem.code for problem in errors(instead("percent: 40", bad))]


def test_reading_for_use_refuses_with_all_problems() -> None:
    with pytest.raises(RulebookRefused) as refusal:
        read_rulebook(instead("flat: 15", "flat: fifteen"))
    problems = refusal.value.facts["problems"]
    assert isinstance(problems, tuple)
    assert [(problem.code, problem.mark.line) for problem in problems] == [("R103", 42)]


def test_a_rulebook_without_an_end_and_without_a_zone_is_fine() -> None:
    assert SHIPPED.end_day is None
    assert SHIPPED.zone is None
    assert isinstance(SHIPPED, Rulebook)
