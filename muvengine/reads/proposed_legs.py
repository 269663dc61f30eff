"""The legs that a trip seems to have, for its owner to confirm or to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from muvengine.core.errors import NotFound, NotPossible
from muvengine.core.modes.judge import judge_window
from muvengine.core.people.actor import Actor
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.traces.clean import clean
from muvengine.core.traces.trace import Trace
from muvengine.core.trips.leg import RANK
from muvengine.core.trips.propose import Stretch, propose_legs
from muvengine.core.trips.sight import may_act
from muvengine.formats.sealing import TraceSeal
from muvengine.store.unit_of_work import UnitOfWork

LEGS_MAX: Final = 12


@dataclass(frozen=True, slots=True)
class ProposedLeg:
    """A part of a trip that moves alike.

    Attributes:
        start_at, end_at: aware.
        fast: faster than on foot.
        distance_m: whole metres that were seen.
        modes: of the rulebook, those the trace fits best first.
    """

    start_at: datetime
    end_at: datetime
    fast: bool
    distance_m: int
    modes: tuple[str, ...]


def proposed_legs(
    open_reading: Callable[[], UnitOfWork],
    seal: TraceSeal | None,
    load: Callable[[UnitOfWork, int], Rulebook],
    public_id: str,
    actor: Actor,
) -> tuple[ProposedLeg, ...]:
    """Look at a kept trace and say what legs it seems to have; at most twelve.

    Args:
        open_reading: starts a reading transaction.
        seal: ``Shelf.seal``.
        load: ``Shelf.rulebook``.
        public_id: the trip's.
        actor: its owner, or a mediator helping them.

    Raises:
        NotFound: no such trip, or not theirs.
        NotPossible: the trace is no longer kept.
    """
    with open_reading() as uow:
        trip = uow.trips.get(public_id)
        if not may_act(trip, actor):
            raise NotFound(kind="trip")
        sealed = uow.traces.sealed(trip.id)
        rulebook = load(uow, uow.scores.get(trip.id, trip.score_no).version_id)
    recording = seal.open(sealed, public_id) if seal and sealed else None
    if recording is None:
        raise NotPossible(state="trace_gone")
    trace = clean(recording)
    return tuple(_leg(trace, part, rulebook) for part in propose_legs(trace)[:LEGS_MAX])


def _leg(trace: Trace, part: Stretch, rulebook: Rulebook) -> ProposedLeg:
    grid = trace.grid
    inside = (grid.t_s >= part.start_s) & (grid.t_s < part.end_s) & ~grid.still

    def rank(mode: str) -> int:
        limits = rulebook.modes[mode].limits
        return RANK.index(judge_window(trace, limits, part.start_s, part.end_s).outcome)

    return ProposedLeg(
        start_at=datetime.fromtimestamp(part.start_s, UTC),
        end_at=datetime.fromtimestamp(part.end_s, UTC),
        fast=part.fast,
        distance_m=round(float(grid.step_m[inside].sum())),
        modes=tuple(sorted(rulebook.modes, key=rank)),
    )
