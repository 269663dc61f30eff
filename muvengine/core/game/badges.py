"""What each trip adds towards badges, and when one is reached.

A trip that counts adds to a few running figures of its person, by key; they are whole numbers
that are summed in any order, so that the order of upload cannot matter and a trip that is
taken back is subtracted.

    badge:first-bike     trips that met what a badge asks
    route:canal          trips that followed a set route
    stamps               stamps collected on the way
    helped               trips entered for others; the row is the helper's own
    experience           of all trips, also of those that came when their week was closed
    trips                how many they are

A badge for shops reads the vouchers that were used, once they can be undone no more: no trip
stands behind it, and none takes it back.

    shop:cafe            a voucher was used in a shop

A badge for reports reads those that are confirmed, and is lost where one is refused later.

    reports              reports that are confirmed
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from muvengine.core.game.chosen_trips import is_meant
from muvengine.core.game.game import Badge, Game
from muvengine.core.trips.facts import TripFacts

STAMPS: Final = "stamps"
HELPED: Final = "helped"
EXPERIENCE: Final = "experience"
TRIPS: Final = "trips"
ROUTE: Final = "route:"
SHOP: Final = "shop:"
REPORTS: Final = "reports"
ROUTE_SHARE_MIN_PERMILLE: Final = 700

Tallies = Mapping[str, int]


class Progress(NamedTuple):
    """How far somebody is on the way to a badge; ``done`` is at most ``needed``."""

    badge: Badge
    done: int
    needed: int

    @property
    def reached(self) -> bool:
        """Nothing is missing."""
        return self.done >= self.needed


def tallies_of(game: Game, facts: TripFacts, experience: int) -> dict[str, int]:
    """Give what a trip adds to the figures of its person; nothing without experience."""
    if not experience:
        return {}
    found = {
        key_of(badge): 1 for badge in game.badges if badge.trips is not None and meets(badge, facts)
    }
    for route in facts.routes:
        if route.share_permille >= ROUTE_SHARE_MIN_PERMILLE:
            found[f"{ROUTE}{route.key}"] = 1
    if facts.stamps:
        found[STAMPS] = facts.stamps
    return {**found, EXPERIENCE: experience, TRIPS: 1}


def difference(before: Tallies, after: Tallies) -> dict[str, int]:
    """Give what is to be added to figures; nothing under a key that stays as it is."""
    keys = before.keys() | after.keys()
    moved = {key: after.get(key, 0) - before.get(key, 0) for key in keys}
    return {key: more for key, more in moved.items() if more}


def helped_by(facts: TripFacts) -> int | None:
    """Give the number of the person whose help a trip counts for; None where nobody helped."""
    return facts.helper_id


def meets(badge: Badge, facts: TripFacts) -> bool:
    """Tell whether a trip is one of those that a badge counts."""
    return is_meant(facts, badge.modes, badge.when)


def key_of(badge: Badge) -> str:
    """Name the figure that a badge of trips reads."""
    return f"badge:{badge.name}"


def reads(badge: Badge, keys: Iterable[str]) -> bool:
    """Tell whether a badge depends on one of these figures."""
    if badge.trips is not None:
        return key_of(badge) in keys
    if badge.routes is not None:
        return any(key.startswith(ROUTE) for key in keys)
    if badge.shops is not None:
        return any(key.startswith(SHOP) for key in keys)
    if badge.reports is not None:
        return REPORTS in keys
    return (STAMPS if badge.stamps is not None else HELPED) in keys


def progress(
    badge: Badge, tallies: Tallies, routes: Collection[str], shops: Collection[str] = ()
) -> Progress:
    """Tell how far somebody is.

    Args:
        badge: of the game.
        tallies: of the person; for a badge of shops with ``shop:`` and the key of each visited,
            for one of reports with how many are confirmed.
        routes: keys of the set routes that are open.
        shops: keys of the shops that are open; asked for by a badge of shops alone.
    """
    if badge.trips is not None:
        done, needed = tallies.get(key_of(badge), 0), badge.trips
    elif badge.stamps is not None:
        done, needed = tallies.get(STAMPS, 0), badge.stamps
    elif badge.helped is not None:
        done, needed = tallies.get(HELPED, 0), badge.helped
    elif badge.reports is not None:
        done, needed = tallies.get(REPORTS, 0), badge.reports
    elif badge.shops is not None:
        done, needed = _different(SHOP, badge.shops, tallies, shops)
    else:
        done, needed = _different(ROUTE, badge.routes or 0, tallies, routes)
    return Progress(badge, min(max(done, 0), needed), needed)


def routes_in(tallies: Tallies) -> int:
    """Count the different set routes that somebody has followed, open or not."""
    return _reached(ROUTE, tallies)


def _reached(begin: str, tallies: Tallies) -> int:
    return sum(more > 0 for key, more in tallies.items() if key.startswith(begin))


def _different(begin: str, asked: int, tallies: Tallies, known: Collection[str]) -> tuple[int, int]:
    """Count different routes or shops; 0 asks for all that are open."""
    if asked:
        return _reached(begin, tallies), asked
    done = sum(tallies.get(f"{begin}{key}", 0) > 0 for key in known)
    # A town without a route has no badge for all of them.
    return done, max(len(known), 1)
