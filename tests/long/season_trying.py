"""People of the simulated season who move a little more for the challenge that they chose.

An assumption, the same at each difficulty: three in ten of those who choose try, by one trip more
than they had made anyway, on the Friday morning of the week, with what is asked for; of days
without a car by one day more.  Of the players of a Play&Go season in Trento and Rovereto three in
ten used a way to move that they had never used (magazine.fbk.eu, "Move. Play. Win", 2017); nothing
is known of the others, so that they do what they do anyway.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from muvengine.core.game.challenges.challenge import Measure
from muvengine.core.game.challenges.proposals import Proposal
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.trips.facts import LegFacts, TripFacts
from tests.long.trips_of_a_year import MODES, Sent
from tests.town import ZONE

TRY_OF_TEN: Final = 3
MORNING: Final = time(8, 10)
_FRIDAY: Final = timedelta(days=4)
# Far from the numbers of trips that are made anyway.
_FIRST: Final = 10_000_000


def tries(place: int, number: int) -> bool:
    """Tell whether a person, by their place in the town, tries in a week of the season."""
    return (place * 7 + number * 3) % 10 < TRY_OF_TEN


def tried_trip(place: int, run_id: int, proposal: Proposal, week: IsoWeek) -> Sent:
    """Give the one trip more."""
    # "subway" is a mode of the challenges that this town does not have.
    known = [mode for mode in proposal.modes if mode in MODES] or ["walk"]
    _, distance_m, speed_m_s = MODES[known[0]]
    day = week.monday + _FRIDAY
    facts = TripFacts(
        start=datetime.combine(day, MORNING, ZONE),
        duration_s=round(distance_m / speed_m_s) + 60,
        legs=(LegFacts(known[0], distance_m),),
        outcome="confirmed",
        evidence_class="trace",
        stamps=1 if proposal.challenge.measure is Measure.STAMPS else 0,
    )
    return Sent(_FIRST + run_id, place, facts, day)
