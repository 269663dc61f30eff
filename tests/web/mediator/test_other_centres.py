"""A helper sees the people of their centres; anybody else shows a card, for as long as it helps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine
from werkzeug.routing import IntegerConverter, Rule

from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.card import PrintedCard
from muvengine.core.people.centre import CARD_SHOWN_FOR, Centre
from muvengine.core.people.identity import Person
from muvengine.reads.audit_trail import audit_trail
from muvengine.services.call_back import Wish, note_call
from muvengine.services.lead_outing import start_outing
from muvengine.services.mark_member import mark_member
from muvengine.services.note_reminders import note_reminders
from muvengine.services.save_centre import open_centre, place_helper
from muvengine.services.want_letter import Wish as LetterWish
from muvengine.services.want_letter import want_letter
from tests.build import ZONE, Town, found_town, ride
from tests.conftest import Clock, wire_for_tests
from tests.people import NOON, card, participant, staff
from tests.test_tidy import ROOT

LIBRARY = Centre("library", "Bibliothèque")
NAME = "Zénobie"
# What somebody may type who has heard the name; the pages must not finish it.
HEARD = "zenob"
SAFE = {"GET", "HEAD", "OPTIONS"}
# Places to be helped from, each with something of Zénobie's behind it.
PUBLIC_IDS = ("person", "outing", "trip")


@dataclass
class Place:
    """Zénobie is known at Karim's centre; Léa works at the library."""

    town: Town
    zenobie: Person
    printed: PrintedCard
    lea: Person
    trip: str
    outing: str = ""

    @property
    def karim(self) -> Actor:
        return Actor("mediator", self.town.karim_.id)


@pytest.fixture
def place(application: Flask, engine: Engine, clock: Clock) -> Iterator[Place]:
    """On both databases; everything a desk may list is there for Zénobie."""
    settings = dict(application.config)
    wiring = wire_for_tests(engine, clock, "centres")
    application.extensions["muv"] = wiring
    application.config["WTF_CSRF_ENABLED"] = False
    town = Town(application, wiring, *found_town(wiring))
    yield furnished(town)
    application.config.clear()
    application.config.update(settings)


def furnished(town: Town) -> Place:
    uow, now = town.wiring.open_uow, town.wiring.now()
    zenobie = participant(uow, NAME, by=Actor("mediator", town.karim_.id))
    open_centre(uow, LIBRARY, actor=SYSTEM, now=now, new_token=town.wiring.new_token)
    lea = staff(uow, "Lea")
    place_helper(uow, LIBRARY.key, lea.public_id, works=True, actor=SYSTEM, now=now)
    made = Place(town, zenobie, card(uow, zenobie), lea, town.trip(ride(), of=zenobie))
    town.give(300, to=zenobie)
    wish = Wish(NAME, "card lost", NOON.date())
    note_call(uow, wish, attempt=wish.attempt(made.karim, "call"), now=now)
    letter = LetterWish(zenobie.id, wanted=True)
    hand = Actor("mediator", town.karim_.id, on_behalf_of=zenobie.id)
    want_letter(uow, letter, attempt=letter.attempt(hand, "letter"), now=now)
    made.outing = start_outing(
        uow, "walk", "Marche", actor=made.karim, now=now, new_token=town.wiring.new_token
    )
    mark_member(uow, made.outing, NAME, actor=made.karim, now=now)
    return made


def with_something_that_ends(place: Place) -> None:
    """Let a voucher of Zénobie's end soon, so that she is to be told."""
    wiring, browser = place.town.wiring, place.town.browser_of(place.zenobie)
    browser.send("/me/offers", {**browser.hidden("/me/offers"), "offer": "1"})
    wiring.now.moment = wiring.now() + timedelta(days=80)  # type: ignore[attr-defined]
    note_reminders(wiring.open_uow, now=wiring.now().astimezone(ZONE))


def desk_doors(app: Flask) -> list[Rule]:
    found = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("mediator.")]
    return sorted(found, key=lambda rule: (rule.endpoint, rule.rule))


def addresses(place: Place, rule: Rule) -> Iterator[str]:
    """The door of each thing of Zénobie's that it may be about."""
    about = {"person": place.zenobie.public_id, "outing": place.outing, "trip": place.trip}
    for kind in PUBLIC_IDS if "public_id" in rule.arguments else PUBLIC_IDS[:1]:
        known = {
            "public_id": about[kind],
            "key": "boulangerie",
            "layout": "sheet",
            "code": "nothing",
        }
        values = {
            name: 1 if isinstance(kind_of, IntegerConverter) else known[name]
            for name, kind_of in rule._converters.items()  # noqa: SLF001
        }
        with place.town.app.test_request_context():
            adapter = place.town.app.url_map.bind("localhost")
            yield str(adapter.build(rule.endpoint, values))


TYPED = ("q", "who", "card", "people", "driver", "passenger", "person", "name")
FORM = dict.fromkeys(TYPED, HEARD) | {
    "attempt": "a-try",
    "agreed": "true",
    "consent": "true",
    "why": "card lost",
    "by_day": NOON.date().isoformat(),
    "day": NOON.date().isoformat(),
    "points": "10",
    "mode": "walk",
    "arrived": "yes",
    "tick": f"{NOON.date().isoformat()}:walk:1",
}


