"""A group on its way with a helper: one recording, cards read at the start and at the end.

Whoever was seen at both is paid as if they had sent the recording themselves; the helper's word
is the proof.  Whoever was seen at the start only is told so, earns nothing, and may ask a person
to look.  The helper earns nothing: members are participants, and staff are none.  A helper who
also plays under a card of their own is not told from anybody else; who read whose card is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from muvengine.core.modes.limits import Family
from muvengine.core.modes.mode import Mode
from muvengine.core.modes.verdict import EvidenceClass, Outcome
from muvengine.core.trips.leg import Leg

# More than one helper can look after.
MEMBERS_MAX: Final = 40
OUTINGS_A_DAY_MAX: Final = 3
# Cards are read before the walk and after it; a recorder is started early, or stopped late.
APART_MAX: Final = timedelta(minutes=30)
NAME_CHARS_MAX: Final = 120
NO_END: Final = "outing_no_end"
# In a car nobody needs a group, and its company is proven by the other's recording.
MODES: Final = tuple(
    mode.value for mode in Mode if mode not in {Mode.CAR, Mode.CARPOOL, Mode.ESCOOTER}
)
FAMILIES: Final = frozenset({Family.FOOT, Family.WHEELS, Family.TRANSIT})


class OutingState(StrEnum):
    """On its way or waiting for its recording, paid, or given up."""

    OPEN = "open"
    SCORED = "scored"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Outing:
    """A group on its way.

    Attributes:
        id: the row's number; 0 before it is kept.
        public_id: random, stands in addresses of pages.
        helper_id: the mediator who leads it, and answers for it.
        mode: of the whole way.
        name: what the helper calls it.
        state: see there.
        started_at: when the first card could be read.
        ended_at: from when cards are read for the end; None before.
    """

    public_id: str
    helper_id: int
    mode: str
    name: str
    state: OutingState
    started_at: datetime
    ended_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the group.

    Attributes:
        person_id: who.
        public_id, name: for pages.
        seen_at_start, seen_at_end: when their card was read; None while it was not.
        trip_id: what became of it; None before, and where another trip of theirs has the time.
    """

    person_id: int
    public_id: str
    name: str
    seen_at_start: datetime | None = None
    seen_at_end: datetime | None = None
    trip_id: int | None = None

    @property
    def whole(self) -> bool:
        """They were seen at both ends."""
        return self.seen_at_start is not None and self.seen_at_end is not None


def of_this_time(
    outing: Outing, members: tuple[Member, ...], start: datetime, end: datetime
) -> bool:
    """Tell whether a recording may be this outing's: between its first and last card, about."""
    seen = [moment for one in members for moment in (one.seen_at_start, one.seen_at_end) if moment]
    first = min([outing.started_at, *seen])
    last = max([outing.ended_at or outing.started_at, *seen])
    return first - APART_MAX <= start and end <= last + APART_MAX and start < last and end > first


def without_end(legs: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """Give the legs of somebody who was seen at the start only: nobody's word is behind them."""
    return tuple(
        replace(
            leg,
            outcome=str(Outcome.REFUSED),
            reasons=(NO_END,),
            evidence_class=str(EvidenceClass.DECLARED),
            proof="",
            about={},
        )
        for leg in legs
    )


def own_print(print_sha256: str, person_id: int) -> str:
    """Give a member's own print of the common recording, where another member has the plain one.

    One recording pays once in the whole programme, but for the members of an outing.
    """
    return sha256(f"outing {print_sha256} {person_id}".encode()).hexdigest()
