"""Say what an import of weather did, or why the file cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from muvengine.core.trips import weather
from muvengine.words.catalogue import say
from muvengine.words.figures import FullDay

# Each word with the figure from which it holds.
_WORDS: Final[tuple[tuple[str, Mapping[str, float]], ...]] = (
    ("snow", {"least": weather.SNOW_CM_MIN}),
    ("rain", {"least": weather.RAIN_MM_MIN}),
    ("heat", {"least": weather.HEAT_C_MIN}),
    ("cold", {"least": weather.COLD_C_BELOW}),
    ("wind", {"least": weather.WIND_KMH_MIN, "gust": weather.GUST_KMH_MIN}),
    ("fog", {}),
    ("dry", {}),
)


def imported_in_words(imported: weather.ImportedWeather, locale: str) -> str:
    """Say which days are known now, for which a note holds, and how many were left out."""
    days = {"first": FullDay(imported.first_day), "last": FullDay(imported.last_day)}
    said = [say("weather.told", locale, n=imported.days, **days)]
    if imported.noted:
        said.append(say("weather.told_noted", locale, n=imported.noted))
    if imported.left_out:
        said.append(say("weather.told_left_out", locale, n=imported.left_out))
    return " ".join(said)


def refused_in_words(facts: Mapping[str, object], locale: str) -> str:
    """Say why a file cannot be used and what to do.

    Args:
        facts: of the refusal of ``import_weather``.
        locale: of the reader.
    """
    fields = facts["fields"]
    assert isinstance(fields, Mapping)
    named = {
        name: FullDay(value) if isinstance(value, date) else value
        for name, value in facts.items()
        if name != "fields"
    }
    why = say(f"weather.file_{fields['file']}", locale, **named)
    return f"{say('weather.wrong', locale)} {why}"


def word_lines(locale: str) -> list[str]:
    """Say what each word asks of a day, in the order in which they are tried."""
    return [say(f"weather.word_{word}", locale, **figures) for word, figures in _WORDS]
