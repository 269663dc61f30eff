from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.core.routes.route import Direction, Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.vouchers.shop import Shop
from muvengine.reads.routes import route, routes
from muvengine.services.publish_route import publish_route
from muvengine.services.save_route import save_route
from muvengine.services.save_shop import save_shop
from tests.build import FOUNTAIN, STATION, Town, ride
from tests.people import NOON

LIST = "/organiser/routes"
GARE, CANAL = f"{LIST}/gare", f"{LIST}/canal"


def draft(town: Town, **changes: object) -> SetRoute:
    """Keep a draft that runs beside the live route of the town."""
    line = route(town.wiring.open_reading, "gare").line
    beside = Route("canal", line.lat + 0.0004, line.lon, direction=Direction.FORWARD)
    label = {"fr": "Le canal", "en": "The canal"}
    kept = replace(SetRoute(beside, label, stops=("cafe",)), **changes)  # type: ignore[arg-type]
    save_route(town.wiring.open_uow, kept, actor=SYSTEM, now=NOON)
    return kept


def test_every_route_is_listed_with_its_state(town: Town) -> None:
    draft(town)
    page = town.ines().get(LIST)
    assert "From the station to the fountain" in page.text
    assert "707\xa0m, both ways, counts now" in page.text
    assert "one way, draft" in page.text
    assert page.all("a", href=CANAL)


@pytest.mark.parametrize(("locale", "words"), [
    ("en", ["counts now", "707\xa0m", "40\xa0m on each side", "Both ways. People may start",
            "no limit", "Boulangerie du Cours: after", "Dashed lines are other routes"]),
    ("fr", ["compte maintenant", "707\xa0m", "40\xa0m de chaque côté", "On peut partir d’un bout",
            "sans limite", "Boulangerie du Cours\xa0: après"]),
])  # fmt: skip
def test_a_route_shows_all_that_is_known_of_it(town: Town, locale: str, words: list[str]) -> None:
    page = town.ines(locale).get(GARE)
    assert [word for word in words if word not in page.text] == []
    assert page.one("dd", data_state="live")


def test_the_map_shows_the_corridor_the_way_the_stops_and_other_live_routes(town: Town) -> None:
    draft(town)
    page = town.ines().get(CANAL)
    assert page.one("svg", class_="map-drawing").attrs["aria-label"] == "Map of The canal"
    for kind in ("map-corridor", "map-drawn", "map-start", "map-end", "map-arrow", "map-other"):
        assert kind in page.source, kind
    shapes = json.loads(page.one("div", class_="map mb-3").attrs["data-map"] or "")
    kinds = {one["properties"]["kind"]: one["properties"] for one in shapes["features"]}
    assert set(kinds) == {"drawn", "other", "place"}
    assert (kinds["drawn"]["beside_m"], kinds["drawn"]["directed"]) == (40.0, True)
    # A draft is no neighbour.
    assert "map-other" not in town.ines().get(GARE).source


def test_what_is_unwise_is_told_and_hinders_nothing(town: Town) -> None:
    far = Shop("loin", "Le Moulin", 43.6450, 5.0930)
    save_shop(town.wiring.open_uow, far, actor=SYSTEM, now=NOON)
    draft(town, stops=("loin", "cafe"))
    page = town.ines().get(CANAL)
    advice = page.one("section", id="advice").text
    assert "The route “From the station to the fountain” runs beside this one for" in advice
    assert "Choose 30\xa0m for the corridor" in advice
    assert "Le Moulin is" in advice
    assert "too far from the line" in page.text
    town.ines().post(f"{CANAL}/publish", on=CANAL)
    assert route(town.wiring.open_reading, "canal").state == "live"
    assert "Bon à savoir" in town.ines("fr").get(CANAL).text


def test_a_draft_is_published_closed_and_opened_again(town: Town) -> None:
    draft(town)
    ines, trips = town.ines(), []
    for button, told, seen in (
        ("publish", "The canal is published. It counts at once.", True),
        ("close", "The canal is closed. New trips do not follow it.", False),
        ("publish", "The canal is published. It counts at once.", True),
    ):
        page = ines.post(f"{CANAL}/{button}", on=CANAL)
        assert told in page.told
        assert ("The canal" in town.stranger().get("/routes").text) is seen
        trips.append(page.one("dd", class_="col-sm-8", data_state="live" if seen else "closed"))
    text = ines.get("/organiser/audit").text
    for act in ("published a set route", "closed a set route", "opened a set route again"):
        assert act in text


def test_a_route_that_is_over_is_not_published(town: Town) -> None:
    draft(town, valid_until=date(2026, 4, 6))
    page = town.ines().post(f"{CANAL}/publish", 409, on=CANAL)
    assert "The last day is over. Choose another one first." in page.alert
    assert route(town.wiring.open_reading, "canal").state == "draft"


def test_a_draft_cannot_be_closed(town: Town) -> None:
    draft(town)
    town.ines().post(f"{CANAL}/close", 409, on=CANAL)
    assert route(town.wiring.open_reading, "canal").state == "draft"


def test_only_organisers_publish(town: Town) -> None:
    draft(town)
    for browser in (town.fatou(), town.karim()):
        for button in ("publish", "close", "try"):
            form = browser.hidden("/")
            browser.send(f"{CANAL}/{button}", form, 403)
        browser.get(CANAL, 403)
    assert route(town.wiring.open_reading, "canal").state == "draft"


@pytest.mark.parametrize(("first", "last", "english"), [
    (date(2026, 4, 1), None,              "Counts from 1 April 2026."),
    (None,             date(2026, 5, 31), "Counts until 31 May 2026."),
    (date(2026, 4, 1), date(2026, 5, 31), "Counts from 1 April 2026 to 31 May 2026."),
])  # fmt: skip
def test_everybody_reads_on_which_days_a_route_counts(
    town: Town, first: date | None, last: date | None, english: str
) -> None:
    draft(town, valid_from=first, valid_until=last)
    publish_route(town.wiring.open_uow, "canal", actor=SYSTEM, now=NOON)
    page = town.stranger().get("/routes")
    assert english in page.text
    assert page.all("a", href="/shops/cafe")
    assert "Compte" in town.stranger("fr").get("/routes").text


def test_a_trip_on_a_published_route_is_matched(town: Town) -> None:
    assert len(routes(town.wiring.open_reading, today=NOON.date())) == 1
    draft(town)
    publish_route(town.wiring.open_uow, "canal", actor=SYSTEM, now=NOON)
    data = ride(ends=((STATION[0] + 0.0004, STATION[1]), (FOUNTAIN[0] + 0.0004, FOUNTAIN[1])))
    assert "The canal" in town.fatou().get(f"/me/trips/{town.trip(data)}").text
