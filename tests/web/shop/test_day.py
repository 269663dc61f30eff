from __future__ import annotations

from datetime import timedelta

import pytest

from tests.build import Town
from tests.conftest import Clock
from tests.web.shop.test_till import FIVE_EUROS, take, voucher

DAY = "/shop/day"


@pytest.mark.parametrize(("locale", "said"), [
    ("en", "No voucher was taken today."),
    ("fr", "Aucun bon"),
])  # fmt: skip
def test_an_empty_day_says_so(town: Town, locale: str, said: str) -> None:
    page = town.tablet(locale=locale).get(DAY)
    assert said in page.text


def test_the_day_is_listed_and_summed_without_what_was_undone(town: Town) -> None:
    tablet, code = town.tablet("cafe"), voucher(town, FIVE_EUROS)
    take(tablet, code, amount="1.50")
    url = take(tablet, code, amount="2").path
    page = tablet.get(DAY)
    assert "2 vouchers taken · You are owed €3.50." in page.text
    tablet.post(f"{url}/undo", on=DAY)
    page = tablet.get(DAY)
    assert "1 voucher taken · You are owed €1.50." in page.text
    assert "Undone" in page.text
    assert code not in page.source, "a list on a counter shows only a code's end"


def test_what_is_too_old_has_no_button(town: Town, clock: Clock) -> None:
    tablet, code = town.tablet(), voucher(town)
    take(tablet, code)
    assert any("/undo" in action for action in tablet.get(DAY).actions())
    clock.moment += timedelta(minutes=16)
    assert not any("/undo" in action for action in tablet.get(DAY).actions())


def test_each_shop_and_each_day_by_itself(town: Town, clock: Clock) -> None:
    tablet = town.tablet()
    take(tablet, voucher(town))
    assert "0 vouchers taken" in town.tablet("cafe").get(DAY).text
    clock.moment += timedelta(days=1)
    assert "No voucher was taken today." in tablet.get(DAY).text


def test_any_day_can_be_looked_up_and_no_day_to_come(town: Town, clock: Clock) -> None:
    tablet = town.tablet()
    take(tablet, voucher(town))
    clock.moment += timedelta(days=2)
    page = tablet.get(f"{DAY}?day=2026-04-07")
    assert page.one("h1").text == "7 April 2026"
    assert "1 voucher taken · You are owed €1.00." in page.text
    assert page.one("a", href=f"{DAY}?day=2026-04-06")
    assert page.one("a", href=f"{DAY}?day=2026-04-08")
    assert "No voucher was taken on this day." in tablet.get(f"{DAY}?day=2026-04-08").text
    for odd in ("2026-05-01", "9999-12-31", "x", "2026-13-01", ""):
        assert tablet.get(f"{DAY}?day={odd}").one("h1").text == "9 April 2026"
    assert tablet.get(f"{DAY}?day=0001-01-01").one("h1").text == "1 January 2020"


def test_the_day_is_summed_by_offer(town: Town) -> None:
    tablet = town.tablet("cafe")
    code = voucher(town, FIVE_EUROS)
    take(tablet, code, amount="1.50")
    take(tablet, code, amount="2")
    take(tablet, voucher(town, "2"))
    page = tablet.get(DAY)
    assert "5 euros off 2 vouchers taken €3.50 A coffee 1 voucher taken €1.50" in page.text
    assert "You are owed €5.00." in page.text
    assert "Café de la Mousse" in page.source, "on paper it says whose day it is"


def test_the_day_as_a_table(town: Town) -> None:
    tablet, code = town.tablet("cafe"), voucher(town, FIVE_EUROS)
    take(tablet, code, amount="1.50")
    answer = tablet.client.get(f"{DAY}.csv?day=2026-04-07")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cafe-2026-04-07.csv"'
    head, row = answer.data.decode("utf-8-sig").splitlines()
    assert head == "scanned_at;offer;voucher;amount_eur;offline;state"
    assert row == f"2026-04-07T14:00:00+02:00;5 euros off;{code[-3:]};1.50;no;accepted"


def test_each_line_leads_to_its_own_page(town: Town) -> None:
    tablet = town.tablet()
    url = take(tablet, voucher(town)).path
    assert tablet.get(DAY).one("a", href=url)
