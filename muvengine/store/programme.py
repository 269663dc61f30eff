"""The programme and the organiser's day notes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from muvengine.core.errors import NotFound
from muvengine.core.traces.area import Area
from muvengine.core.trips.programme import DayNote, Programme
from muvengine.store.connection import is_sqlite
from muvengine.store.prepared import Prepared
from muvengine.store.tables import metadata

_PROGRAMME: Final = metadata.tables["programme"]
_DAY_NOTE: Final = metadata.tables["day_note"]
_DAY_WEATHER: Final = metadata.tables["day_weather"]
_ONLY: Final = 1
_CHANGE: Final = update(_PROGRAMME).where(_PROGRAMME.c.id == _ONLY)
_RISEN: Final = {"yardstick_version": _PROGRAMME.c.yardstick_version + 1}
_READ: Final = Prepared(select(_PROGRAMME).where(_PROGRAMME.c.id == _ONLY))


class Versions(NamedTuple):
    """Numbers that rise with each change of what every process keeps in its memory.

    Attributes:
        yardstick: of anything that trips are measured with.
        routes: of a route or zone.
    """

    yardstick: int
    routes: int


def yardstick_changed(connection: Connection) -> None:
    """Tell every process that trips are measured with something else from now on."""
    connection.execute(_CHANGE.values(_RISEN))


class ProgrammeStore:
    """Read and set the programme inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self) -> Programme:
        """Give the programme.

        Raises:
            NotFound: nobody has set this town up yet.
        """
        return self.with_versions()[0]

    def local_day(self, now: datetime) -> date:
        """Give the town's day at a moment.

        Raises:
            NotFound: nobody has set this town up yet.
        """
        return now.astimezone(self.get().zone).date()

    def with_versions(self) -> tuple[Programme, Versions]:
        """Give the programme and the numbers that rise with each change.

        Raises:
            NotFound: nobody has set this town up yet.
        """
        row = _READ.first(self._connection)
        if row is None:
            raise NotFound(kind="programme")
        area = None if row.south is None else Area(row.south, row.west, row.north, row.east)
        programme = Programme(
            name=row.name,
            area=area,
            zone=ZoneInfo(row.zone),
            locales=tuple(row.locales.split(",")),
            contact=row.contact,
            vouchers_a_day=row.vouchers_a_day,
            codes_required=bool(row.codes_required),
        )
        return programme, Versions(row.yardstick_version, row.routes_version)

    def exists(self) -> bool:
        """Tell whether this town was set up."""
        return _READ.first(self._connection) is not None

    def set(self, programme: Programme, now: datetime) -> None:
        """Keep the programme, new or changed."""
        area = programme.area
        values = {
            "name": programme.name,
            "zone": programme.zone.key,
            "south": area.south if area else None,
            "west": area.west if area else None,
            "north": area.north if area else None,
            "east": area.east if area else None,
            "locales": ",".join(programme.locales),
            "contact": programme.contact,
            "vouchers_a_day": programme.vouchers_a_day,
        }
        changed = self._connection.execute(_CHANGE.values(values | _RISEN))
        if not changed.rowcount:
            versions = {"routes_version": 0, "yardstick_version": 0}
            first = {"id": _ONLY, "created_at": now, "codes_required": False, **versions}
            self._connection.execute(insert(_PROGRAMME), values | first)

    def require_codes(self, *, required: bool) -> None:
        """Let organisers come in with a code only, or also without."""
        self._connection.execute(_CHANGE.values({"codes_required": required} | _RISEN))

    def routes_changed(self) -> None:
        """Tell every process to build its index of routes and zones anew."""
        risen = {"routes_version": _PROGRAMME.c.routes_version + 1} | _RISEN
        self._connection.execute(_CHANGE.values(risen))

    def number_anew(self, number: int) -> None:
        """Let the numbers that rise with each change go on from another one."""
        versions = {"routes_version": number, "yardstick_version": number}
        self._connection.execute(_CHANGE.values(versions))

    def note_day(self, note: DayNote, *, by: int | None, now: datetime) -> None:
        """Keep the organiser's word for a day, in place of an earlier one."""
        self.forget_day(note.day)
        self._connection.execute(
            insert(_DAY_NOTE),
            {"day": note.day, "weather": note.weather, "noted_at": now, "noted_by": by},
        )

    def forget_day(self, day: date) -> None:
        """Take the word for a day away."""
        self._connection.execute(delete(_DAY_NOTE).where(_DAY_NOTE.c.day == day))

    def day_notes(self, first_day: date, last_day: date) -> list[DayNote]:
        """List what is known of these days, in order; the organiser's note goes first."""
        found: dict[date, DayNote] = {}
        for table, imported in ((_DAY_WEATHER, True), (_DAY_NOTE, False)):
            query = select(table.c.day, table.c.weather)
            of_days = query.where(table.c.day.between(first_day, last_day))
            for row in self._connection.execute(of_days):
                found[row.day] = DayNote(row.day, row.weather, imported)
        return [found[day] for day in sorted(found)]

    def keep_weather(self, words: Mapping[date, str], *, by: int | None, now: datetime) -> None:
        """Keep what was measured, in place of what a file said before; notes stay."""
        rows = [
            {"day": day, "weather": word, "imported_at": now, "imported_by": by}
            for day, word in words.items()
        ]
        insert_here = sqlite.insert if is_sqlite(self._connection) else postgresql.insert
        put = insert_here(_DAY_WEATHER)
        names = ("weather", "imported_at", "imported_by")
        again = {name: put.excluded[name] for name in names}
        self._connection.execute(
            put.on_conflict_do_update(index_elements=[_DAY_WEATHER.c.day], set_=again), rows
        )