def test_no_door_of_the_desk_tells_a_name_to_another_centre(place: Place) -> None:
    with_something_that_ends(place)
    client = place.town.browser_of(place.lea).client
    before = audit_trail(place.town.wiring.open_reading, about=place.zenobie.id)
    walked = 0
    for rule in desk_doors(place.town.app):
        for url in addresses(place, rule):
            methods = (rule.methods or set()) & {"GET", "POST"}
            for method in methods:
                form = {"query_string": FORM} if method == "GET" else {"data": FORM}
                reply = client.open(url, method=method, follow_redirects=True, **form)  # type: ignore[arg-type]
                walked += 1
                assert NAME not in reply.text, (method, url)
                assert reply.status_code < 500, (method, url, reply.status_code)
    assert walked > 60
    assert audit_trail(place.town.wiring.open_reading, about=place.zenobie.id) == before


def test_the_same_doors_tell_it_at_home(place: Place) -> None:
    """Or the walk above would prove nothing."""
    with_something_that_ends(place)
    client = place.town.browser_of(place.town.karim_).client
    told = {
        rule.endpoint.partition(".")[2]
        for rule in desk_doors(place.town.app)
        if "GET" in (rule.methods or ())
        for url in addresses(place, rule)
        if NAME in client.get(url, query_string=FORM, follow_redirects=True).text
    }
    assert {"home", "person", "calls", "to_tell", "letters", "outing"} <= told


def test_a_card_opens_the_desk_for_one_help_and_is_written_down(place: Place) -> None:
    place.town.app.config["WTF_CSRF_ENABLED"] = True
    lea, number = place.town.browser_of(place.lea), place.printed.number
    url = f"/desk/people/{place.zenobie.public_id}"
    page = lea.get(f"/desk?q={number}")
    assert "A card of another centre" in page.text
    assert NAME not in page.source
    lea.get(url, 404)
    page = lea.post("/desk/guest", on=f"/desk?q={number}", card=number)
    assert page.one("h1").text == NAME
    lea.post(f"{url}/help", on=url, agreed="true")
    assert f"You are helping {NAME}" in lea.get("/desk").text
    assert "read a card at the desk of another centre" in place.town.browser_of(
        place.zenobie
    ).get("/me/helped").text  # fmt: skip
    page = lea.post("/me/offers", on="/me/offers", offer="1", paper="true")
    assert f"A loaf, for {NAME}" in page.text
    lea.post("/desk/stop", on="/me")
    assert "A loaf, for Somebody of another centre" in lea.get("/desk/batch").text
    lea.get(url, 404)
    assert lea.get("/me").path == "/desk"
    assert NAME not in lea.get("/desk").source


def test_a_help_of_a_guest_ends_by_itself(place: Place, clock: Clock) -> None:
    place.town.app.config["WTF_CSRF_ENABLED"] = True
    lea, number = place.town.browser_of(place.lea), place.printed.number
    url = f"/desk/people/{place.zenobie.public_id}"
    lea.post("/desk/guest", on=f"/desk?q={number}", card=number)
    lea.post(f"{url}/help", on=url, agreed="true")
    for _ in range(5):
        clock.moment += CARD_SHOWN_FOR / 5
        lea.get("/desk")
    assert lea.get("/me").path == "/desk"
    lea.get(url, 404)


def test_a_person_joins_by_their_card_and_leaves_from_their_own_page(place: Place) -> None:
    place.town.app.config["WTF_CSRF_ENABLED"] = True
    lea, number = place.town.browser_of(place.lea), place.printed.number
    url = f"/desk/people/{place.zenobie.public_id}"
    lea.post("/desk/guest", on=f"/desk?q={number}", card=number)
    page = lea.post(f"{url}/centre", on=url, centre="library")
    assert "must agree" in page.told
    page = lea.post(f"{url}/centre", on=url, centre="library", agreed="true")
    assert "knows this person now" in page.told
    lea.post("/desk/stop", on="/desk")
    assert NAME in lea.get(f"/desk?q={HEARD}").text
    zenobie = place.town.browser_of(place.zenobie)
    page = zenobie.get("/me/privacy")
    assert "Bibliothèque" in page.text
    page = zenobie.post("/me/centres/library/leave", on="/me/privacy")
    assert "does not see this account any more" in page.told
    assert "Bibliothèque" not in page.one("main").text.replace(page.told, "")
    assert NAME not in lea.get(f"/desk?q={HEARD}").source
    acts = [act.act for act in audit_trail(place.town.wiring.open_reading, about=place.zenobie.id)]
    by_hand = [act for act in acts if act.startswith(("centre", "card.show"))]
    assert by_hand == ["centre.leave", "centre.join", "card.show"]


def test_no_read_of_the_desk_forgets_to_ask_who_looks() -> None:
    """The unrestricted search is for organisers and the command line."""
    for path in (ROOT / "muvengine" / "web" / "mediator").glob("*.py"):
        said = path.read_text(encoding="utf-8")
        for name in ("reads.person", "find_people", "the_one"):
            assert name not in said, path
