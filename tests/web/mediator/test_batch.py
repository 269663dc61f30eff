"""Several people's vouchers taken in a row and printed together."""

from __future__ import annotations

from datetime import timedelta

from muvengine.core.people.actor import Actor
from muvengine.services.release_reserved import release_reserved
from muvengine.services.warn_vouchers import warn_vouchers
from tests.build import ZONE, Town
from tests.conftest import Clock
from tests.people import participant

BATCH = "/desk/batch"


def test_a_batch_is_printed_again_until_it_came_out_well(town: Town) -> None:
    ali = participant(town.wiring.open_uow, "Ali")
    town.give(300, to=ali)
    karim = town.karim(helping=town.fatou_)
    page = karim.post("/me/offers", on="/me/offers", offer="1", paper="true")
    assert "It waits for the printer." in page.told
    assert "A loaf, for Fatou" in page.text
    assert "At 14:15 they go back by themselves" in page.text
    karim = town.karim(helping=ali)
    page = karim.post("/me/offers", on="/me/offers", offer="2", paper="true")
    assert "A coffee, for Ali" in page.text
    assert "2 vouchers wait for the printer" in karim.get("/desk").text
    for layout in ("sheet", "card"):
        reply = karim.client.get(f"{BATCH}/{layout}.pdf")
        assert (reply.status_code, reply.content_type) == (200, "application/pdf")
        assert reply.data.startswith(b"%PDF")
    codes = [one.attrs["value"] or "" for one in page.all("input", name="code")]
    page = karim.post(f"{BATCH}/{codes[0]}/back", on=BATCH)
    assert "It went back, with the points." in page.told
    assert "A loaf" not in page.text
    form = karim.hidden(BATCH)
    page = karim.send(BATCH, {**form, "code": codes[1]})
    assert "1 voucher is ready." in page.told
    assert "No voucher waits for the printer." in karim.get(BATCH).text
    assert "Ready to use" in town.browser_of(ali).get(f"/me/vouchers/{codes[1]}").text
    page = karim.send(BATCH, {**form, "attempt": "another-try", "code": codes[1]})
    assert "These went back meanwhile." in page.told


def test_what_was_not_printed_in_time_is_gone_and_its_points_are_back(
    town: Town, clock: Clock
) -> None:
    karim = town.karim(helping=town.fatou_)
    karim.post("/me/offers", on="/me/offers", offer="1", paper="true")
    clock.moment += timedelta(minutes=15)
    wiring = town.wiring
    released = release_reserved(
        wiring.open_uow, wiring.open_reading, now=wiring.now().astimezone(ZONE)
    )
    assert released == 1
    assert "No voucher waits" in karim.get(BATCH).text
    assert karim.client.get(f"{BATCH}/sheet.pdf").status_code == 404
    assert "You have 200 points to spend." in town.fatou().get("/me/offers").text


def test_a_participant_has_no_printer_to_wait_for(town: Town) -> None:
    fatou = town.fatou()
    page = fatou.get("/me/offers")
    assert "For paper" not in page.text
    page = fatou.post("/me/offers", on="/me/offers", offer="1", paper="true")
    assert "Ready to use" in page.text


def test_a_mediator_sees_whom_to_call_and_not_for_what(town: Town, clock: Clock) -> None:
    karim = town.karim()
    zoe = participant(town.wiring.open_uow, "Zoé", by=_hand(town))
    town.give(300, to=zoe)
    town.browser_of(zoe).post("/me/offers", on="/me/offers", offer="1")
    assert "Their vouchers end soon" not in karim.get("/desk").text
    clock.moment += timedelta(days=87)
    warn_vouchers(town.wiring.open_uow, now=town.wiring.now().astimezone(ZONE))
    page = town.karim().get("/desk")
    assert "Their vouchers end soon" in page.text
    assert "A loaf" not in page.text
    browser = town.browser_of(zoe)
    for url in ("/me", "/me/vouchers"):
        assert "Ends in 2 days: A loaf, Boulangerie du Cours." in browser.get(url).text
    voucher = town.wiring.open_reading
    with voucher() as uow:
        code = uow.vouchers.all_of(zoe.id)[0].code
    assert "You were told on Friday 3 July." in browser.get(f"/me/vouchers/{code}").text
    reply = browser.client.get(f"/me/vouchers/{code}/card.pdf")
    assert reply.data.startswith(b"%PDF")


def _hand(town: Town) -> Actor:
    return Actor("mediator", town.karim_.id)
