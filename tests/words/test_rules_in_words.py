"""Rules and score sheets in plain words, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from muvengine.core.rules.conditions import (
    FLAGS,
    MEASURES,
    WORDS,
    AnyOf,
    Between,
    Condition,
    DateIn,
    Days,
    Flag,
    NoneOf,
    OneOf,
    OnRoute,
    StartBetween,
)
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.rulebook import Gate, LegPick, Otherwise, Owner, Period, Scaled
from muvengine.core.rules.score import Line, LineStatus
from muvengine.formats.rulebook_yaml.read import check_rulebook
from muvengine.formats.rulebook_yaml.rules import SCALES
from muvengine.words.catalogue import known, spoken_locales
from muvengine.words.conditions_in_words import instead, phrase
from muvengine.words.rulebook_in_words import describe
from muvengine.words.score_in_words import explain
from tests.core.rules.building import WALK_KM, bonus, book, flat, trip

DAY = date(2026, 3, 14)
LOCALES = spoken_locales()
SHIPPED = check_rulebook((Path(__file__).parents[2] / "rules" / "muv.yaml").read_bytes())
MAY_DAY = Days(date(2026, 5, 1), date(2026, 5, 2))
WINTER = Days(date(2026, 12, 20), date(2027, 1, 4))
VALUES: dict[str, object] = {
    "weekday": "sat",
    "weather": "dry",
    "evidence": "trace",
    "verdict": "doubtful",
    "start_between": "09:05",
    "date_in": "2026-03-14",
    "route_share": 0.45,
    "distance_km": 0.299,
}


def vocabulary() -> Iterator[Condition]:
    for word in MEASURES:
        yield Between(word, Decimal(3))
        yield Between(word, None, Decimal(3))
        yield Between(word, Decimal(3), Decimal(3))
        yield Between(word, Decimal(2), Decimal(3))
    for word, values in WORDS.items():
        for value in values or ("school",):
            yield OneOf(word, (value,))
    for word in FLAGS:
        yield Flag(word, value=True)
        yield Flag(word, value=False)
    yield StartBetween(450, 540)
    yield DateIn((MAY_DAY,))
    yield DateIn((MAY_DAY, WINTER))
    yield OnRoute(("canal", "park"))
    yield OnRoute((), Decimal("0.7"), None)
    yield AnyOf(((Flag("assisted", value=True),), (StartBetween(0, 60),)))
    yield NoneOf(((OneOf("weekday", ("sat", "sun")),),))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("condition", list(vocabulary()), ids=str)
def test_every_condition_has_a_phrase(condition: Condition, locale: str) -> None:
    text = phrase(condition, {}, locale)
    assert text
    assert "{" not in text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("status", LineStatus)
@pytest.mark.parametrize("condition", list(vocabulary()), ids=str)
def test_every_condition_and_status_has_a_sentence(
    condition: Condition, status: LineStatus, locale: str
) -> None:
    gate = Gate("gate", {}, (condition,), Otherwise.REJECT)
    rules = book(bonus("gift", flat(7), condition), bonus("other", flat(7)), gates=(gate,))
    why = {
        "condition": condition.word,
        "value": VALUES.get(condition.word, 2),
        "times": 1,
        "per": "day",
        "by": "other",
        "limit": 60,
        "used": 50,
    }
    for rule in ("gift", "gate", "gone"):
        [told] = explain([Line(rule, "bonus", 0, status, why)], rules, locale, DAY)
        assert told.why
        assert told.label
        assert "{" not in told.why


def test_the_sentences_read_as_people_speak() -> None:
    weekdays = OneOf("weekday", ("mon", "tue", "wed", "thu", "fri"))
    rules = book(bonus("rush", flat(7), weekdays, StartBetween(450, 540)))
    told = explain(evaluate(rules, trip(), {}).lines, rules, "en", DAY)
    assert told[0].why == "on Monday to Friday (it was a Saturday)"
    told = explain(evaluate(rules, trip(), {}).lines, rules, "fr", DAY)
    assert told[0].why == "le jour\xa0: lundi à vendredi (c’était un samedi)"


ON_THESE_DAYS = {
    "en": "on these days: 1 May 2026 or 20 December 2026 to 3 January 2027 (it was 14 March 2026)",
    "fr": "ces jours-là\xa0: 1er mai 2026 ou du 20 décembre 2026 au 3 janvier 2027 "
    "(c’était le 14 mars 2026)",
}


@pytest.mark.parametrize(("locale", "said"), ON_THESE_DAYS.items())
def test_days_are_told_to_the_last_one_that_counts(locale: str, said: str) -> None:
    rules = book(bonus("gift", flat(7), DateIn((MAY_DAY, WINTER))))
    [told] = explain(evaluate(rules, trip(), {}).lines, rules, locale, DAY)
    assert told.why == said


@pytest.mark.parametrize(
    ("example", "rule", "why"),
    [
        ("Three kilometres by bike", "bike-km", "3\xa0km at 5 points a km"),
        ("Uphill in the rain", "climb", "200 m uphill: 15% of 20 points"),
        ("A whole route", "set-route", "canal: 93%"),
        ("Sixty points a day", "day", "At most 60 points. You already had 40."),
        ("A car declared", "verdict", "The recording does not fit what you told us."),
        ("A few steps", "long-enough", "Needed: distance: at least 100\xa0m (it was 50\xa0m)"),
        ("A third trip on your word", "declared-trip", "Already counted: 2 times a day."),
        ("Two hundred metres", "walk-km", "200\xa0m is too short"),
    ],
)  # fmt: skip
def test_the_sheet_says_why(example: str, rule: str, why: str) -> None:
    case = next(case for case in SHIPPED.examples if case.name.startswith(example))
    assert SHIPPED.rulebook
    lines = explain(case.score(SHIPPED.rulebook).lines, SHIPPED.rulebook, "en", DAY)
    assert next(line.why for line in lines if line.rule == rule) == why
    missed = [line.missed for line in lines]
    assert missed == sorted(missed), "what was missed comes last"


CAUGHT_UP = {
    "en": "5\xa0km at 10 points a km, 1\xa0km at 2.5 points a km for the whole day, "
    "of which you had 10 points already",
    "fr": "5\xa0km à 10 points par km, 1\xa0km à 2,5 points par km pour toute la journée, "
    "dont 10 points déjà donnés",
}


@pytest.mark.parametrize(("locale", "said"), CAUGHT_UP.items())
def test_a_trip_that_catches_up_on_its_day_says_so(locale: str, said: str) -> None:
    rules = book(WALK_KM)
    counters = {"day:2026-03-14:m:walk-km": 4000, "day:2026-03-14:b:walk-km": 10}
    lines = evaluate(rules, trip(("walk", 2000)), counters).lines
    [told] = explain(lines, rules, locale, DAY)
    assert (told.why, told.points) == (said, 43)


def test_a_route_is_told_by_the_name_people_know() -> None:
    case = next(case for case in SHIPPED.examples if case.name.startswith("A whole route"))
    assert SHIPPED.rulebook
    lines = explain(
        case.score(SHIPPED.rulebook).lines, SHIPPED.rulebook, "fr", DAY, {"canal": "Le canal"}
    )
    [told] = [line.why for line in lines if line.rule == "set-route"]
    assert told == "Le canal\xa0: 93\u202f%"


@pytest.mark.parametrize(
    ("scale", "every", "steps", "said"),
    [
        ("active_days",  "1",   4, "4 days with a trip: 10% of 100 points"),
        ("stamps",       "1",   1, "1 stamp: 10% of 100 points"),
        ("route_share",  "0.1", 3, "30% of the route: 10% of 100 points"),
        ("streak_weeks", "2",   2, "4 weeks in a row: 10% of 100 points"),
        ("climb_m",      "10",  9, "90 m uphill: 10% of 100 points"),
    ],
)  # fmt: skip
def test_a_growing_bonus_says_how_far_it_was_climbed(
    scale: str, every: str, steps: int, said: str
) -> None:
    pays = Scaled(scale, Decimal(every), Decimal(5), percent=True)
    rules = book(bonus("more", pays))
    why = {"steps": steps, "percent": Decimal(10), "base": 100}
    [told] = explain([Line("more", "bonus", 10, LineStatus.APPLIED, why)], rules, "en", DAY)
    assert told.why == said


@pytest.mark.parametrize("locale", LOCALES)
def test_the_public_page_tells_every_rule(locale: str) -> None:
    shipped = SHIPPED.rulebook
    assert shipped
    parts = {part.kind: part.lines for part in describe(shipped, locale, DAY)}
    assert list(parts) == ["require", "earn", "bonus", "cap", "settle"]
    told = [line.rule for kind in ("earn", "bonus") for line in parts[kind]]
    assert told == [rule.name for rule in shipped.rules]
    for lines in parts.values():
        for line in lines:
            assert line.label
            assert "{" not in line.label + line.pays + line.when


def test_broken_prices_are_told_exactly() -> None:
    assert SHIPPED.rulebook
    earn = next(p for p in describe(SHIPPED.rulebook, "fr", DAY) if p.kind == "earn")
    bike = next(line for line in earn.lines if line.rule == "bike-km")
    assert "2,5 points par km jusqu’à 10 km" in bike.pays
    assert "1,25 point par km" in bike.pays


def test_labels_fall_back_from_language_to_language() -> None:
    rules = book(replace(bonus("gift", flat(7)), label={"pt": "Presente"}))
    [bonuses] = [part for part in describe(rules, "fr", DAY) if part.kind == "bonus"]
    assert bonuses.lines[0].label == "Presente"


def test_every_scale_owner_and_period_has_its_words() -> None:
    codes = [f"step_{scale}" for scale in SCALES]
    codes += [f"cap_{period.value}" for period in Period]
    codes += [f"limit_{period.value}" for period in Period if period is not Period.TRIP]
    codes += [f"cap_{owner.value}" for owner in Owner if owner is not Owner.PARTICIPANT]
    assert [code for code in codes if not known(f"rule_phrases.{code}")] == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("word", ["days_since_last_trip", "weather", "route"])
def test_nothing_at_all_is_told_too(word: str, locale: str) -> None:
    assert instead({"condition": word, "value": None}, locale)


def test_lines_the_rulebook_does_not_know_are_still_told() -> None:
    rules = book(bonus("gift", flat(7)))
    why = {"limit": 3, "used": 0, "per": "season"}
    [told] = explain([Line("envelope", "cap", -7, LineStatus.CAP, why)], rules, "en", DAY)
    assert told.label == "The town’s points for this season are used up"


def test_the_shortest_stretch_is_told_in_metres() -> None:
    rules = book(replace(bonus("gift", flat(7)), legs=LegPick(("walk",), km_min=Decimal("0.25"))))
    [bonuses] = [part for part in describe(rules, "en", DAY) if part.kind == "bonus"]
    assert bonuses.lines[0].when == "stretches of at least 250\xa0m"
