"""Read a file of Open-Meteo's archive: what was measured at one place, day by day.

The file is the answer of ``archive-api.open-meteo.com/v1/archive`` as it was saved, in JSON
or CSV; which of them, its first letters say.  Nothing is asked of anybody here.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from muvengine.core.errors import BadInput, FileRefused
from muvengine.core.trips.weather import MeasuredDay
from muvengine.formats.json_text import looks_like_json, read_json

# A year of all daily columns takes about 60 kB.
BYTES_MAX: Final = 2 * 1024 * 1024
# Ten years and a little; the archive goes back to 1940, trips do not.
DAYS_MAX: Final = 4_000
DEPTH_MAX: Final = 6
NUMBER_MAX: Final = 1e9
CSV_MARK: Final = b"latitude,longitude,"
CSV_MARK_SEVERAL: Final = b"location_id,"
_DECIMAL: Final = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class Column:
    """One daily column of the file.

    Attributes:
        names: as Open-Meteo calls it, with the name it had before.
        units: what one of each unit is in ours, and what is added then.
        low, high: what the Earth has seen, in our unit; beyond it the file is damaged.
        needed: no word can be given for a day without it.
    """

    names: tuple[str, ...]
    units: Mapping[str, tuple[float, float]]
    low: float
    high: float
    needed: bool = True


_DEGREES: Final = {"°C": (1.0, 0.0), "°F": (5 / 9, -160 / 9)}
_SPEEDS: Final = {
    "km/h": (1.0, 0.0),
    "m/s": (3.6, 0.0),
    "mp/h": (1.609344, 0.0),
    "kn": (1.852, 0.0),
}
COLUMNS: Final[Mapping[str, Column]] = {
    "high_c": Column(("temperature_2m_max",), _DEGREES, -95, 65),
    "low_c": Column(("temperature_2m_min",), _DEGREES, -95, 65),
    "water_mm": Column(("precipitation_sum",), {"mm": (1.0, 0.0), "inch": (25.4, 0.0)}, 0, 2_500),
    "snow_cm": Column(("snowfall_sum",), {"cm": (1.0, 0.0), "inch": (2.54, 0.0)}, 0, 500),
    "wind_kmh": Column(("wind_speed_10m_max", "windspeed_10m_max"), _SPEEDS, 0, 450, needed=False),
    "gust_kmh": Column(("wind_gusts_10m_max", "windgusts_10m_max"), _SPEEDS, 0, 450, needed=False),
    "code": Column(("weather_code", "weathercode"), {"wmo code": (1.0, 0.0)}, 0, 99, needed=False),
}


@dataclass(frozen=True, slots=True)
class WeatherFile:
    """What a file holds.

    Attributes:
        lat, lon: middle of the cell of the weather model, in degrees.
        zone: the days are local to it.
        days: rising; days for which a needed figure is missing are left out.
        left_out: how many those are; the last days of the archive come later.
    """

    lat: float
    lon: float
    zone: str
    days: tuple[MeasuredDay, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class _Table:
    """The daily table as written.

    Attributes:
        place: latitude, longitude and timezone.
        units, columns: by Open-Meteo's name, ``time`` among them.
    """

    place: Mapping[str, object]
    units: Mapping[str, object]
    columns: Mapping[str, Sequence[object]]


def read_open_meteo(data: bytes) -> WeatherFile:
    """Read a file of the archive.

    Raises:
        BadInput: ``fields`` has a code for ``file``, in this order: too_big, several_places,
            not_weather, no_daily, lacks (with ``names``), unit (with ``name`` and ``unit``),
            days, too_many_days, value (with ``name`` and ``day``).
    """
    if len(data) > BYTES_MAX:
        raise BadInput(fields={"file": "too_big"}, bytes_max=BYTES_MAX)
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(CSV_MARK_SEVERAL) or (start[:1] == b"[" and b'"latitude"' in start):
        raise BadInput(fields={"file": "several_places"})
    table = _from_json(data) if looks_like_json(data) else _from_csv(data)
    lat, lon = (_number(table.place.get(name)) for name in ("latitude", "longitude"))
    zone = table.place.get("timezone")
    if lat is None or lon is None or not isinstance(zone, str):
        raise BadInput(fields={"file": "not_weather"})
    columns = _columns(table)
    days = _days(table.columns.get("time", ()))
    read = {ours: _read(table, ours, name, days) for ours, name in columns.items()}
    figures = (dict(zip(read, row, strict=True)) for row in zip(*read.values(), strict=True))
    measured = tuple(_day(day, of_day) for day, of_day in zip(days, figures, strict=True))
    whole = tuple(day for day in measured if day is not None)
    return WeatherFile(lat, lon, zone, whole, len(days) - len(whole))


def _from_json(data: bytes) -> _Table:
    try:
        document = read_json(data, bytes_max=BYTES_MAX, depth_max=DEPTH_MAX)
    except FileRefused as refusal:
        raise BadInput(fields={"file": "not_weather"}) from refusal
    if not isinstance(document, dict) or not {"latitude", "timezone"} <= document.keys():
        raise BadInput(fields={"file": "not_weather"})
    daily, units = document.get("daily"), document.get("daily_units")
    if not isinstance(daily, dict) or not isinstance(units, dict):
        raise BadInput(fields={"file": "no_daily"})
    columns = {name: values for name, values in daily.items() if isinstance(values, list)}
    return _Table(document, units, columns)


def _from_csv(data: bytes) -> _Table:
    """Read the first two lines, then the table that holds days; another may hold hours."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
        rows = list(csv.reader(lines, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(fields={"file": "not_weather"}) from error
    if not lines or not lines[0].encode().startswith(CSV_MARK) or len(rows) < 2:  # noqa: PLR2004  names, values
        raise BadInput(fields={"file": "not_weather"})
    place = dict(zip(rows[0], rows[1], strict=False))
    needed = COLUMNS["high_c"].names[0]
    begins = (i for i, row in enumerate(rows) if row[:1] == ["time"] and _is_daily(row, needed))
    head = next(begins, None)
    if head is None:
        raise BadInput(fields={"file": "no_daily"})
    names, units = zip(*(_name_and_unit(cell) for cell in rows[head]), strict=True)
    end = next((i for i in range(head + 1, len(rows)) if not rows[i]), len(rows))
    body = rows[head + 1 : end]
    if any(len(row) != len(names) for row in body):
        raise BadInput(fields={"file": "not_weather"})
    columns = {name: [row[i] for row in body] for i, name in enumerate(names)}
    return _Table(place, dict(zip(names, units, strict=True)), columns)


def _is_daily(row: list[str], needed: str) -> bool:
    daily = (needed, *(name for column in COLUMNS.values() for name in column.names))
    return any(_name_and_unit(cell)[0] in daily for cell in row[1:])


def _name_and_unit(cell: str) -> tuple[str, str]:
    name, _, unit = cell.partition(" (")
    return name, unit.removesuffix(")")


def _columns(table: _Table) -> dict[str, str]:
    """Give Open-Meteo's name of each of our columns that is there."""
    found, lacking = {}, []
    for ours, column in COLUMNS.items():
        name = next((name for name in column.names if name in table.columns), None)
        if name is not None:
            found[ours] = name
            unit = str(table.units.get(name))
            if unit not in column.units:
                raise BadInput(fields={"file": "unit"}, name=name, unit=unit[:20])
        elif column.needed:
            lacking.append(column.names[0])
    if lacking:
        raise BadInput(fields={"file": "lacks"}, names=", ".join(lacking))
    return found


def _days(written: Sequence[object]) -> list[date]:
    if len(written) > DAYS_MAX:
        raise BadInput(fields={"file": "too_many_days"}, days_max=DAYS_MAX)
    try:
        days = [date.fromisoformat(day) for day in written if isinstance(day, str)]
    except ValueError as error:
        raise BadInput(fields={"file": "days"}) from error
    if not days or len(days) != len(written) or any(after <= day for day, after in pairwise(days)):
        raise BadInput(fields={"file": "days"})
    return days


def _read(table: _Table, ours: str, name: str, days: list[date]) -> list[float | None]:
    column, values = COLUMNS[ours], table.columns[name]
    if len(values) != len(days):
        raise BadInput(fields={"file": "days"})
    factor, added = column.units[str(table.units[name])]
    read: list[float | None] = []
    for day, written in zip(days, values, strict=True):
        number = _number(written)
        if number is None and written not in (None, "", "NaN"):
            raise BadInput(fields={"file": "value"}, name=name, day=day)
        value = None if number is None else number * factor + added
        if value is not None and not column.low <= value <= column.high:
            raise BadInput(fields={"file": "value"}, name=name, day=day)
        read.append(value)
    return read


def _day(day: date, figures: Mapping[str, float | None]) -> MeasuredDay | None:
    """Give a day; None where a figure is missing that a word needs."""
    needed: dict[str, float] = {}
    for ours, column in COLUMNS.items():
        value = figures.get(ours)
        if column.needed and value is None:
            return None
        if column.needed and value is not None:
            needed[ours] = value
    code = figures.get("code")
    return MeasuredDay(
        day,
        **needed,
        wind_kmh=figures.get("wind_kmh"),
        gust_kmh=figures.get("gust_kmh"),
        code=None if code is None else int(code),
    )


def _number(value: object) -> float | None:
    """Give a finite number, written as one or, in a table, as a text."""
    if isinstance(value, str):
        return float(value) if _DECIMAL.fullmatch(value) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < NUMBER_MAX and math.isfinite(value) else None
