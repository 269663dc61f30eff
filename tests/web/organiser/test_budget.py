from __future__ import annotations

from datetime import timedelta

from muvengine.core.ledger.outlook import Level
from muvengine.core.people.actor import SYSTEM
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.raise_alarms import raise_alarms
from tests.build import ZONE, Town
from tests.people import NOON

URL = "/organiser/budget"
HERE = NOON.astimezone(ZONE)


def test_the_budget_says_what_is_promised_and_what_is_free(town: Town) -> None:
    fund_budget(town.wiring.open_uow, Funding("Region", 100, "r-1"), actor=SYSTEM, now=NOON)
    fatou = town.fatou()
    fatou.send("/me/offers", {**fatou.hidden("/me/offers"), "offer": "1"})
    page = town.ines().get(URL)
    assert "Free for new vouchers" in page.text
    assert "Region" in page.text
    assert "It is too early to tell: there is no whole week yet." in page.text
    assert "Too few vouchers have ended" in page.text
    assert "Nothing runs out soon." in page.text
    assert page.all("svg", class_="bar")
    assert "1 voucher" in page.text
    assert "Il est trop tôt" in town.ines(locale="fr").get(URL).text


def test_an_alarm_is_on_the_first_page_until_somebody_answers(town: Town) -> None:
    ines, uow = town.ines(), town.wiring.open_uow
    assert "It is used up" not in ines.get("/organiser").text
    with uow() as opened:
        facts = {"left": 0, "granted": 500, "last_day": None}
        opened.alarms.raise_once("season:2026", Level.EMPTY, facts, now=NOON)
        opened.commit()
    assert "0 of 500 points are left in the season 2026." in ines.get("/organiser").text
    page = ines.post(f"{URL}/alarms/1/take", on=URL)
    assert "Inès looks after it." in page.text
    page = ines.post(f"{URL}/alarms/1/close", 422, on=URL, reason="no")
    assert "Give a reason" in page.alert
    page = ines.post(f"{URL}/alarms/1/close", on=URL, reason="The council votes on Monday")
    assert "The answer is written down." in page.told
    assert "The council votes on Monday" in page.text
    assert "0 of 500 points" not in ines.get("/organiser").text
    again = ines.send(f"{URL}/alarms/1/close", {**ines.hidden(URL), "reason": "once more"})
    assert "This alarm was answered" in again.told
    raise_alarms(uow, now=HERE + timedelta(days=1))
    assert "No longer so since" not in ines.get(URL).text
