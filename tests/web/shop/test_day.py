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
