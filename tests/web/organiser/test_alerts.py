from __future__ import annotations

from muvengine.core.vouchers.alert import AlertKind, Sighting
from tests.build import Town

PAGE = "/organiser/alerts"


def raised(town: Town) -> None:
    wiring = town.wiring
    now = wiring.now()
    with wiring.open_uow() as uow:
        shop = uow.shops.get(key="cafe").id
        hand = Sighting(AlertKind.SAME_HAND, shop, now.date(), f"{town.fatou_.id}:1", {"times": 6})
        busy = Sighting(AlertKind.BUSY_SHOP, shop, now.date(), "", {"times": 40, "usual": 8})
        assert all(uow.watch.raise_alert(one, now=now) for one in (hand, busy))
        uow.commit()


def test_an_alert_is_looked_after_and_closed_with_a_reason(town: Town) -> None:
    ines = town.ines()
    assert "Nothing to look at." in ines.get(PAGE).text
    raised(town)
    assert "2 alerts from the tills" in ines.get("/organiser").text
    page = ines.get(PAGE)
    assert "One tablet took 6 vouchers of Fatou in a day." in page.text
    assert "40 vouchers in a day. Usual here: 8." in page.text
    page = ines.post(f"{PAGE}/1/own", on=PAGE)
    url = f"{PAGE}/1/close"
    assert "Inès looks after it." in page.text
    page = ines.send(url, {**ines.hidden(PAGE), "reason-1": "ok"}, 422)
    assert "Type a reason of 5 letters or more." in page.alert
    assert page.field("reason-1") == "ok"
    page = ines.send(url, {**ines.hidden(PAGE), "reason-1": "A family of six"})
    assert "Closed." in page.told
    assert "A family of six" in page.text
    page = ines.send(url, {**ines.hidden(PAGE), "reason-1": "A family of six"})
    assert "Somebody else closed it meanwhile." in page.told
    assert "1 alert from the tills" in ines.get("/organiser").text


def test_alerts_are_read_in_french(town: Town) -> None:
    raised(town)
    page = town.ines("fr").get(PAGE)
    assert "Une tablette a pris 6 bons de Fatou en un jour." in page.text
