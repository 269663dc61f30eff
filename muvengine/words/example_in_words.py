"""Examples of a rulebook in plain words: the trip, what happened before, what is not as agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from muvengine.core.rules.example import Difference, History
from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.trips.facts import TripFacts
from muvengine.core.units import M_PER_KM
from muvengine.words.catalogue import known, say
from muvengine.words.conditions_in_words import length, values_in_words
from muvengine.words.figures import Clock, FullDay, Share
from muvengine.words.rulebook_in_words import label_of, rule_label

_TOTALS: Final = ("points", "status", "experience")


def trip_in_words(
    facts: TripFacts, book: Rulebook, locale: str, routes: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Say a trip: 'Bicycle 3 km, 14 March 2026, 11:00, rain'.

    Args:
        facts: of the trip.
        book: that names the ways of travelling.
        locale: see ``say``.
        routes: what people call the set routes; one that is not there is told by its key.
    """
    legs = [
        f"{mode_in_words(book, leg.mode, locale)} "
        f"{length(Decimal(leg.distance_m) / M_PER_KM, locale)}"
        for leg in facts.legs
    ]
    when = say(
        "rule_editor.on_day", locale, day=FullDay(facts.start.date()), time=Clock(facts.start)
    )
    return ", ".join([*legs, when, *_asides(facts, locale, routes)])


def before_in_words(history: History, locale: str) -> str:
    """Say what the person did before; empty for a first trip."""
    return ", ".join(_before(history, locale))


def difference_in_words(found: Difference, book: Rulebook, locale: str) -> str:
    """Say where a score is not what was agreed: 'By bike: 18, not 15'."""
    if found.of in _TOTALS:
        name = say(f"rule_editor.of_{found.of}", locale)
    else:
        name = rule_label(book, found.of, locale)
    got, wanted = (_told(value, locale) for value in (found.got, found.wanted))
    return say("rule_editor.difference", locale, of=name, got=got, wanted=wanted)


def mode_in_words(book: Rulebook, mode: str, locale: str) -> str:
    """Name a way of travelling as the rulebook does, else as the product does."""
    own = say(f"modes.{mode}", locale) if known(f"modes.{mode}") else mode
    return label_of(book.modes[mode].label, own, locale) if mode in book.modes else own


def _asides(facts: TripFacts, locale: str, routes: Mapping[str, str]) -> Iterator[str]:
    if facts.weather:
        yield values_in_words("weather", (facts.weather,), locale)
    if facts.evidence_class != "trace":
        yield say(f"rule_editor.with_{facts.evidence_class}", locale)
    if facts.outcome != "confirmed":
        yield values_in_words("verdict", (facts.outcome,), locale)
    for route in facts.routes:
        share = Share(route.share_permille / 1000)
        name = routes.get(route.key, route.key)
        yield say("rule_editor.with_route", locale, route=name, share=share)
    for word in ("climb_m", "stamps", "passengers"):
        count = getattr(facts, word)
        if count:
            yield say(f"rule_editor.with_{word}", locale, n=count)
    if facts.assisted:
        yield say("rule_phrases.when_assisted_yes", locale)


def _before(history: History, locale: str) -> Iterator[str]:
    for word in ("trips", "trips_today", "active_days", "streak_days", "streak_weeks"):
        count = getattr(history, word)
        if count:
            yield say(f"rule_editor.before_{word}", locale, n=count)
    if history.days_since_last_trip is not None:
        days = history.days_since_last_trip
        yield say("rule_editor.before_days_since", locale, n=days)


def _told(value: object, locale: str) -> object:
    """Say a word of the vocabulary; numbers are written as the language does."""
    for kind in ("because", "status", "cond"):
        if known(f"rule_editor.{kind}_{value}"):
            return say(f"rule_editor.{kind}_{value}", locale)
    return value
