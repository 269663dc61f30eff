from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from muvengine.core.rules.route_credit import Credit, RouteCredit, route_credit
from muvengine.formats.rulebook_yaml.read import read_rulebook
from tests.town import RULES

DAY = date(2026, 4, 7)
RULE = "    when: {route_share: {min: 0.7}}\n"


def asked(when: str = "", key: str = "canal") -> RouteCredit | None:
    text = RULES.read_text(encoding="utf-8")
    assert text.count(RULE) == 1
    changed = text.replace(RULE, f"    when: {when}\n") if when else text
    # The examples tell what the rulebook paid before it was changed.
    return route_credit(read_rulebook(changed.encode()), key, DAY)


def test_the_rulebook_of_the_town_pays_a_part_from_a_fifth_and_all_from_seven_tenths() -> None:
    assert asked() == RouteCredit(Decimal("0.2"), Decimal("0.7"))


@pytest.mark.parametrize(("when", "key", "whole"), [
    ("{route_share: {min: 0.5}}",                              "canal", "0.5"),
    ("{route: [canal], route_share: {min: 0.9}}",              "canal", "0.9"),
    ("{route: [canal], route_share: {min: 0.9}}",              "gare",  "0.2"),
    ("{any: [{route_share: {min: 0.8}}, {weather: [rain]}]}",  "canal", "0.8"),
    # What must not hold, pays nothing.
    ("{none: [{route_share: {min: 0.8}}]}",                    "canal", "0.2"),
])  # fmt: skip
def test_the_last_rule_that_asks_for_the_route_decides(when: str, key: str, whole: str) -> None:
    found = asked(when, key)
    assert found is not None
    assert found == RouteCredit(Decimal("0.2"), Decimal(whole))


@pytest.mark.parametrize(("share", "credit"), [
    (0.0, Credit.NONE), (0.1994, Credit.NONE), (0.2, Credit.PART), (0.699, Credit.PART),
    (0.6996, Credit.WHOLE), (0.7, Credit.WHOLE), (1.0, Credit.WHOLE),
])  # fmt: skip
def test_a_share_is_none_a_part_or_the_whole(share: float, credit: Credit) -> None:
    assert RouteCredit(Decimal("0.2"), Decimal("0.7")).of(share) is credit
