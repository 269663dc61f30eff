"""What changes from one rulebook to the next is said, and nothing changes in silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.rules.rulebook import Flat, Otherwise, Rule, Rulebook
from muvengine.core.rules.score import Settlement
from muvengine.formats.rulebook_yaml.read import read_rulebook
from muvengine.words.rulebook_changes import changes
from tests.rulebooks import small
from tests.town import RULES

DAY = date(2026, 5, 1)
SOURCE = RULES.read_text(encoding="utf-8").partition("\nexamples:")[0] + "\n"
DATED = "stamp_points: [{from: 2026-01-01, value: 5}, {from: 2026-06-01, value: 6}]"
NOW = read_rulebook(SOURCE.encode())
GIFT = """bonuses:
  - rule: gift
    label: {en: A gift, fr: Un cadeau}
    flat: 7
    when: {weekday: [sun]}
"""


def edited(old: str, new: str) -> Rulebook:
    assert old in SOURCE
    return read_rulebook(SOURCE.replace(old, new, 1).encode())


def said(new: Rulebook, locale: str = "en") -> list[str]:
    return [change.text.replace("\xa0", " ") for change in changes(NOW, new, locale, DAY)]


@pytest.mark.parametrize(("old", "new", "en", "fr"), [
    (
        "{up_to: 5, points: 5}", "{up_to: 5, points: 12}",
        "By bike: 12 points a km up to 5 km a day instead of 5",
        "À vélo : 12 points par km jusqu’à 5 km par jour au lieu de 5",
    ),
    (
        "points: 800", "points: 900",
        "Monthly maximum: at most 900 points a month. Before: at most 800 points a month",
        "Maximum du mois : au plus 900 points par mois. Avant : au plus 800 points par mois",
    ),
    (
        "{times: 4, per: day}", "{times: 3, per: day}",
        "One more trip: 3 times a day. Before: 4 times a day",
        "Un trajet de plus : 3 fois par jour. Avant : 4 fois par jour",
    ),
    (
        "{mode: [walk, run]}", "{mode: [walk]}",
        "On foot: counts for On foot. Before: On foot, Running",
        "À pied : compte pour À pied. Avant : À pied, Course à pied",
    ),
    (
        "{en: Uphill, fr: En montée}", "{en: Hills, fr: Côtes}",
        "“Uphill” is now called “Hills”",
        "« En montée » s’appelle maintenant « Côtes »",
    ),
    (
        "label: {en: Bicycle, fr: Vélo}", "label: {en: Cycle, fr: Bicyclette}",
        "“Bicycle” is now called “Cycle”",
        "« Vélo » s’appelle maintenant « Bicyclette »",
    ),
    (
        "bonuses:\n", GIFT,
        "New: A gift: 7 points, on Sunday",
        "Nouveau : Un cadeau : 7 points, le jour : dimanche",
    ),
    (
        "p50_kmh_max: 22", "p50_kmh_max: 23",
        "Bicycle: how a trip is recognised changes",
        "Vélo : la façon de reconnaître un trajet change",
    ),
    (
        "    else: reject", "    else: review",
        "At least 100 m and one minute changes in a way that only its text tells",
        "Au moins 100 m et une minute change d’une façon que seul son texte dit",
    ),
])  # fmt: skip
def test_each_change_is_one_sentence(old: str, new: str, en: str, fr: str) -> None:
    assert (said(edited(old, new)), said(edited(old, new), "fr")) == ([en], [fr])


def test_what_is_gone_is_said() -> None:
    start, end = SOURCE.index("  - rule: carpool-km"), SOURCE.index("  - rule: declared-trip")
    [gone] = said(read_rulebook((SOURCE[:start] + SOURCE[end:]).encode()))
    assert gone.startswith("No longer: By shared car: 1 point a km up to 20 km a day")


def test_how_long_points_last_is_said() -> None:
    shorter = replace(NOW, settlement=Settlement(pending_hours=24, expire_after_days=90))
    wait, last = said(shorter)
    assert wait == (
        "You can spend points after 24 hours. Those of a proven trip you can spend at once. "
        "Before: You can spend points after 48 hours. Those of a proven trip you can spend at once"
    )
    assert last.startswith("Points stay good for 90 days, then to the end of the month. Before: ")


def test_of_bands_with_other_kilometres_both_prices_are_told_whole() -> None:
    [change] = said(edited("{up_to: 5, points: 5}", "{up_to: 6, points: 5}"))
    assert change.startswith("By bike: 5 points a km up to 6 km a day")
    assert ". Before: 5 points a km up to 5 km a day" in change


def test_a_number_that_gets_a_name_changes_nothing() -> None:
    assert said(edited("    flat: $trip_points", "    flat: 5")) == []


def test_an_example_or_a_remark_changes_nothing() -> None:
    assert said(edited("# The town's rules.", "# Our rules.")) == []


def test_the_dated_numbers_of_one_rulebook_change_by_themselves() -> None:
    dated = SOURCE.replace("stamp_points: 5", DATED)
    book = read_rulebook(dated.encode())
    [change] = changes(book, book, "en", date(2026, 6, 1), before=date(2026, 5, 31))
    assert change.text.startswith("Stamps on the way: 6 points for each stamp")
    assert changes(book, book, "en", date(2026, 5, 31), before=date(2026, 5, 30)) == ()


POINTS = st.integers(0, 40)


@given(st.lists(POINTS, min_size=1, max_size=4), st.lists(POINTS, min_size=1, max_size=4))
def test_two_prices_differ_just_where_something_is_said(old: list[int], new: list[int]) -> None:
    before, after = priced(old), priced(new)
    assert bool(changes(before, after, "en", DAY)) == (old != new)


def priced(points: list[int]) -> Rulebook:
    """A rulebook with one rule for each number."""
    book = read_rulebook(small().encode())
    [rule] = book.rules
    rules = [replace(rule, name=f"rule-{n}", pays=Flat(Decimal(p))) for n, p in enumerate(points)]
    return replace(book, rules=tuple(rules))


@given(st.data())
def test_whatever_part_of_a_rule_is_changed_something_is_said(data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(NOW.rules) - 1))
    rule = NOW.rules[index]
    other = data.draw(st.sampled_from([one for one in NOW.rules if one != rule]))
    part = data.draw(st.sampled_from(["pays", "when", "legs", "limit", "group"]))
    mixed: Rule = replace(rule, **{part: getattr(other, part)})
    rules = (*NOW.rules[:index], mixed, *NOW.rules[index + 1 :])
    assert bool(said(replace(NOW, rules=rules))) == (mixed != rule)


def test_a_gate_that_lets_pass_is_said() -> None:
    [gate] = NOW.gates
    review = replace(NOW, gates=(replace(gate, otherwise=Otherwise.REVIEW),))
    assert len(said(review)) == 1
