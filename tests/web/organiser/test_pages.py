"""Every page in both languages, empty and filled."""

from __future__ import annotations

import pytest
from flask import Flask

from muvengine.bootstrap import Wiring
from muvengine.core.people.actor import SYSTEM, Role
from muvengine.core.trips.programme import Programme
from muvengine.services.set_programme import set_programme
from tests import people
from tests.build import AREA, ZONE, Town, ride
from tests.people import NOON
from tests.rulebooks import small

PAGES = (
    "/organiser",
    "/organiser/ledger",
    "/organiser/rulebook",
    "/organiser/rulebook/new",
    "/organiser/rulebook/rehearsals",
    "/organiser/rulebook/rescorings",
    "/organiser/rulebook/rescorings/new",
    "/organiser/review",
    "/organiser/check-file",
    "/organiser/shops",
    "/organiser/shops/new",
    "/organiser/routes",
    "/organiser/routes/new",
    "/organiser/weather",
    "/organiser/zones",
    "/organiser/zones/new",
    "/organiser/team",
    "/organiser/teams",
    "/organiser/tournaments/new",
    "/organiser/audit",
    "/organiser/accounts",
    "/organiser/envelopes",
    "/organiser/points",
)
FILLED = (
    "/organiser/rulebook/versions/1",
    "/organiser/rulebook/drafts/1",
    "/organiser/rulebook/drafts/1/edit",
    "/organiser/rulebook/drafts/1/rules/walk-km",
    "/organiser/rulebook/drafts/1/rules/walk-km/remove",
    "/organiser/rulebook/drafts/1/add/require",
    "/organiser/rulebook/drafts/1/add/earn",
    "/organiser/rulebook/drafts/1/add/bonuses",
    "/organiser/rulebook/drafts/1/add/caps",
    "/organiser/rulebook/drafts/1/numbers",
    "/organiser/rulebook/drafts/1/examples/new",
    "/organiser/rulebook/drafts/1/try",
    "/organiser/rulebook/drafts/2",
    "/organiser/rulebook/rehearsals/new?draft=1",
    "/organiser/rulebook/rehearsals/new?version=1",
    "/organiser/rulebook/drafts/2/edit",
    "/organiser/rulebook/drafts/2/numbers",
    "/organiser/rulebook/drafts/2/try",
    "/organiser/shops/boulangerie",
    "/organiser/shops/boulangerie/edit",
    "/organiser/shops/boulangerie/offers/new",
    "/organiser/offers/1",
    "/organiser/routes/gare",
    "/organiser/accounts/programme:budget",
    "/organiser/accounts/season:2026:budget",
)


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_every_page_is_read_in_each_language(town: Town, locale: str) -> None:
    town.trip(ride(by="car"), "bike")
    ines = town.ines(locale)
    ines.post("/organiser/rulebook/new", text=small(), do="keep")
    ines.post("/organiser/rulebook/new", text="a: b", do="keep")
    for url in PAGES + FILLED:
        assert ines.get(url).one("html").attrs["lang"] == locale, url


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_a_town_without_anything_has_pages_too(app: Flask, wiring: Wiring, locale: str) -> None:
    town = Programme("Le quartier", AREA, ZONE)
    set_programme(wiring.open_uow, town, actor=SYSTEM, now=NOON)
    ines = people.staff(wiring.open_uow, "Inès", Role.ORGANISER)
    empty = Town(app, wiring, ines, ines, ines)
    browser = empty.ines(locale)
    for url in PAGES:
        assert browser.get(url).status == 200, url
