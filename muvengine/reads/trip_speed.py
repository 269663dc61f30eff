"""How a trip moved: speeds and cuts, for those who may look at its evidence; never a place."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.traces.clean import clean
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.motion import Motion, motion_of
from muvengine.core.trips.review import ReviewState
from muvengine.core.trips.sight import may_act
from muvengine.core.trips.trip import Trip
from muvengine.formats.sealing import TraceSeal
from muvengine.store.unit_of_work import UnitOfWork


def trip_speed(
    open_reading: Callable[[], UnitOfWork],
    seal: TraceSeal | None,
    load: Callable[[UnitOfWork, int], Rulebook],
    public_id: str,
    actor: Actor,
) -> Motion:
    """Give the speed along a trip while its trace is kept, with the limits that judged it.

    Its owner may see it, a mediator while helping them, and an organiser while any question
    about it is open: speeds are evidence, and tell no place.

    Args:
        open_reading: starts a reading transaction.
        seal: ``Shelf.seal``.
        load: ``Shelf.rulebook``.
        public_id: the trip's.
        actor: who looks.

    Raises:
        NotFound: no such trip, not theirs to see, or no longer kept.
    """
    with open_reading() as uow:
        trip = uow.trips.get(public_id)
        if not (may_act(trip, actor) or _reviewing(uow, trip, actor)):
            raise NotFound(kind="trip")
        sealed = uow.traces.sealed(trip.id)
        rulebook = load(uow, uow.scores.get(trip.id, trip.score_no).version_id)
    recording = seal.open(sealed, public_id) if seal and sealed else None
    if recording is None:
        raise NotFound(kind="trace")
    modes = {mode: rule.limits for mode, rule in rulebook.modes.items()}
    return motion_of(recording, clean(recording), trip.legs or (_whole(trip),), modes)


def _reviewing(uow: UnitOfWork, trip: Trip, actor: Actor) -> bool:
    if actor.kind != Role.ORGANISER:
        return False
    return any(review.state is ReviewState.OPEN for review in uow.reviews.of_trip(trip.id))


def _whole(trip: Trip) -> Leg:
    """Stand in for the leg of a trip from before legs were kept."""
    return Leg(trip.mode, trip.start_at, trip.end_at, trip.distance_m, trip.outcome)
