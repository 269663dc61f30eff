"""A small town for tests: one route, two shops, three offers, four people, and their ways."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from flask import Flask

from muvengine.bootstrap import Wiring
from muvengine.core.people.actor import SYSTEM, Role
from muvengine.core.people.identity import Person, SignedIn
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.traces.area import Area
from muvengine.core.trips.judgement import Claim
from muvengine.core.trips.programme import Programme
from muvengine.core.vouchers.offer import Offer
from muvengine.core.vouchers.shop import Shop
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trace_generator.line import through_blocks
from muvengine.formats.trace_generator.ride import RideLeg, record
from muvengine.services.act_for import act_for
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.fund_season import SeasonGrant, fund_season
from muvengine.services.make_link import make_link
from muvengine.services.pair_device import make_pairing_code, pair_device
from muvengine.services.publish_route import publish_route
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.save_offer import save_offer
from muvengine.services.save_route import save_route
from muvengine.services.save_shop import save_shop
from muvengine.services.set_programme import set_programme
from muvengine.services.sign_in import Browser as Where
from muvengine.services.sign_in import by_link
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.web.cookies import DEVICE, SESSION
from tests import people
from tests.pages import Browser
from tests.people import NOON

RULES: Final = Path(__file__).parent.parent / "rules" / "muv.yaml"
ZONE: Final = ZoneInfo("Europe/Paris")
AREA: Final = Area(south=43.61, west=5.06, north=43.67, east=5.14)
STATION: Final = (43.6379, 5.0898)
FOUNTAIN: Final = (43.6405, 5.0968)
OPENING_POINTS: Final = 200

SHOPS: Final = (
    Shop(
        "boulangerie",
        "Boulangerie du Cours",
        43.6383,
        5.0909,
        street="1 cours Gimon",
        pictogram="bread",
        about={"fr": "Du pain au levain.", "en": "Sourdough bread."},
        hours={"fr": "Du mardi au samedi", "en": "Tuesday to Saturday"},
    ),
    Shop("cafe", "Café de la Mousse", 43.6406, 5.0969, pictogram="coffee"),
)
OFFERS: Final = {
    "boulangerie": (
        Offer(0, {"fr": "Un pain", "en": "A loaf"}, 100, 100, stock=2, pictogram="bread"),
    ),
    "cafe": (
        Offer(0, {"fr": "Un café", "en": "A coffee"}, 150, 150, pictogram="coffee"),
        Offer(0, {"fr": "Un bon de 5 euros", "en": "5 euros off"}, 500, 500, divisible=True),
    ),
}


def ride(
    start: datetime = NOON - timedelta(hours=3),
    *,
    by: str = "walk",
    seed: int = 7,
    ends: tuple[tuple[float, float], tuple[float, float]] = (STATION, FOUNTAIN),
) -> bytes:
    """A GPX of somebody going from one end to the other, believable for the mode ``by``."""
    lat, lon = through_blocks(*ends[0], *ends[1])
    return write_gpx(record((RideLeg(by, lat, lon),), start, seed), "Trip").encode()


@dataclass(frozen=True, slots=True)
class Town:
    """A running town and its people; each of them has a browser."""

    app: Flask
    wiring: Wiring
    fatou_: Person
    karim_: Person
    ines_: Person

    def stranger(self, locale: str = "en") -> Browser:
        """Somebody who is not signed in."""
        return Browser(self.app.test_client(), locale=locale)

    def fatou(self, locale: str = "en") -> Browser:
        """A participant in her own browser."""
        return self._browser(self._session(self.fatou_), locale)

    def browser_of(self, person: Person, locale: str = "en") -> Browser:
        """Somebody else in their own browser."""
        return self._browser(self._session(person), locale)

    def karim(self, *, helping: Person | None = None, locale: str = "en") -> Browser:
        """A mediator, perhaps beside somebody."""
        token = self._session(self.karim_)
        if helping is not None:
            who = SignedIn(self.karim_)
            public_id = helping.public_id
            act_for(self.wiring.open_uow, token=token, who=who, public_id=public_id, now=NOON)
        return self._browser(token, locale)

    def ines(self, locale: str = "en") -> Browser:
        """An organiser."""
        return self._browser(self._session(self.ines_), locale)

    def tablet(self, shop: str = "boulangerie", locale: str = "en") -> Browser:
        """The tablet on a shop's counter."""
        wiring, now = self.wiring, self.wiring.now()
        code = make_pairing_code(
            wiring.open_uow, shop, actor=SYSTEM, now=now, new_token=wiring.new_token
        )
        paired = pair_device(
            wiring.open_uow,
            code,
            address="till",
            name="Till",
            now=now,
            new_token=wiring.new_token,
        )
        browser = self.stranger(locale)
        browser.client.set_cookie(f"muv-{DEVICE}", paired.token)
        return browser

    def trip(self, data: bytes, mode: str = "walk", *, of: Person | None = None) -> str:
        """Send a trip for its owner and give its public id."""
        person = of or self.fatou_
        actor = SignedIn(person).actor
        submission = Submission(person.id, actor, data, Claim(mode))
        sent = submit_trip(
            self.wiring.open_uow,
            self.wiring.shelf,
            submission,
            attempt=submission.attempt(self.wiring.new_token()),
            now=self.wiring.now(),
            new_token=self.wiring.new_token,
        )
        return sent.public_id

    def give(self, points: int, *, to: Person | None = None) -> None:
        """Put points into a wallet, spendable at once."""
        gift = Adjustment((to or self.fatou_).id, points, "a gift for a test")
        attempt = gift.attempt(SYSTEM, self.wiring.new_token())
        adjust_points(self.wiring.open_uow, gift, attempt=attempt, now=self.wiring.now())

    def _session(self, person: Person) -> str:
        wiring, now = self.wiring, self.wiring.now()
        link = make_link(
            wiring.open_uow,
            person_id=person.id,
            actor=SYSTEM,
            now=now,
            new_token=wiring.new_token,
        )
        return by_link(
            wiring.open_uow,
            link=link,
            browser=Where("127.0.0.1"),
            now=now,
            new_token=wiring.new_token,
        )

    def _browser(self, token: str, locale: str) -> Browser:
        browser = self.stranger(locale).speaking(locale)
        browser.client.set_cookie(f"muv-{SESSION}", token)
        return browser


