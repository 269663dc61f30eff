"""A ticket shown to a mediator: which legs it can prove, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from muvengine.core.modes.limits import Family, ModeLimits
from muvengine.core.modes.verdict import Outcome
from muvengine.core.trips.leg import Leg

# Whoever comes to the social centre every week can miss it once.
SHOWN_WITHIN: Final = timedelta(days=14)
# What one mediator confirms in a day; more than a long afternoon of tickets.
A_DAY_MAX: Final = 20


def ticket_legs(legs: tuple[Leg, ...], modes: Mapping[str, ModeLimits]) -> tuple[int, ...]:
    """Give the places of the legs that a ticket makes worth more.

    Args:
        legs: judged.
        modes: limits by mode, of the rulebook in force.
    """
    return tuple(
        number
        for number, leg in enumerate(legs)
        if leg.mode in modes
        and modes[leg.mode].family is Family.TRANSIT
        and leg.outcome != Outcome.REFUSED
        and (leg.outcome == Outcome.DOUBTFUL or leg.paid_share < 1)
    )
