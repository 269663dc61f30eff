"""What a game file says, in plain words."""

from __future__ import annotations

from muvengine.core.game.game import Badge
from muvengine.words.catalogue import listed, say
from muvengine.words.conditions_in_words import phrases


def badge_in_words(badge: Badge, locale: str) -> str:
    """Say what a badge asks for: '5 trips, with: Bicycle, E-bike, only in the rain'."""
    parts = [_counted(badge, locale)]
    if badge.modes:
        named = listed((mode_name(mode, locale) for mode in badge.modes), locale)
        parts.append(say("game.badge_modes", locale, modes=named))
    if badge.when:
        told = phrases(badge.when, {}, locale)
        parts.append(say("game.badge_when", locale, conditions=told))
    return listed(parts, locale)


def _counted(badge: Badge, locale: str) -> str:
    for word, count in (
        ("trips", badge.trips),
        ("stamps", badge.stamps),
        ("helped", badge.helped),
        ("reports", badge.reports),
        ("routes", badge.routes),
        ("shops", badge.shops),
    ):
        if count:
            return say(f"game.badge_{word}", locale, n=count)
    return say(f"game.badge_{'routes' if badge.shops is None else 'shops'}_all", locale)


def mode_name(mode: str, locale: str) -> str:
    """Say a way of moving; a word that the town made up as it stands."""
    try:
        return say(f"modes.{mode}", locale)
    except KeyError:
        # A mode that the town made up: its word is all we know here.
        return mode
