from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest

from muvengine.core.people.identity import Person
from tests.build import Town, ride
from tests.conftest import Clock
from tests.pages import Browser, Page
from tests.pages import read as looked_at
from tests.people import NOON, card, participant

PAGE = "/desk/outings"
START = NOON - timedelta(hours=3)
FILE = [("walk.gpx", ride(START))]


@pytest.fixture
def ali(town: Town) -> Person:
    """Somebody who goes along with Fatou."""
    return participant(town.wiring.open_uow, "Ali")


def begun(town: Town, clock: Clock, locale: str = "en") -> tuple[Browser, str]:
    """An outing that starts with the walk of ``ride()``."""
    clock.moment = START
    karim = town.karim(locale=locale)
    page = karim.post(PAGE, mode="walk", name="Marche du jeudi")
    assert page.one("h1").text == "Marche du jeudi"
    return karim, page.path


def read(karim: Browser, at: str, text: str, expect: int = 200) -> Page:
    return karim.post(f"{at}/cards", expect, on=at, card=text)


def arrived(karim: Browser, at: str, clock: Clock, *names: str) -> Page:
    clock.moment = START + timedelta(minutes=16)
    page = karim.post(f"{at}/arrive", on=at, arrived="yes")
    for name in names:
        page = read(karim, at, name)
    return page


def sent(karim: Browser, at: str, files: list[tuple[str, bytes]], expect: int = 200) -> Page:
    data: dict[str, object] = {**karim.hidden(at)}
    data["file"] = [(BytesIO(content), name) for name, content in files]
    reply = karim.client.post(
        f"{at}/recording", data=data, content_type="multipart/form-data", follow_redirects=True
    )
    for one in (*reply.history, reply):
        one.request.environ["wsgi.input"].close()
    return looked_at(reply, expect)


def ones_trip(town: Town, person: Person) -> Page:
    """The page of somebody's only trip."""
    with town.wiring.open_reading() as uow:
        [trip] = uow.trips.page(person.id, before=None, most=9)
    return town.browser_of(person).get(f"/me/trips/{trip.public_id}")


def test_a_group_goes_out_and_everybody_earns(town: Town, ali: Person, clock: Clock) -> None:
    karim, at = begun(town, clock)
    printed = card(town.wiring.open_uow, ali)
    assert "Nobody yet." in karim.get(at).text
    assert "Ali is in." in read(karim, at, printed.qr_text("http://localhost")).told
    page = read(karim, at, "fatou")
    assert "Fatou is in." in page.told
    assert "2 people in the group" in page.text
    # The field is empty again, and waits for the next card.
    assert page.field("card") == ""
    assert page.one("input", id="card").attrs.keys() >= {"autofocus"}
    page = arrived(karim, at, clock, "ali", printed.number, "fatou")
    assert "2 of 2 have arrived" in page.text
    page = sent(karim, at, FILE)
    assert "2 trips are counted." in page.told
    assert "Results" in page.text
    rows = [row.text for row in page.all("tr")][1:]
    assert len(rows) == 2
    assert all("There at the start and at the end." in row for row in rows)
    assert "You were on the outing Marche du jeudi." in ones_trip(town, ali).text


def test_who_does_not_arrive_is_told_why(town: Town, ali: Person, clock: Clock) -> None:
    karim, at = begun(town, clock)
    for name in ("ali", "fatou"):
        read(karim, at, name)
    page = arrived(karim, at, clock, "fatou")
    assert "1 of 2 have arrived" in page.text
    page = sent(karim, at, FILE)
    [row] = [row.text for row in page.all("tr") if "Ali" in row.text]
    assert "Your card was not read at the end of the outing." in row
    assert "Your card was not read" in ones_trip(town, ali).text


