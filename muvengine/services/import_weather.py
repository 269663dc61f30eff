"""Take the weather of days from a file of measurements, where the organiser has noted none.

The file is read at once and in the transaction's own process: the reader takes at most 2 MB
and 4 000 days, which is a few hundredths of a second, less than a queue would cost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from muvengine.core.errors import BadInput
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.traces.area import Area
from muvengine.core.trips.programme import Programme
from muvengine.core.trips.weather import ImportedWeather, word_of
from muvengine.formats.open_meteo import WeatherFile, read_open_meteo
from muvengine.services.attempt import OpenUow
from muvengine.store.unit_of_work import UnitOfWork

# The archive answers with the middle of a cell of up to 0.25 degrees: ERA5's grid.
CELL_DEG: Final = 0.25
_NOON: Final = time(12)


def import_weather(
    open_uow: OpenUow, data: bytes, *, actor: Actor, now: datetime
) -> ImportedWeather:
    """Keep a word for each day of a file of Open-Meteo's archive.

    Rules see it in trips sent from now on; the facts of earlier ones stay.  The same file may
    come again: a later one goes before an earlier one, the organiser's note before both.

    Args:
        open_uow: starts a writing transaction; nothing is locked while the file is read.
        data: the file.
        actor: by whose hand.
        now: aware; days that are not over then are left out.

    Raises:
        NotAllowed: the actor is neither an organiser nor the system.
        BadInput: as ``read_open_meteo``; then other_zone (with ``zone``), other_place (with
            ``lat`` and ``lon``), no_days.
    """
    require_organiser(actor)
    file = read_open_meteo(data)
    with open_uow() as uow:
        programme = uow.programme.get()
        _check(file, programme)
        today = now.astimezone(programme.zone).date()
        words = {one.day: word_of(one) for one in file.days if one.day < today}
        if not words:
            raise BadInput(fields={"file": "no_days"})
        uow.programme.keep_weather(words, by=actor.id, now=now)
        imported = _told(uow, words, file)
        meta = {
            "days": imported.days,
            "first_day": imported.first_day.isoformat(),
            "last_day": imported.last_day.isoformat(),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        uow.audit.append(actor, "weather.import", "programme", "1", meta, at=now)
        uow.commit()
    return imported


def _told(uow: UnitOfWork, words: Mapping[date, str], file: WeatherFile) -> ImportedWeather:
    first_day, last_day = min(words), max(words)
    known = uow.programme.day_notes(first_day, last_day)
    return ImportedWeather(
        days=len(words),
        first_day=first_day,
        last_day=last_day,
        noted=sum(not note.imported and note.day in words for note in known),
        left_out=file.left_out + len(file.days) - len(words),
    )


def _check(file: WeatherFile, programme: Programme) -> None:
    """Make sure that the file is of this town and that its days begin when the town's do."""
    if not all(_same_midnight(one.day, file.zone, programme.zone) for one in file.days):
        raise BadInput(fields={"file": "other_zone"}, zone=programme.zone.key)
    if programme.area is not None and not _near(file, programme.area):
        raise BadInput(
            fields={"file": "other_place"}, lat=round(file.lat, 2), lon=round(file.lon, 2)
        )


def _same_midnight(day: date, name: str, zone: ZoneInfo) -> bool:
    """Compare what the clocks show at noon: other names may stand for the same time."""
    try:
        other = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    noon = datetime.combine(day, _NOON, UTC)
    return noon.astimezone(other).utcoffset() == noon.astimezone(zone).utcoffset()


def _near(file: WeatherFile, area: Area) -> bool:
    return (
        area.south - CELL_DEG <= file.lat <= area.north + CELL_DEG
        and area.west - CELL_DEG <= file.lon <= area.east + CELL_DEG
    )
