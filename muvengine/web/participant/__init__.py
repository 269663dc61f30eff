"""Pages of the participant folder."""

from muvengine.web.participant import (
    add_trip,
    carpool,
    counter,
    home,
    instead,
    legs,
    offers,
    pots,
    release,
    scan,
    settings,
    trip,
    trips,
    uploads,
    vouchers,
    wallet,
    wrong,
)
from muvengine.web.participant.pages import pages

__all__ = [
    "add_trip",
    "carpool",
    "counter",
    "home",
    "instead",
    "legs",
    "offers",
    "pages",
    "pots",
    "release",
    "scan",
    "settings",
    "trip",
    "trips",
    "uploads",
    "vouchers",
    "wallet",
    "wrong",
]
