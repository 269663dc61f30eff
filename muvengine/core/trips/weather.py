"""From the measured weather of a day to the one word that rules may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

# ETCCDI index R1mm: a wet day has at least a millimetre of water, melted snow included.
RAIN_MM_MIN: Final = 1.0
# As much fresh snow as makes a wet day by itself: Open-Meteo reckons 7 cm for 10 mm of water.
SNOW_CM_MIN: Final = 0.7
# A hot day of the German, Austrian and French weather services: the highest is at least 30.
HEAT_C_MIN: Final = 30.0
# ETCCDI index FD: a frost day goes below 0, early in the morning in most cases.
COLD_C_BELOW: Final = 0.0
# Beaufort 6, strong breeze: umbrellas can hardly be held.  Of the mean over ten minutes.
WIND_KMH_MIN: Final = 39.0
# Météo-France counts a day of strong wind from gusts of 16 m/s.
GUST_KMH_MIN: Final = 57.6
# WMO table 4677, in the selection of Open-Meteo: fog, and fog that leaves ice.
FOG_CODES: Final = (45, 48)


@dataclass(frozen=True, slots=True)
class MeasuredDay:
    """What was measured on a local day.

    Attributes:
        high_c, low_c: highest and lowest temperature two metres above ground.
        water_mm: rain and melted snow.
        snow_cm: fresh snow.
        wind_kmh: the strongest mean over ten minutes; None where the file does not say.
        gust_kmh: the strongest gust; None where the file does not say.
        code: the day's most severe weather after WMO 4677; None where the file does not say.
    """

    day: date
    high_c: float
    low_c: float
    water_mm: float
    snow_cm: float
    wind_kmh: float | None = None
    gust_kmh: float | None = None
    code: int | None = None


@dataclass(frozen=True, slots=True)
class ImportedWeather:
    """What an import did.

    Attributes:
        days: how many days of the file are known now.
        first_day, last_day: of these.
        noted: how many of them the organiser has noted: their word goes before.
        left_out: days of the file without figures, or not over yet.
    """

    days: int
    first_day: date
    last_day: date
    noted: int
    left_out: int


def word_of(measured: MeasuredDay) -> str:
    """Give the word of the vocabulary for a day: what hinders most, else ``dry``.

    A day has one word: snow before rain before heat, cold, wind and fog.  ``pollution`` is
    never given: temperatures and clouds do not tell it.
    """
    hindering = (
        ("snow", measured.snow_cm >= SNOW_CM_MIN),
        ("rain", measured.water_mm >= RAIN_MM_MIN),
        ("heat", measured.high_c >= HEAT_C_MIN),
        ("cold", measured.low_c < COLD_C_BELOW),
        ("wind", _is_windy(measured)),
        ("fog", measured.code in FOG_CODES),
    )
    return next((word for word, holds in hindering if holds), "dry")


def _is_windy(measured: MeasuredDay) -> bool:
    return (measured.wind_kmh or 0.0) >= WIND_KMH_MIN or (measured.gust_kmh or 0.0) >= GUST_KMH_MIN
