"""From which share on do a rulebook's rules pay for a set route, in part and whole?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from muvengine.core.rules.checks import valued
from muvengine.core.rules.compile import params_on
from muvengine.core.rules.conditions import AnyOf, Condition, OnRoute
from muvengine.core.rules.rulebook import Rulebook

SHARE_MATCHED_MIN: Final = Decimal("0.2")
"""Below a fifth no route is told at all; see ``core.routes``."""


class Credit(StrEnum):
    """How far following a route is paid."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class RouteCredit:
    """What a rulebook asks of one route.

    Attributes:
        least: 0 to 1, the share from which the first rule pays.
        whole: the share from which the last rule pays; equal to ``least`` with one rule.
    """

    least: Decimal
    whole: Decimal

    def of(self, share: float) -> Credit:
        """Tell how far a share, 0 to 1, is paid; rules compare thousandths."""
        exact = Decimal(round(share * 1000)) / 1000
        if exact < self.least:
            return Credit.NONE
        return Credit.WHOLE if exact >= self.whole else Credit.PART


def route_credit(rulebook: Rulebook, key: str, day: date) -> RouteCredit | None:
    """Look through the rules that ask for a route.

    Args:
        rulebook: its parameters as of ``day``.
        key: the route's.
        day: local.

    Returns:
        None where no rule pays for this route.
    """
    params = params_on(rulebook, day)
    shares = [
        max(SHARE_MATCHED_MIN, valued(asked.low, params) if asked.low is not None else Decimal(0))
        for rule in rulebook.rules
        for asked in _asked(rule.when)
        if not asked.keys or key in asked.keys
    ]
    return RouteCredit(min(shares), max(shares)) if shares else None


def _asked(conditions: tuple[Condition, ...]) -> Iterator[OnRoute]:
    """Give what must hold, alternatives too; what must not hold pays nothing."""
    for condition in conditions:
        if isinstance(condition, OnRoute):
            yield condition
        elif isinstance(condition, AnyOf):
            for part in condition.parts:
                yield from _asked(part)
