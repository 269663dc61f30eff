"""Files as Open-Meteo's archive answers, for a week in April at Salon-de-Provence."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

DAYS = [f"2026-03-{day:02}" for day in range(23, 30)]
UNITS = {
    "time": "iso8601",
    "weather_code": "wmo code",
    "temperature_2m_max": "°C",
    "temperature_2m_min": "°C",
    "precipitation_sum": "mm",
    "snowfall_sum": "cm",
    "wind_speed_10m_max": "km/h",
    "wind_gusts_10m_max": "km/h",
}
DAILY: dict[str, list[Any]] = {
    "time": DAYS,
    "weather_code": [3, 61, 73, 2, 45, 1, None],
    "temperature_2m_max": [17.2, 12.0, 2.1, 9.9, 14.0, 31.4, None],
    "temperature_2m_min": [8.1, 7.7, -1.5, -2.0, 6.3, 17.0, None],
    "precipitation_sum": [0.0, 8.4, 6.0, 0.2, 0.0, 0.0, None],
    "snowfall_sum": [0.0, 0.0, 4.2, 0.0, 0.0, 0.0, None],
    "wind_speed_10m_max": [12.0, 22.3, 18.0, 20.1, 8.0, 11.2, None],
    "wind_gusts_10m_max": [30.2, 48.0, 40.1, 44.4, 18.0, 28.0, None],
}
WORDS = ["dry", "rain", "snow", "cold", "fog", "heat"]
ANSWER: dict[str, Any] = {
    "latitude": 43.655533,
    "longitude": 5.106383,
    "generationtime_ms": 0.41,
    "utc_offset_seconds": 3600,
    "timezone": "Europe/Paris",
    "timezone_abbreviation": "GMT+1",
    "elevation": 87.0,
    "daily_units": UNITS,
    "daily": DAILY,
}


def answer(**changed: object) -> dict[str, Any]:
    """Give the answer with some words changed; None takes one away."""
    made = deepcopy(ANSWER) | changed
    return {name: value for name, value in made.items() if value is not None}


def as_json(document: object = None) -> bytes:
    return json.dumps(ANSWER if document is None else document, ensure_ascii=False).encode()


def with_daily(name: str, values: list[Any] | None, unit: str | None = None) -> bytes:
    """Give the file with a daily column put in place, or taken away."""
    document = answer()
    document["daily"][name] = values
    if values is None:
        del document["daily"][name]
    if unit is not None:
        document["daily_units"][name] = unit
    return as_json(document)


def as_csv(*, hourly: bool = False, mark: str = "") -> bytes:
    """Write the same week as the archive writes CSV."""
    lines = [
        "latitude,longitude,elevation,utc_offset_seconds,timezone,timezone_abbreviation",
        "43.655533,5.106383,87.0,3600,Europe/Paris,GMT+1",
        "",
    ]
    if hourly:
        lines += ["time,temperature_2m (°C)", "2026-03-23T00:00,8.1", "2026-03-23T01:00,8.0", ""]
    names = list(DAILY)
    lines.append(",".join(n if n == "time" else f"{n} ({UNITS[n]})" for n in names))
    lines += [
        ",".join("NaN" if DAILY[n][i] is None else str(DAILY[n][i]) for n in names)
        for i in range(len(DAYS))
    ]
    return (mark + "\n".join(lines) + "\n").encode()
