"""Files of Open-Meteo's archive, and what is none."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import BadInput
from muvengine.core.trips.weather import word_of
from muvengine.formats.open_meteo import BYTES_MAX, DAYS_MAX, read_open_meteo
from tests.formats import weather_files as files


@pytest.mark.parametrize(
    "data",
    [
        files.as_json(),
        b"\xef\xbb\xbf \n" + files.as_json(),
        files.as_csv(),
        files.as_csv(mark="\ufeff"),
        files.as_csv(hourly=True),
        files.as_csv().replace(b"\n", b"\r\n"),
    ],
    ids=["json", "json with mark", "csv", "csv with mark", "csv with hours", "csv of windows"],
)
def test_a_week_is_read_alike_from_either_format(data: bytes) -> None:
    found = read_open_meteo(data)
    assert (found.lat, found.lon, found.zone) == (43.655533, 5.106383, "Europe/Paris")
    assert [word_of(day) for day in found.days] == files.WORDS
    assert found.days[0].day == date(2026, 3, 23)
    assert found.left_out == 1
    assert (found.days[1].water_mm, found.days[1].gust_kmh, found.days[1].code) == (8.4, 48.0, 61)


def test_the_names_that_the_columns_had_before_are_known() -> None:
    text = (
        files.as_json()
        .replace(b"wind_gusts", b"windgusts")
        .replace(b"weather_code", b"weathercode")
    )
    found = read_open_meteo(text)
    assert (found.days[1].gust_kmh, found.days[1].code) == (48.0, 61)


def test_wind_and_code_may_be_missing() -> None:
    document = files.answer()
    for name in ("weather_code", "wind_speed_10m_max", "wind_gusts_10m_max"):
        del document["daily"][name]
    assert [word_of(day) for day in read_open_meteo(files.as_json(document)).days] == [
        "dry", "rain", "snow", "cold", "dry", "heat",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "unit", "values", "attribute", "first"), [
    ("temperature_2m_max", "°F",   [50.0] * 7, "high_c",   10.0),
    ("precipitation_sum",  "inch", [0.5] * 7,  "water_mm", 12.7),
    ("snowfall_sum",       "inch", [2.0] * 7,  "snow_cm",  5.08),
    ("wind_gusts_10m_max", "m/s",  [10.0] * 7, "gust_kmh", 36.0),
    ("wind_speed_10m_max", "kn",   [10.0] * 7, "wind_kmh", 18.52),
    ("wind_speed_10m_max", "mp/h", [10.0] * 7, "wind_kmh", 16.09344),
])  # fmt: skip
def test_other_units_of_the_archive_are_turned_into_ours(
    name: str, unit: str, values: list[float], attribute: str, first: float
) -> None:
    found = read_open_meteo(files.with_daily(name, values, unit))
    assert getattr(found.days[0], attribute) == pytest.approx(first)


DEEP = b'{"latitude": 1, "timezone": ' + b"[" * 50 + b"]" * 50 + b"}"
SEVERAL_CSV = b"location_id,latitude,longitude,elevation\n0,43.6,5.1,87\n"
# A year of hours would be read by a spreadsheet, too: days are asked for by name.
HOURS = files.as_json(files.answer(daily=None, daily_units=None, hourly={"time": []}))
MANY = [(date(2000, 1, 1) + timedelta(days=n)).isoformat() for n in range(DAYS_MAX + 1)]


@pytest.mark.parametrize(("data", "code"), [
    (b"",                                                              "not_weather"),
    (b"hello",                                                         "not_weather"),
    (b"{",                                                             "not_weather"),
    (b"{}",                                                            "not_weather"),
    (b"[1, 2]",                                                        "not_weather"),
    (DEEP,                                                             "not_weather"),
    (b'{"latitude": ' + b"9" * 5000 + b', "timezone": "GMT"}',         "not_weather"),
    (b'{"type": "FeatureCollection", "features": []}',                 "not_weather"),
    (b'<?xml version="1.0"?><gpx></gpx>',                              "not_weather"),
    (b"\x89PNG\r\n\x1a\n\x00\x00",                                     "not_weather"),
    (b'{"error": true, "reason": "Daily API request limit exceeded"}', "not_weather"),
    (b"\n".join(files.as_csv().splitlines()[:4]),                      "days"),
    (files.as_csv()[:60],                                              "not_weather"),
    (files.as_csv()[:-20],                                             "not_weather"),
    (files.as_csv().replace(b",", b";"),                               "not_weather"),
    (files.as_json(files.answer(latitude="north")),                    "not_weather"),
    (files.as_json(files.answer(timezone=[1])),                        "not_weather"),
    (b"[" + files.as_json() + b"]",                                    "several_places"),
    (SEVERAL_CSV,                                                      "several_places"),
    (HOURS,                                                            "no_daily"),
    (files.as_json(files.answer(daily=3)),                             "no_daily"),
    (b"\n".join(files.as_csv(hourly=True).splitlines()[:6]),           "no_daily"),
    (files.with_daily("snowfall_sum", None),                           "lacks"),
    (files.with_daily("precipitation_sum", [1.0] * 7, "furlong"),      "unit"),
    (files.as_json(files.answer(daily_units={"time": "iso8601"})),     "unit"),
    (files.with_daily("time", list(range(7))),                         "days"),
    (files.with_daily("time", files.DAYS[::-1]),                       "days"),
    (files.with_daily("time", [files.DAYS[0]] * 7),                    "days"),
    (files.with_daily("time", ["2026-02-30", *files.DAYS[1:]]),        "days"),
    (files.with_daily("time", None),                                   "days"),
    (files.with_daily("snowfall_sum", [0.0] * 6),                      "days"),
    (files.with_daily("time", MANY),                                   "too_many_days"),
    (files.with_daily("precipitation_sum", [-1.0] * 7),                "value"),
    (files.with_daily("precipitation_sum", ["a lot"] * 7),             "value"),
    (files.with_daily("precipitation_sum", [True] * 7),                "value"),
    (files.with_daily("precipitation_sum", [[1]] * 7),                 "value"),
    (files.with_daily("temperature_2m_max", [400.0] * 7),              "value"),
    (files.with_daily("temperature_2m_max", [10**300] * 7),            "value"),
    (b" " * (BYTES_MAX + 1),                                           "too_big"),
])  # fmt: skip
def test_what_is_no_such_file_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_open_meteo(data)
    assert refused.value.facts["fields"] == {"file": code}


def test_what_lacks_is_named_as_one_ticks_it() -> None:
    with pytest.raises(BadInput) as refused:
        read_open_meteo(files.with_daily("snowfall_sum", None))
    assert refused.value.facts["names"] == "snowfall_sum"


@given(
    st.sampled_from((files.as_json(), files.as_csv())), st.integers(0, 900), st.binary(max_size=8)
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    data: bytes, place: int, put: bytes
) -> None:
    days = None
    with suppress(BadInput):
        found = read_open_meteo(data[:place] + put + data[place + len(put) :])
        days = len(found.days) + found.left_out
    assert days in {None, len(files.DAYS)}
