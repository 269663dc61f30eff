"""A mediator beside somebody notes a ticket on their trip."""

from __future__ import annotations

from muvengine.core.trips.trip import Trip
from tests.build import Town, ride

FAR = ((43.612, 5.062), (43.668, 5.138))
DO = "I have seen the ticket"


def bus(town: Town) -> str:
    return town.trip(ride(by="bus", ends=FAR), "bus")


def kept(town: Town, public_id: str) -> Trip:
    with town.wiring.open_reading() as uow:
        return uow.trips.get(public_id)


def test_the_ticket_is_noted_and_the_page_tells_so(town: Town) -> None:
    public_id = bus(town)
    karim = town.karim(helping=town.fatou_)
    url = f"/me/trips/{public_id}"
    assert DO in karim.get(url).text
    page = karim.post(f"/desk/trips/{public_id}/ticket", on=url, leg="1")
    assert "The ticket is noted." in page.told
    assert "Bus: a mediator has seen your ticket." in page.text
    assert DO not in page.text
    assert kept(town, public_id).outcome == "confirmed"
    again = karim.post(f"/desk/trips/{public_id}/ticket", on=url, leg="1")
    assert "needs no ticket any more" in again.told


def test_its_owner_sees_no_button_but_what_would_help(town: Town) -> None:
    page = town.fatou().get(f"/me/trips/{bus(town)}")
    assert DO not in page.text
    assert "Show your ticket at the social centre, or scan the sign at the stop." in page.text
    assert "centre social" in town.fatou("fr").get(page.path).text


def test_the_owner_and_a_mediator_alone_cannot(town: Town) -> None:
    public_id = bus(town)
    url = f"/desk/trips/{public_id}/ticket"
    fatou = town.fatou()
    hidden = fatou.hidden("/me")
    fatou.send(url, {**hidden, "leg": "1"}, 403)
    karim = town.karim()
    karim.send(url, {**karim.hidden("/desk"), "leg": "1", "attempt": "a"}, 404)
    assert kept(town, public_id).outcome == "doubtful"


def test_a_form_without_a_leg_is_not_found(town: Town) -> None:
    public_id = bus(town)
    karim = town.karim(helping=town.fatou_)
    url = f"/me/trips/{public_id}"
    for leg in ("", "0", "x", "99999999999"):
        karim.post(f"/desk/trips/{public_id}/ticket", 404, on=url, leg=leg)


def test_a_walk_has_no_button(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    assert DO not in karim.get(f"/me/trips/{town.trip(ride())}").text
