"""Sharing a car: a code the driver shows, seats the passengers take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from muvengine.core.modes.judge import Reason
from muvengine.core.modes.verdict import EvidenceClass, Outcome
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.proof import ProofKind

CODE_LIFE: Final = timedelta(hours=12)
# Who shares a car on Monday may send the trip when the window for uploads ends.
WAIT_MAX: Final = timedelta(days=8)
# A car seats so many beside its driver.
SEATS_MAX: Final = 8
# The same two people, there and back.
PAIR_A_DAY_MAX: Final = 2
WAITING: Final = "carpool_waiting"
APART: Final = "carpool_apart"
ENOUGH: Final = "carpool_enough"
ALONE: Final = "carpool_alone"
_UNSETTLED: Final = frozenset({WAITING, APART, ENOUGH, ALONE, str(Reason.CARPOOL_UNPROVEN)})
# A slip brings phones of mixed quality together at 150 m, which a car fifteen seconds behind
# passes nearly always (measured: 53 of 56): a helper's word stands in for the distance.
SLIPS_A_DAY_MAX: Final = 10
SLIP_DAYS_BACK_MAX: Final = 7


class SeatState(StrEnum):
    """Waiting for both trips, found together, found apart, or over.

    One that lapsed with both its trips came after the pair's rides of that day were used up;
    one without is found again when a mediator sends the second trip late.
    """

    WAITING = "waiting"
    TOGETHER = "together"
    APART = "apart"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Code:
    """What a driver shows.

    Attributes:
        id: the row's number.
        driver_id: who drives.
        code: as people type it; empty once it is over.
        made_at, good_until: aware.
    """

    id: int
    driver_id: int
    code: str
    made_at: datetime
    good_until: datetime


@dataclass(frozen=True, slots=True)
class Seat:
    """One passenger of one code.

    Attributes:
        id: the row's number.
        driver_id, passenger_id: who.
        joined_at: when the code was entered.
        state: see there.
        driver_trip_id, passenger_trip_id: numbers of the trips that were compared.
        by_slip: a mediator wrote both names down from paper.
    """

    id: int
    driver_id: int
    passenger_id: int
    joined_at: datetime
    state: SeatState
    driver_trip_id: int | None = None
    passenger_trip_id: int | None = None
    by_slip: bool = False

    @property
    def enough(self) -> bool:
        """It ended because the two had shared a car as often as counts in a day."""
        return self.state is SeatState.LAPSED and self.driver_trip_id is not None

    def partner_of(self, person_id: int) -> int:
        """Give the other one's number."""
        return self.passenger_id if person_id == self.driver_id else self.driver_id


@dataclass(frozen=True, slots=True)
class Ride:
    """Two people in one car about a moment, aware."""

    driver_id: int
    passenger_id: int
    about: datetime


def waiting(legs: tuple[Leg, ...], reason: str = WAITING) -> tuple[Leg, ...]:
    """Say of unproven shared rides what they wait for, or that they were apart."""
    return tuple(
        replace(leg, reasons=tuple(reason if one in _UNSETTLED else one for one in leg.reasons))
        for leg in legs
    )


def unproven(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Give the legs as they are without the companion that stood behind them."""
    return tuple(
        replace(
            leg,
            outcome=str(Outcome.DOUBTFUL),
            reasons=(WAITING,),
            evidence_class=str(EvidenceClass.DECLARED),
            proof="",
        )
        if leg.proof == ProofKind.COMPANION
        else leg
        for leg in legs
    )


def shared_legs(legs: tuple[Leg, ...]) -> tuple[int, ...]:
    """Give the places of the legs that a companion can prove."""
    return tuple(number for number, leg in enumerate(legs) if _UNSETTLED.intersection(leg.reasons))
