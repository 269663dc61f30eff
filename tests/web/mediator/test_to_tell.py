from __future__ import annotations

from datetime import timedelta

from muvengine.services.note_reminders import note_reminders
from tests.build import ZONE, Town
from tests.people import NOON

URL = "/desk/to-tell"


def test_a_mediator_reads_out_what_ends_and_takes_people_off_the_list(town: Town) -> None:
    karim = town.karim()
    assert "Nobody has to be told anything now." in karim.get(URL).text
    fatou = town.fatou()
    fatou.send("/me/offers", {**fatou.hidden("/me/offers"), "offer": "1"})
    voucher = town.wiring.now() + timedelta(days=80)
    note_reminders(town.wiring.open_uow, now=voucher.astimezone(ZONE))
    clock = town.wiring.now
    assert clock() == NOON
    clock.moment = voucher  # type: ignore[attr-defined]
    karim = town.karim()
    page = karim.get(URL)
    assert "The voucher “A loaf” for" in page.text
    assert "keep it at the desk" in page.text
    assert "A loaf" in town.fatou().get("/me").text
    page = karim.post(f"{URL}/{town.fatou_.public_id}", on=URL)
    assert "is told." in page.told
    assert "Nobody has to be told anything now." in page.text
    assert "told somebody what ends soon" in town.ines().get("/organiser/audit").text
