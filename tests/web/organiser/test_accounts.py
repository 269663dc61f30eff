from __future__ import annotations

import json

import pytest

from tests.build import Town

LIST = "/organiser/accounts"


def test_every_account_but_wallets_is_listed_with_what_it_holds(town: Town) -> None:
    town.fatou().post("/me/offers", on="/me/offers", offer="1")
    page = town.ines().get(LIST)
    for line in (
        "Money for vouchers €4,999.00",
        "Money in vouchers not used yet €1.00",
        "Points of the season 2026 100,000 points",
        "Funder: the town -€5,000.00",
        "Points spent 100 points",
    ):
        assert line in page.text
    assert "p:1" not in page.source


@pytest.mark.parametrize(("locale", "said"), [
    ("en", "A voucher bought"),
    ("fr", "Un bon pris"),
])  # fmt: skip
def test_what_moved_is_told(town: Town, locale: str, said: str) -> None:
    town.fatou().post("/me/offers", on="/me/offers", offer="1")
    page = town.ines(locale).get(f"{LIST}/programme:budget")
    assert said in page.text
    assert "1.00" in page.text or "1,00" in page.text


def test_the_shops_account_carries_its_name(town: Town) -> None:
    fatou = town.fatou()
    code = fatou.post("/me/offers", on="/me/offers", offer="1").one("span", class_="code").text
    town.tablet().post("/shop", code=code)
    ines = town.ines()
    assert "Owed to Boulangerie du Cours €1.00" in ines.get(LIST).text
    assert "A voucher used" in ines.get(f"{LIST}/shop:1:payable").text


@pytest.mark.parametrize("code", ["p:1:available", "p:99:pending", "nothing"])
def test_wallets_and_strange_accounts_are_not_found(town: Town, code: str) -> None:
    town.ines().get(f"{LIST}/{code}", 404)


def test_an_account_is_handed_out_for_spreadsheets_and_programs(town: Town) -> None:
    town.fatou().post("/me/offers", on="/me/offers", offer="1")
    ines = town.ines()
    links = [a.attrs["href"] for a in ines.get(f"{LIST}/programme:budget").all("a")]
    table, values = (
        next(one for one in links if one and one.endswith(ending)) for ending in (".csv", ".json")
    )
    rows = ines.client.get(table).data.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("move;at;kind;amount;balance_after")
    assert ";voucher.issue;-100;499900;" in rows[1]
    told = json.loads(ines.client.get(values).data)
    assert (told["account"], told["unit"], told["balance"]) == ("programme:budget", "EUR", 499_900)
    assert sum(move["amount"] for move in told["moves"]) == told["balance"]


@pytest.mark.parametrize("file", ["moves.csv", "moves.json"])
def test_wallets_are_not_handed_out(town: Town, file: str) -> None:
    town.ines().get(f"{LIST}/p:1:available/{file}", 404)
    town.fatou().get(f"{LIST}/programme:budget/{file}", 403)
