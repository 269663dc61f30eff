"""What a line would have taken, in every language: only sentences that a person can act on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from muvengine.core.rules.conditions import (
    AnyOf,
    Between,
    Condition,
    Flag,
    OneOf,
    OnRoute,
    StartBetween,
)
from muvengine.core.rules.rulebook import (
    Gate,
    LegPick,
    Limit,
    Otherwise,
    Period,
    Rule,
    Rulebook,
    Scaled,
)
from muvengine.core.rules.score import Line, LineStatus
from muvengine.formats.rulebook_yaml.read import check_rulebook
from muvengine.words.catalogue import spoken_locales
from muvengine.words.score_in_words import explain
from muvengine.words.translations import missing
from tests.core.rules.building import bonus, book, cap, earn, flat
from tests.words.test_rules_in_words import VALUES, vocabulary

DAY = date(2026, 3, 14)
MORNING, EVENING = StartBetween(7 * 60, 9 * 60), StartBetween(16 * 60, 18 * 60)
ROUTES = {"canal": "Le canal"}
SHIPPED = check_rulebook((Path(__file__).parents[2] / "rules" / "muv.yaml").read_bytes())


def told(
    rules: Rulebook,
    why: Mapping[str, object],
    *,
    rule: str = "gift",
    status: LineStatus = LineStatus.SKIPPED,
    locale: str = "en",
    gives: int = 0,
) -> str:
    line = Line(rule, "bonus", 0, status, why)
    [said] = explain([line], rules, locale, DAY, ROUTES, {rule: gives})
    return said.told


def test_the_languages_are_those_of_the_translations() -> None:
    assert spoken_locales()[0] == "en"
    assert "fr" in spoken_locales()


@pytest.mark.parametrize("locale", spoken_locales()[1:])
@pytest.mark.parametrize("domain", ["explanations", "rule_phrases"])
def test_no_language_lacks_a_sentence(domain: str, locale: str) -> None:
    assert list(missing(domain, locale)) == []


@pytest.mark.parametrize("locale", spoken_locales())
@pytest.mark.parametrize("condition", list(vocabulary()), ids=str)
def test_every_condition_is_told_in_every_status(condition: Condition, locale: str) -> None:
    gate = Gate("gate", {}, (condition,), Otherwise.REVIEW)
    limited = replace(bonus("gift", flat(7), condition), limit=Limit(Decimal(1), Period.WEEK))
    rules = book(
        limited, bonus("other", flat(7)), gates=(gate,), caps=(cap("top", 60, Period.DAY),)
    )
    why = {
        "condition": condition.word,
        "value": VALUES.get(condition.word, 2),
        "times": 1,
        "per": "day",
        "by": "other",
        "limit": 60,
        "used": 50,
    }
    names, points = ("gift", "gate", "top", "gone"), (0, 1, 7)
    for status, rule, gives in product(LineStatus, names, points):
        said = told(rules, why, rule=rule, status=status, locale=locale, gives=gives)
        assert said
        assert "{" not in said
        assert said[0] == said[0].upper() or status is LineStatus.APPLIED


@pytest.mark.parametrize(
    ("condition", "why", "english", "french"),
    [
        (
            Between("distance_km", Decimal(5)),
            {"value": 3.0},
            "2\xa0km more would have given 10 points (it was 3\xa0km)",
            "Il fallait 2\xa0km de plus pour avoir 10 points (il faisait 3\xa0km)",
        ),
        (
            Between("distance_km", Decimal(1)),
            {"value": 0.363},
            "640\xa0m more would have given",
            "Il fallait 640\xa0m de plus pour",
        ),
        (
            Between("duration_min", Decimal(30)),
            {"value": 12.3},
            "18 min more would have given",
            "Il fallait 18\xa0min de plus pour",
        ),
        (
            Between("stamps", Decimal(2)),
            {"value": 1},
            "1 more stamp would have given",
            "Il fallait 1 tampon de plus pour",
        ),
        (
            Between("streak_weeks", Decimal(4)),
            {"value": 2},
            "2 more weeks in a row would",
            "Il fallait 2 semaines de suite en plus",
        ),
        (
            OneOf("weekday", ("sat", "sun")),
            {"value": "mon"},
            "Another day (Saturday or Sunday) would have given 10 points",
            "Il fallait un autre jour (samedi ou dimanche) pour avoir 10 points",
        ),
        (
            OneOf("weather", ("rain",)),
            {"value": "dry"},
            "Other weather (rain) would have",
            "Il fallait un autre temps (pluie) pour",
        ),
        (
            OneOf("evidence", ("trace", "proven")),
            {"value": "declared"},
            "A recorded trip or a proof would have given 10 points (it is known by your word",
            "Il fallait un trajet enregistré ou une preuve pour avoir",
        ),
        (
            MORNING,
            {"value": "09:20"},
            "Starting before 09:00 would have given 10 points (you started at 09:20)",
            "Il fallait partir avant 9\xa0h\xa000 pour avoir",
        ),
        (
            EVENING,
            {"value": "09:20"},
            "Starting at 16:00 or later would",
            "Il fallait partir à 16\xa0h\xa000 ou après pour",
        ),
        (
            StartBetween(22 * 60, 300),
            {"value": "09:20"},
            "Starting between 22:00 and 05:00 would",
            "Il fallait partir entre 22\xa0h\xa000 et 5\xa0h\xa000",
        ),
        (
            AnyOf(((MORNING,), (EVENING,))),
            {"parts": [{"condition": "start_between", "value": "10:00"}] * 2},
            "Starting before 09:00 or starting at 16:00 or later would",
            "Il fallait partir avant 9\xa0h\xa000 ou partir à 16\xa0h\xa000 ou après pour",
        ),
        (
            OnRoute(("canal",)),
            {},
            "Following the route Le canal would",
            "Il fallait suivre le parcours Le canal pour",
        ),
        (
            OnRoute(()),
            {},
            "Following a route of the programme would",
            "Il fallait suivre un parcours du programme",
        ),
        (
            OnRoute((), Decimal("0.7")),
            {"condition": "route_share", "route": "canal", "value": 0.45},
            "25% more of the route Le canal would",
            "Il fallait 25\u202f% de plus du parcours Le canal",
        ),
        (
            Flag("first_of_mode", value=True),
            {"value": False},
            "A way of travelling that is new to you would",
            "Il fallait un mode nouveau pour vous",
        ),
        (
            Flag("assisted", value=True),
            {"value": False},
            "A mediator who enters it would",
            "Il fallait un médiateur qui le saisit",
        ),
    ],
    ids=lambda value: value.word if hasattr(value, "word") else "",
)
def test_what_was_missing_is_said_as_people_would_say_it(
    condition: Condition, why: dict[str, object], english: str, french: str
) -> None:
    rules = book(bonus("gift", flat(10), condition))
    whole = {"condition": condition.word, **why}
    for locale, words in (("en", english), ("fr", french)):
        said = told(rules, whole, locale=locale, gives=10)
        assert said.startswith(words), said


@pytest.mark.parametrize(
    ("rule", "why", "said"),
    [
        # Not sure what it would have given: no number.
        (
            bonus("gift", flat(7), Between("stamps", Decimal(2))),
            {"condition": "stamps", "value": 0},
            "Needed: 2 more stamps (there was none)",
        ),
        # Too much, a group of people, a worse proof: the condition itself is told.
        (
            bonus("gift", flat(7), Between("stamps", None, Decimal(2))),
            {"condition": "stamps", "value": 3},
            "Needed: stamps: at most 2 (you have 3)",
        ),
        (
            bonus("gift", flat(7), OneOf("segment", ("school",))),
            {"condition": "segment"},
            "Needed: for people of school",
        ),
        (
            bonus("gift", flat(7), OneOf("evidence", ("declared",))),
            {"condition": "evidence", "value": "trace"},
            "Needed: known by your word (it is known by a recorded trip)",
        ),
        (
            bonus("gift", flat(7)),
            {"condition": "base", "value": 0},
            "Needed: points for the trip itself (this trip has no points to add to)",
        ),
        (
            bonus("gift", Scaled("climb_m", Decimal(10), Decimal(1), above=Decimal(20))),
            {"condition": "climb_m", "value": 7},
            "Needed: 23 m more uphill (it was 7 m)",
        ),
        (
            earn("gift", flat(7), "walk", "bike"),
            {"condition": "min_km", "value": 0.0},
            "Needed: 0\xa0m is too short",
        ),
        (
            replace(earn("gift", flat(7)), legs=LegPick(("walk",), Decimal("0.5"))),
            {"condition": "min_km", "value": 0.2},
            "Needed: a stretch 300\xa0m longer (200\xa0m is too short)",
        ),
    ],
    ids=str,
)
def test_where_nothing_is_sure_nothing_is_promised(
    rule: Rule, why: Mapping[str, object], said: str
) -> None:
    assert told(book(rule), why) == said


def test_a_stretch_in_modes_of_different_lengths_has_no_number() -> None:
    rules = book(replace(earn("gift", flat(7), "walk", "bike"), legs=LegPick(("walk", "bike"))))
    modes = {**rules.modes, "walk": replace(rules.modes["walk"], km_min=Decimal(1))}
    why = {"condition": "min_km", "value": 0.2}
    assert told(replace(rules, modes=modes), why).startswith("Needed: a longer stretch (")
