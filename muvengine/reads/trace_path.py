"""The line of a trip on a map, for those who may see it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.core.traces.clean import clean
from muvengine.core.traces.cuts import find_cuts, told_together
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.core.trips.sight import may_act
from muvengine.formats.sealing import TraceSeal
from muvengine.store.unit_of_work import UnitOfWork

# Enough for a screen; a phone need not load more.
POINTS_MAX: Final = 800
DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class TracePath:
    """Where a trip went, as it was measured: (latitude, longitude) in degrees.

    Attributes:
        lines: one for each unbroken piece; what was left out is in none.
        marks: where something was left out, with its number, see ``told_together``.
    """

    lines: tuple[tuple[tuple[float, float], ...], ...]
    marks: tuple[tuple[int, tuple[float, float]], ...] = ()


def trace_path(
    open_reading: Callable[[], UnitOfWork], seal: TraceSeal | None, public_id: str, actor: Actor
) -> TracePath:
    """Give the line of a trip while its trace is kept.

    Its owner may see it, a mediator while helping them, and an organiser only while a
    question is open that its owner asked, or for which they released the map.

    Args:
        open_reading: starts a reading transaction.
        seal: ``Shelf.seal``.
        public_id: the trip's.
        actor: who looks.

    Raises:
        NotFound: no such trip, not theirs to see, or no longer kept.
    """
    with open_reading() as uow:
        trip = uow.trips.get(public_id)
        reviewing = actor.kind == Role.ORGANISER and uow.reviews.trace_open(trip.id)
        if not (may_act(trip, actor) or reviewing):
            raise NotFound(kind="trip")
        sealed = uow.traces.sealed(trip.id)
    recording = seal.open(sealed, public_id) if seal and sealed else None
    if recording is None:
        raise NotFound(kind="trace")
    return _path(recording)


def _path(recording: Recording) -> TracePath:
    trace = clean(recording)
    groups = told_together(find_cuts(recording, trace))
    marks = tuple(
        (number, _place(trace.fixes, cut.start_s))
        for number, group in enumerate(groups, start=1)
        for cut in group
    )
    return TracePath(tuple(_lines(trace.fixes)), marks)


def _place(fixes: Fixes, at_s: float) -> tuple[float, float]:
    """Give the last place that counts before a moment, the first one where there is none."""
    at = max(int(np.searchsorted(fixes.t_s, at_s, side="right")) - 1, 0)
    return round(float(fixes.lat[at]), DIGITS), round(float(fixes.lon[at]), DIGITS)


def _lines(fixes: Fixes) -> Iterator[tuple[tuple[float, float], ...]]:
    every = max(1, math.ceil(len(fixes) / POINTS_MAX))
    for piece in np.unique(fixes.piece):
        part = fixes.take(fixes.piece == piece)
        chosen = np.unique(np.append(np.arange(0, len(part), every), len(part) - 1))
        lat = np.round(part.lat[chosen], DIGITS).tolist()
        lon = np.round(part.lon[chosen], DIGITS).tolist()
        yield tuple(zip(lat, lon, strict=True))