def test_a_members_own_copy_is_told(town: Town, clock: Clock) -> None:
    karim, at = begun(town, clock)
    read(karim, at, "fatou")
    arrived(karim, at, clock, "fatou")
    sent(karim, at, FILE)
    page = town.fatou().upload("/me/trips/new", FILE, 422, mode="walk")
    assert "You were on the outing Marche du jeudi. This way counts already." in page.alert


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("nobody", 404, "Nobody has this card or name."),
        ("", 404, "Nobody has this card or name."),
        ("karim", 404, "Nobody has this card or name."),
        ("fat", 409, "Several people have this name."),
    ],
)
def test_a_wrong_card_is_told(town: Town, clock: Clock, text: str, status: int, words: str) -> None:
    participant(town.wiring.open_uow, "Fatima")
    karim, at = begun(town, clock)
    assert words in read(karim, at, text, status).alert


def test_a_slip_is_taken_back_and_an_outing_given_up(town: Town, clock: Clock) -> None:
    karim, at = begun(town, clock)
    read(karim, at, "fatou")
    page = karim.post(f"{at}/undo", on=at, person=town.fatou_.public_id)
    assert "Fatou: taken back." in page.told
    read(karim, at, "fatou")
    page = arrived(karim, at, clock)
    assert "0 of 1 have arrived" in page.text
    late = participant(town.wiring.open_uow, "Ali")
    assert f"{late.name} was not read at the start" in read(karim, at, "ali", 409).alert
    assert "At the start" in karim.post(f"{at}/arrive", on=at, arrived="no").text
    assert "given up" in karim.post(f"{at}/drop", on=at).told
    assert "Nobody earned anything." in karim.get(at).text


def test_what_does_not_fit_is_said_before_anybody_is_paid(town: Town, clock: Clock) -> None:
    karim, at = begun(town, clock)
    read(karim, at, "fatou")
    arrived(karim, at, clock)
    assert "Nobody has arrived yet." in sent(karim, at, FILE, 409).alert
    read(karim, at, "fatou")
    assert "Choose a file first." in sent(karim, at, [], 422).alert
    other = [("old.gpx", ride(START - timedelta(hours=4)))]
    assert "not of the time of this outing" in sent(karim, at, other, 409).alert
    assert "no recorded trip" in sent(karim, at, [("x", b"hello")], 422).alert
    drive = [("drive.gpx", ride(START, by="car"))]
    page = sent(karim, at, drive, 409)
    assert "This recording does not fit." in page.alert
    assert page.one("input", id="anyway")
    assert town.fatou().get("/me/trips").all("li", class_="list-group-item") == []


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"mode": "walk"}, "Type a name."),
        ({"name": "Walk"}, "Choose how you go."),
        ({"mode": "car", "name": "Drive"}, "Choose how you go."),
        ({"mode": "walk", "name": "x" * 121}, "too long"),
    ],
)
def test_an_outing_needs_a_mode_and_a_name(town: Town, form: dict[str, str], words: str) -> None:
    karim = town.karim()
    assert words in karim.send(PAGE, karim.hidden(PAGE) | form, 422).alert


def test_three_a_day(town: Town, clock: Clock) -> None:
    for _ in range(3):
        begun(town, clock)
    page = town.karim().post(PAGE, 409, mode="walk", name="One more")
    assert "3 outings today" in page.alert


def test_the_group_is_nobodys_account(town: Town, ali: Person, clock: Clock) -> None:
    """While helping Fatou, a card of the group is read for its owner, not for Fatou."""
    clock.moment = START
    karim = town.karim(helping=town.fatou_)
    at = karim.post(PAGE, mode="bike", name="Vélo").path
    read(karim, at, "ali")
    with town.wiring.open_reading() as uow:
        acts = {act.act: act.actor for act in uow.audit.list() if act.act.startswith("outing")}
    assert acts["outing.start"].on_behalf_of is None
    assert acts["outing.at_start"].on_behalf_of == ali.id


def test_the_pages_speak_french(town: Town, clock: Clock) -> None:
    karim, at = begun(town, clock, "fr")
    assert "Au départ" in karim.get(at).text
    assert "Marche du jeudi" in karim.get(PAGE).text
    assert PAGE in [a.attrs.get("href") for a in karim.get("/desk").all("a")]
