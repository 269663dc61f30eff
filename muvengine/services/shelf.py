"""What every upload reaches for, made once: compiled rulebooks, routes and timetables.

A rulebook version never changes, so it is kept by its digest, and so is a timetable; the index
of routes and zones is kept by the programme's ``routes_version``.  Each process has a shelf of
its own, and asks the database with every upload whether it is still right: all that could
change raises the programme's ``yardstick_version``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Final

from muvengine.core.routes.index import RouteIndex
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.routes.zone import ZoneIndex
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.version import Version
from muvengine.core.trips.programme import Programme
from muvengine.core.trips.transit import TransitProver
from muvengine.formats.containers import PackLimits
from muvengine.formats.gpx.limits import LIMITS, Limits
from muvengine.formats.gtfs.kept import unkeep
from muvengine.formats.sealing import TraceSeal
from muvengine.services.yardstick import DAYS_BACK_MAX, InForce, Yardstick
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.store.write_queue import GiveWay, go_on

OpenUow = Callable[[], UnitOfWork]

SKETCH_DAYS: Final = 180


@dataclass(frozen=True, slots=True, eq=False)
class _Routes:
    version: int
    index: RouteIndex
    by_key: dict[str, SetRoute]
    zones: ZoneIndex

    def open_on(self, key: str, day: date) -> bool:
        return self.by_key[key].holds_on(day)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """All that the database says of what trips are measured with, as of one version."""

    version: int
    programme: Programme
    rulebooks: list[Version]
    routes: _Routes
    provers: tuple[TransitProver, ...]


class Shelf:
    """Rulebooks, routes and the seal; safe to share between threads.

    Attributes:
        turn: whoever judges a file in this process waits for it.  Judging is arithmetic:
            threads that do it at once only take the interpreter from each other, and from the
            one that holds the database's lock, which all writers of the town wait for.
        give_way: called between two steps of judging.
        seal: closes raw traces; None when none may be kept.
        trace_days: how long they are kept.
        file_seal: closes files that wait to be judged; None without a secret.
        pack_limits: what is unpacked of a container.
    """

    def __init__(
        self,
        open_reading: OpenUow,
        *,
        secret: str,
        trace_days: int,
        limits: Limits = LIMITS,
        give_way: GiveWay = go_on,
    ) -> None:
        self._open_reading = open_reading
        self._lock = Lock()
        self.turn = Lock()
        self.give_way = give_way
        self._known: _Known | None = None
        self._rulebooks: dict[str, Rulebook] = {}
        self._routes: _Routes | None = None
        self._timetables: dict[tuple[int, str], TransitProver | None] = {}
        self._print_key = hashlib.sha256(b"muvengine prints 1\0" + secret.encode()).digest()
        self._limits = limits
        self.trace_days = trace_days
        self.pack_limits = PackLimits(part_bytes_max=limits.bytes_max)
        self.file_seal = TraceSeal(secret) if secret else None
        self.seal = self.file_seal if trace_days else None

    def yardstick(
        self,
        *,
        now: datetime | None,
        days_back_max: int = DAYS_BACK_MAX,
        seen: int | None = None,
    ) -> Yardstick:
        """Give what traces are measured with, as it stands in the database now.

        Args:
            now: aware; None lifts the window for uploads.
            days_back_max: how old a trip may be.
            seen: the ``yardstick_version`` that the caller has just read; None to read it.

        Raises:
            NotFound: nobody has set this town up yet.
        """
        known = self._known
        if known is None or known.version != seen:
            known = self._ask()
        recent = _recent(known.rulebooks, known.programme, now, days_back_max)
        return Yardstick(
            programme=known.programme,
            rulebooks=tuple(self._in_force(one, self._source) for one in reversed(recent)),
            routes=known.routes.index,
            now=now,
            route_open=known.routes.open_on,
            days_back_max=days_back_max,
            print_key=self._print_key,
            limits=self._limits,
            provers=known.provers,
            zones=known.routes.zones,
        )

    def _ask(self) -> _Known:
        """Read what is in force, unless what is known is still right."""
        with self._open_reading() as uow:
            programme, versions = uow.programme.with_versions()
            known = self._known
            if known is None or known.version != versions.yardstick:
                known = self._known = _Known(
                    version=versions.yardstick,
                    programme=programme,
                    rulebooks=uow.rulebooks.published(),
                    routes=self._routes_at(uow, versions.routes),
                    provers=self._provers(uow),
                )
            return known

    def _source(self, version_id: int) -> str:
        with self._open_reading() as uow:
            return uow.rulebooks.source(version_id)

    def in_force(self, uow: UnitOfWork, version_id: int) -> InForce:
        """Give the rulebook kept under a number, for a trip that was scored by it.

        Raises:
            NotFound: no such version.
        """
        return self._in_force(uow.rulebooks.get(version_id), uow.rulebooks.source)

    def rulebook(self, uow: UnitOfWork, version_id: int) -> Rulebook:
        """Give the rulebook kept under a number.

        Raises:
            NotFound: no such version.
        """
        return self.in_force(uow, version_id).rulebook

    def _in_force(self, version: Version, source: Callable[[int], str]) -> InForce:
        return InForce(
            self._rulebook(version, source),
            version.effective_from,
            version.effective_until,
            version.id,
        )

    def _rulebook(self, version: Version, source: Callable[[int], str]) -> Rulebook:
        known = self._rulebooks.get(version.sha256)
        if known is None:
            from muvengine.formats.rulebook_yaml.read import read_rulebook  # noqa: PLC0415  slow

            # Two threads may both read it; they keep equal ones.
            known = read_rulebook(source(version.id).encode())
            known = self._rulebooks.setdefault(version.sha256, known)
        return known

    def _routes_at(self, uow: UnitOfWork, version: int) -> _Routes:
        known = self._routes
        if known is not None and known.version == version:
            return known
        with self._lock:
            known = self._routes
            if known is None or known.version != version:
                live = {route.line.key: route for route in uow.routes.live()}
                index = RouteIndex(route.line for route in live.values())
                zones = ZoneIndex(uow.zones.all_of_them())
                known = self._routes = _Routes(version, index, live, zones)
            return known

    def _provers(self, uow: UnitOfWork) -> tuple[TransitProver, ...]:
        """Give the timetables in use; those no longer in use are forgotten."""
        keys = uow.timetables.live_keys()
        known = self._timetables
        if tuple(known) != keys:
            with self._lock:
                known = {
                    key: self._timetables.get(key) or _prover(uow.timetables.kept(key[0]))
                    for key in keys
                }
                self._timetables = known
        return tuple(prover for prover in known.values() if prover is not None)


def _prover(kept: bytes) -> TransitProver | None:
    """Compile a timetable; one kept in a form of the past proves nothing until sent again."""
    try:
        return TransitProver(unkeep(kept))
    except ValueError:
        return None


def _recent(
    versions: list[Version], programme: Programme, now: datetime | None, days_back_max: int
) -> list[Version]:
    """Leave out rulebooks that ended long ago: most processes never need to read them."""
    if now is None:
        return versions
    first_day = now.astimezone(programme.zone).date() - timedelta(days=days_back_max + 1)
    return [
        version
        for version in versions
        if version.effective_until is None or version.effective_until > first_day
    ]
