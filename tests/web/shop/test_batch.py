"""A paper list is typed in: each line answered, and nothing counted twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.core.vouchers.code import normalise
from muvengine.reads.vouchers import voucher_of
from tests.build import Town
from tests.conftest import Clock
from tests.pages import Browser, Page
from tests.web.shop.test_till import FIVE_EUROS, unknown, voucher

URL = "/shop/batch"
DAY = "2026-04-07"


def send(tablet: Browser, *lines: tuple[str, ...], expect: int = 200, **more: str) -> Page:
    form = dict(more)
    for number, line in enumerate(lines):
        names = ("code", "day", "amount")
        form |= {f"{name}-{number}": text for name, text in zip(names, line, strict=False)}
    return tablet.post(URL, expect, **form)


def state(town: Town, code: str) -> str:
    found = voucher_of(town.wiring.open_reading, town.fatou_.id, normalise(code))
    return str(found.state)


@pytest.mark.parametrize(("locale", "said"), [
    ("en", "1 voucher taken · €1.00"),
    ("fr", "1 bon pris · 1,00\u00a0€"),
])  # fmt: skip
def test_a_line_is_taken_with_its_true_day(
    town: Town, clock: Clock, locale: str, said: str
) -> None:
    code = voucher(town)
    clock.moment += timedelta(days=2)
    page = send(town.tablet(locale=locale), (code, DAY))
    assert said in page.text.replace("\u202f", "\u00a0")
    assert state(town, code) == "redeemed"
    assert "You are owed €0.00." in town.tablet().get("/shop/day").text
    assert page.field("code-0") == ""


def test_the_same_list_sent_again_hears_the_same(town: Town) -> None:
    tablet, code = town.tablet(), voucher(town)
    form = tablet.hidden(URL) | {"code-0": code, "day-0": DAY}
    for _ in range(2):
        assert "1 voucher taken · €1.00" in tablet.send(URL, form).text
    again = send(tablet, (code, DAY), expect=422)
    assert "0 vouchers taken · €0.00 · 1 line to look at" in again.text
    assert "This voucher was already used" in again.text
    assert again.field("code-0") == code


def test_each_line_is_answered_by_itself_and_the_wrong_ones_stay(town: Town) -> None:
    tablet = town.tablet("cafe")
    five = voucher(town, FIVE_EUROS)
    page = send(
        tablet,
        (five, DAY, "1,50"),
        ("K7M-4QX-9TA", DAY),
        (unknown(1), DAY),
        (five, "2026-04-08"),
        (five, "2026-01-01"),
        (five, "soon"),
        (five, DAY, "x"),
        expect=422,
    )
    assert "1 voucher taken · €1.50 · 6 lines to look at" in page.text
    assert page.text.count("Type a day of the last 2 months") == 3
    assert "Type an amount in euros" in page.text
    typed = [page.field(f"code-{number}") for number in range(7)]
    assert typed == ["K7M-4QX-9TA", unknown(1), five, five, five, five, ""]


def test_an_empty_list_asks_for_a_code(town: Town) -> None:
    assert "Type at least one code." in send(town.tablet(), expect=422).alert


def test_a_voucher_that_ended_meanwhile_counts_and_an_old_list_waits(
    town: Town, clock: Clock
) -> None:
    code = voucher(town)
    last = "2026-07-05"
    clock.moment += timedelta(days=92)
    page = send(town.tablet(), (code, last))
    assert "Taken." in page.text
    second = voucher(town, FIVE_EUROS)
    ended = (clock.moment + timedelta(days=89)).date().isoformat()
    clock.moment += timedelta(days=100)
    page = send(town.tablet("cafe"), (second, ended))
    assert "The programme will decide." in page.text
    assert "0.00" in page.text
    assert state(town, second) == "issued"
