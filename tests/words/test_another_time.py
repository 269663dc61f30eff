"""When there is room again, what a person looks at, and which line comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from muvengine.core.rules.conditions import Between, StartBetween
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.rulebook import Cap, Gate, Limit, Otherwise, Owner, Period
from muvengine.core.rules.score import LineStatus
from muvengine.core.rules.what_if import points_missed
from muvengine.formats.rulebook_yaml.read import check_rulebook
from muvengine.words.catalogue import spoken_locales
from muvengine.words.score_in_words import Explained, explain
from tests.core.rules.building import bonus, book, cap, earn, flat, trip
from tests.words.test_what_it_takes import told

MORNING = StartBetween(7 * 60, 9 * 60)
DAY = date(2026, 3, 14)
SHIPPED = check_rulebook((Path(__file__).parents[2] / "rules" / "muv.yaml").read_bytes())


@pytest.mark.parametrize(
    ("period", "per_route", "said"),
    [
        (Period.DAY, False, "Already counted: once a day. It counts again from Sunday 15 March."),
        (Period.WEEK, False, "Already counted: once a week. It counts again from Monday 16 March."),
        (
            Period.MONTH,
            False,
            "Already counted: once a month. It counts again from Wednesday 1 April.",
        ),
        (Period.SEASON, False, "Already counted: once."),
        (
            Period.DAY,
            True,
            (
                "Already counted: once a day on each route."
                " It counts on another route too, and here again from Sunday 15 March."
            ),
        ),
    ],
)
def test_a_limit_says_when_it_counts_again(period: Period, per_route: bool, said: str) -> None:  # noqa: FBT001  a column of the table
    gift = replace(bonus("gift", flat(7)), limit=Limit(Decimal(1), period, per_route=per_route))
    assert told(book(gift), {}, status=LineStatus.LIMIT) == said


def test_nothing_is_promised_beyond_the_rulebooks_last_day() -> None:
    gift = replace(bonus("gift", flat(7)), limit=Limit(Decimal(1), Period.DAY))
    rules = book(gift, caps=(cap("top", 60, Period.DAY),), end_day=date(2026, 3, 15))
    assert told(rules, {}, status=LineStatus.LIMIT) == "Already counted: once a day."
    why = {"limit": 60, "used": 50, "per": "day"}
    said = told(rules, why, rule="top", status=LineStatus.CAP)
    assert said == "At most 60 points. You already had 50."


@pytest.mark.parametrize(
    ("top", "used", "said"),
    [
        (
            cap("top", 60, Period.DAY),
            50,
            (
                "At most 60 points. You already had 50."
                " There is room for more points from Sunday 15 March."
            ),
        ),
        (cap("top", 60, Period.TRIP), 0, "At most 60 points. Your next trip earns points again."),
        (cap("top", 60, Period.SEASON), 50, "At most 60 points. You already had 50."),
        (
            cap("top", 60, Period.DAY, owner=Owner.HELPER),
            50,
            (
                "At most 60 points that one mediator can enter. Already entered: 50."
                " There is room for more points from Sunday 15 March."
            ),
        ),
        (
            cap("top", 60, Period.SEASON, owner=Owner.PROGRAMME),
            50,
            "At most 60 points for everybody together. Already earned: 50.",
        ),
    ],
    ids=str,
)
def test_a_maximum_says_whose_it_is_and_when_there_is_room(top: Cap, used: int, said: str) -> None:
    why = {"limit": 60, "used": used, "per": top.period.value}
    assert told(book(caps=(top,)), why, rule="top", status=LineStatus.CAP) == said


def test_a_better_bonus_is_named() -> None:
    rules = book(bonus("gift", flat(7)), replace(bonus("rain", flat(9)), label={"en": "Rain"}))
    said = told(rules, {"by": "rain"}, status=LineStatus.BEATEN)
    assert said == "Another bonus is better and counts: Rain. It counts on a trip without: Rain."


@pytest.mark.parametrize(
    ("otherwise", "said"),
    [
        (Otherwise.REJECT, "Needed: 1\xa0km more (it was 1\xa0km)"),
        (
            Otherwise.REVIEW,
            (
                "A person looks at this trip before it counts."
                " Needed: distance: at least 2\xa0km (it was 1\xa0km)"
            ),
        ),
    ],
)
def test_a_gate_says_what_it_takes_or_who_looks(otherwise: Otherwise, said: str) -> None:
    rules = book(gates=(Gate("gate", {}, (Between("distance_km", Decimal(2)),), otherwise),))
    [line] = explain(evaluate(rules, trip(), {}).lines, rules, "en", DAY)
    assert line.told == said


def test_a_recording_that_does_not_fit_leads_to_a_person() -> None:
    rules = book()
    [line] = explain(evaluate(rules, trip(outcome="refused"), {}).lines, rules, "en", DAY)
    assert line.told.endswith("If this is wrong, ask a person to look.")


def test_the_most_useful_line_comes_first() -> None:
    rules = book(
        bonus("limited", flat(7), limit=Limit(Decimal(1), Period.DAY)),
        bonus("weeks", flat(90), Between("streak_weeks", Decimal(8))),
        bonus("early", flat(3), MORNING),
        bonus("stamp", flat(5), Between("stamps", Decimal(1))),
        bonus("small", flat(2)),
        earn("walk", flat(20), "walk"),
        caps=(cap("top", 21, Period.DAY),),
    )
    facts, counters = trip(), {"day:2026-03-14:f:limited": 1}
    score = evaluate(rules, facts, counters)
    gains = points_missed(replace(rules, caps=()), facts, counters, score)
    lines = explain(score.lines, rules, "en", DAY, gains=gains)
    assert [line.rule for line in lines] == [
        "walk",
        "small",
        "top",
        "stamp",
        "early",
        "weeks",
        "limited",
    ]


def test_every_line_of_the_shipped_rules_is_told_without_a_gap() -> None:
    assert SHIPPED.rulebook
    for case in SHIPPED.examples:
        score = case.score(SHIPPED.rulebook)
        for locale in spoken_locales():
            lines = explain(score.lines, SHIPPED.rulebook, locale, score.day)
            assert [one for one in lines if not _whole(one)] == []


def _whole(line: Explained) -> bool:
    return bool(line.told) and "{" not in line.told and "  " not in line.told
