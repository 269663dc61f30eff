"""Zones and routes are told by name, wherever a condition speaks of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from muvengine.core.rules.conditions import AnyOf, Condition, NoneOf, OneOf, OnRoute
from muvengine.core.rules.evaluate import evaluate
from muvengine.core.rules.rulebook import Gate, Otherwise
from muvengine.words.named_places import with_names
from muvengine.words.rulebook_in_words import describe
from muvengine.words.score_in_words import explain
from tests.core.rules.building import bonus, book, flat, trip

DAY = date(2026, 3, 14)
ZONES, ROUTES = {"centre": "Le centre"}, {"canal": "The canal"}
FROM = OneOf("zone_from", ("centre",))


@pytest.mark.parametrize(("condition", "said"), [
    (FROM,                                            "starting in Le centre"),
    (OneOf("zone_to", ("centre", "port")),            "ending in Le centre or port"),
    (OnRoute(("canal",)),                             "on the route The canal"),
    (OnRoute((), Decimal("0.7")),                     "on a route of the programme"),
    (AnyOf(((FROM,), (OnRoute(("canal",)),))),        "starting in Le centre or on the route"),
    (NoneOf(((FROM,),)),                              "not starting in Le centre"),
    (OneOf("segment", ("centre",)),                   "for people of centre"),
])  # fmt: skip
def test_a_condition_is_told_by_name(condition: Condition, said: str) -> None:
    gate = Gate("gate", {}, (condition,), Otherwise.REJECT)
    named = with_names(book(bonus("gift", flat(7), condition), gates=(gate,)), ZONES, ROUTES)
    told = [part.lines[0].when for part in describe(named, "en", DAY)[:2]]
    assert all(text.startswith(said) for text in told), told


def test_a_sheet_says_where_one_had_to_begin_and_nothing_of_where_one_did() -> None:
    rules = book(bonus("gift", flat(7), FROM))
    lines = evaluate(rules, trip(zones_from=("port",)), {}).lines
    for locale, why in (
        ("en", "starting in Le centre (you started elsewhere)"),
        ("fr", "départ dans Le centre (le départ était ailleurs)"),
    ):
        [told] = explain(lines, with_names(rules, ZONES, ROUTES), locale, DAY)
        assert told.why == why