def found_town(wiring: Wiring) -> tuple[Person, Person, Person]:
    """Found the town in an empty database; give Fatou, Karim and Inès."""
    uow = wiring.open_uow
    contact = "Centre social, 04 90 00 00 00"
    programme = Programme("Le quartier", AREA, ZONE, ("fr", "en"), contact)
    set_programme(uow, programme, actor=SYSTEM, now=NOON)
    publish_rulebook(uow, Publication(RULES.read_bytes()), actor=SYSTEM, now=NOON)
    season = SeasonGrant("2026", date(2026, 1, 1), date(2026, 12, 31), 100_000)
    fund_season(uow, season, actor=SYSTEM, now=NOON)
    fund_budget(uow, Funding("town", 500_000, "2026"), actor=SYSTEM, now=NOON)
    lat, lon = through_blocks(*STATION, *FOUNTAIN)
    label = {"fr": "De la gare à la fontaine", "en": "From the station to the fountain"}
    route = SetRoute(Route("gare", lat, lon), label, stops=("boulangerie",))
    save_route(uow, route, actor=SYSTEM, now=NOON)
    publish_route(uow, "gare", actor=SYSTEM, now=NOON)
    for shop in SHOPS:
        shop_id = save_shop(uow, shop, actor=SYSTEM, now=NOON)
        for offer in OFFERS[shop.key]:
            save_offer(uow, replace(offer, shop_id=shop_id), actor=SYSTEM, now=NOON)
    fatou = people.participant(uow)
    gift = Adjustment(fatou.id, OPENING_POINTS, "opening balance")
    adjust_points(uow, gift, attempt=gift.attempt(SYSTEM, "opening"), now=NOON)
    return fatou, people.staff(uow, "Karim"), people.staff(uow, "Inès", Role.ORGANISER)
