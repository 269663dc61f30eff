"""The organiser's pages: rules, shops, routes, trips to look at, people and money."""

from muvengine.web.organiser import (
    accounts,
    audit,
    check_file,
    envelopes,
    home,
    offers,
    points,
    review,
    routes,
    rulebook,
    shops,
    tablets,
    team,
    timetables,
    weather,
)
from muvengine.web.organiser.pages import pages

__all__ = [
    "accounts",
    "audit",
    "check_file",
    "envelopes",
    "home",
    "offers",
    "pages",
    "points",
    "review",
    "routes",
    "rulebook",
    "shops",
    "tablets",
    "team",
    "timetables",
    "weather",
]
