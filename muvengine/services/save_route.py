"""Keep a set route."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import numpy as np

from muvengine.core.errors import BadInput, NotFound
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.routes.advice import Stop, stops_along
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import DRAFT, LIVE, SetRoute
from muvengine.core.routes.simplify import simplified
from muvengine.core.traces.distance import steps_m
from muvengine.formats.gpx.route_file import read_route_line
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY_CHARS_MAX: Final = 64
BUFFER_M_MIN, BUFFER_M_MAX = 15.0, 75.0
LENGTH_M_MIN, LENGTH_M_MAX = 100, 100_000


@dataclass(frozen=True, slots=True)
class SavedRoute:
    """What became of a route.

    Attributes:
        state: of the route; saving does not change it.
        changed: names of what is otherwise than before, as ``line`` or ``buffer_m``; empty for
            a new route.
        new: True when there was none of this key.
    """

    state: str
    changed: tuple[str, ...]
    new: bool

    @property
    def packed(self) -> tuple[str, tuple[str, ...], bool]:
        """Give it as JSON can hold it."""
        return self.state, self.changed, self.new


def save_route(
    open_uow: OpenUow,
    route: SetRoute,
    *,
    actor: Actor,
    now: datetime,
    may_move_live: bool = False,
    attempt: Attempt | None = None,
) -> SavedRoute:
    """Keep a route, new or in place of the one with its key.

    A new one is a draft, which nobody but organisers sees; a known one keeps its state.  Trips
    are matched with a changed live route at once; trips scored before keep their shares.

    Args:
        open_uow: starts a writing transaction.
        route: its length is measured here, its stops are put in order; its state is not read.
        actor: by whose hand.
        now: aware.
        may_move_live: the actor knows that the line of a live route changes.
        attempt: claims the write, so that a form sent twice is kept once; None for callers that
            repeat nothing.

    Raises:
        NotAllowed: the actor is neither an organiser nor the system.
        KeyReused: the attempt's key was used for something else.
        BadInput: see ``faults``; ``line`` is ``live`` where a live route's line would change
            unasked.
    """
    require_organiser(actor)

    def work(uow: UnitOfWork) -> SavedRoute:
        before = known_route(uow, route.line.key)
        return keep_route(uow, route, before, actor, now, may_move_live=may_move_live)

    return saved_once(open_uow, work, attempt)


def saved_once(
    open_uow: OpenUow, work: Callable[[UnitOfWork], SavedRoute], attempt: Attempt | None
) -> SavedRoute:
    """Do the work in one transaction, and where there is an attempt only once."""
    if attempt is None:
        with open_uow() as uow:
            saved = work(uow)
            uow.commit()
        return saved
    state, changed, new = once(open_uow, attempt, lambda uow: work(uow).packed).value
    return SavedRoute(state, tuple(changed), new=new)


def request_of(actor: Actor, key: str, route: SetRoute, endpoint: str) -> Attempt:
    """Make an attempt of a form that holds a route, told apart by every vertex.

    Args:
        actor: by whose hand.
        key: drawn when the form was shown.
        route: as posted.
        endpoint: ``save_route`` or ``add_route``.

    Raises:
        KeyMissing: no usable key.
    """
    line = route.line
    vertices = (line.lat.tolist(), line.lon.tolist(), line.buffer_m, line.direction.value)
    words = (line.key, dict(route.label), dict(route.note))
    days = (route.stops, route.valid_from, route.valid_until)
    return Attempt.of(actor, key, endpoint, (words, days, vertices))


def keep_route(
    uow: UnitOfWork,
    route: SetRoute,
    before: SetRoute | None,
    actor: Actor,
    now: datetime,
    *,
    may_move_live: bool,
) -> SavedRoute:
    """Keep a route inside a transaction of the caller.

    Args:
        uow: open, writing.
        route: see ``save_route``.
        before: the one with its key, or None.
        actor: an organiser, or the system.
        now: aware.
        may_move_live: see ``save_route``.

    Raises:
        BadInput: see ``save_route``.
    """
    ready = _ready(uow, route, before.state if before else DRAFT)
    changes = dict(_changes(before, ready)) if before else {}
    if ready.state == LIVE and "line" in changes and not may_move_live:
        raise BadInput(fields={"line": "live"})
    uow.routes.save(ready, now)
    uow.programme.routes_changed()
    facts = {"state": ready.state, "changes": changes}
    uow.audit.append(actor, "route.save", "route", route.line.key, facts, at=now)
    return SavedRoute(ready.state, tuple(changes), new=before is None)


def known_route(uow: UnitOfWork, key: str) -> SetRoute | None:
    """Find a route by its key, or None."""
    try:
        return uow.routes.get(key)
    except NotFound:
        return None


def line_of_file(key: str, data: bytes) -> Route:
    """Read the line of a route from an organiser's GPX file; width and direction as usual.

    Vertices that lie within 5 m of the line without them are left out.

    Raises:
        FileRefused: see ``read_route_line``.
    """
    _, lat, lon = read_route_line(data)
    kept = simplified(lat, lon)
    return Route(key=key, lat=lat[kept], lon=lon[kept])


def length_m(line: Route) -> float:
    """Measure a line on the ground."""
    return float(steps_m(line.lat, line.lon).sum())


def faults(route: SetRoute, uow: UnitOfWork) -> dict[str, str]:
    """Name the fields that are not as they should be, each with a code.

    Args:
        route: whole.
        uow: open, to ask for the programme's area.

    Returns:
        ``key``, ``label``, ``line``, ``buffer_m`` and ``valid_until`` at most.
    """
    line = route.line
    wrong = {}
    if len(line.key) > KEY_CHARS_MAX or not KEY.fullmatch(line.key):
        wrong["key"] = "word"
    if not any(text.strip() for text in route.label.values()):
        wrong["label"] = "missing"
    if fault := _fault_of_line(line, uow):
        wrong["line"] = fault
    if not BUFFER_M_MIN <= line.buffer_m <= BUFFER_M_MAX:
        wrong["buffer_m"] = "range"
    if route.valid_from and route.valid_until and route.valid_until < route.valid_from:
        wrong["valid_until"] = "order"
    return wrong


def _fault_of_line(line: Route, uow: UnitOfWork) -> str | None:
    if len(line.lat) < 2 or not np.isfinite(line.lat + line.lon).all():  # noqa: PLR2004  two ends
        return "positions"
    if not LENGTH_M_MIN <= length_m(line) <= LENGTH_M_MAX:
        return "length"
    area = uow.programme.get().area
    if area is None:
        return None
    inside = (line.lat >= area.south) & (line.lat <= area.north)
    inside &= (line.lon >= area.west) & (line.lon <= area.east)
    return None if inside.any() else "outside"


def _ready(uow: UnitOfWork, route: SetRoute, state: str) -> SetRoute:
    """Refuse what is not as it should be, and fill in what follows from the line."""
    wrong = faults(route, uow)
    if wrong:
        raise BadInput(fields=wrong)
    stops = _in_order(uow, route)
    return replace(route, length_m=round(length_m(route.line)), stops=stops, state=state)


def _in_order(uow: UnitOfWork, route: SetRoute) -> tuple[str, ...]:
    """Put the stops in the order of the line; those without a shop yet come last."""
    if not route.stops:
        return ()
    chosen = [shop for shop in uow.shops.listed(open_only=False) if shop.key in route.stops]
    stops = [Stop(shop.key, shop.lat, shop.lon) for shop in chosen]
    ordered = [stop.key for stop in stops_along(route.line, stops)]
    return tuple(dict.fromkeys((*ordered, *route.stops)))


def _changes(before: SetRoute, after: SetRoute) -> Iterator[tuple[str, list[object]]]:
    """Tell what is otherwise, before and after; of the line only its length: no places here."""
    old, new = before.line, after.line
    same = np.array_equal(old.lat, new.lat) and np.array_equal(old.lon, new.lon)
    if not same:
        yield "line", [before.length_m, after.length_m]
    if old.buffer_m != new.buffer_m:
        yield "buffer_m", [old.buffer_m, new.buffer_m]
    if old.direction != new.direction:
        yield "direction", [old.direction.value, new.direction.value]
    for name in ("label", "note", "stops", "valid_from", "valid_until"):
        was, becomes = getattr(before, name), getattr(after, name)
        if was != becomes:
            yield name, [_plain(was), _plain(becomes)]


def _plain(value: object) -> object:
    """Write a value as JSON can hold it."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if hasattr(value, "keys") else str(value)  # type: ignore[call-overload]
