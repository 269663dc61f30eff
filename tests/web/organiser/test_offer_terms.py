"""What an organiser writes of an offer's terms, and where people read it."""

from __future__ import annotations

from datetime import date, time

import pytest

from muvengine.core.vouchers.terms import ClosedHours, ClosedTimes, Terms
from tests.build import Town
from tests.web.organiser.test_offers import CAKE, NEW, offers

FIFTH = {
    **{name: text for name, text in CAKE.items() if name != "divisible"},
    "kind": "percent_off",
    "percent_off": "20",
    "face_cents": "5",
    "min_age": "18",
    "no_alcohol_tobacco": "true",
    "daily_issue_limit": "1",
    "whole_6": "true",
    "from_0": "12:00",
    "to_0": "14:00",
    "from_1": "18:00",
    "to_1": "00:00",
    "days": "2026-12-24, 2026-05-01",
}
TERMS = Terms(
    20,
    18,
    no_alcohol_tobacco=True,
    closed=ClosedTimes(
        (ClosedHours(0, time(12), time(14)), ClosedHours(1, time(18)), ClosedHours(6)),
        (date(2026, 5, 1), date(2026, 12, 24)),
    ),
)


def test_terms_are_written_shown_and_asked_for(town: Town) -> None:
    ines, fatou = town.ines(), town.fatou()
    page = ines.post(NEW, 200, **FIFTH)
    assert "20% off the bill, up to €5.00" in page.text
    offer = offers(town)[-1]
    assert (offer.terms, offer.daily_issue_limit) == (TERMS, 1)
    form = ines.get(f"/organiser/offers/{offer.id}")
    assert [form.field(name) for name in ("percent_off", "from_0", "to_1", "days")] == [
        "20",
        "12:00",
        "00:00",
        "2026-05-01 2026-12-24",
    ]
    town.give(500)
    for page in (fatou.get("/me/offers"), town.stranger().get("/shops/boulangerie")):
        assert "From 18 years of age" in page.text
        assert "No alcohol, no tobacco" in page.text
        assert "Not on Tuesday from 18:00 to midnight" in page.text
    page = fatou.post("/me/offers", 409, on="/me/offers", offer=str(offer.id))
    assert "This offer asks for an age." in page.alert
    page = fatou.post("/me/offers", on="/me/offers", offer=str(offer.id), old_enough="true")
    assert "Not on Sunday" in page.text
    page = fatou.get("/me/offers")
    assert "I am 18 years old or more." not in page.text
    assert "None left for today. Come back tomorrow." in page.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"percent_off": ""},                    "Type a percentage from 1 to 100."),
        ({"percent_off": "0"},                   "This number is too small or too large."),
        ({"percent_off": "101"},                 "This number is too small or too large."),
        ({"kind": "item"},                       "A percentage is only for a part off the bill."),
        ({"divisible": "true"},                  "A part off the bill is used once."),
        ({"min_age": "100"},                     "This number is too small or too large."),
        ({"daily_issue_limit": "0"},             "This number is too small or too large."),
        ({"to_0": ""},                           "Type both hours"),
        ({"from_0": "", "to_0": "14:00"},        "Type both hours"),
        ({"from_0": "15:00"},                    "Type both hours"),
        ({"from_0": "noon"},                     "Type both hours"),
        ({"days": "tomorrow"},                   "Type days as 2026-12-24"),
        ({"days": " ".join(f"2026-{month:02d}-{day:02d}" for month in range(1, 5)
                           for day in range(1, 9))}, "Type days as 2026-12-24"),
    ],
)  # fmt: skip
def test_terms_that_contradict_themselves_are_said_at_their_field(
    town: Town, changed: dict[str, str], said: str
) -> None:
    page = town.ines().post(NEW, 422, **{**FIFTH, **changed})
    assert said in page.alert
    assert page.field("min_age") == changed.get("min_age", "18")
    assert len(offers(town)) == 1


def test_the_shopkeeper_types_the_bill_of_a_percentage(town: Town) -> None:
    plain = {name: text for name, text in FIFTH.items() if name[:4] not in {"from", "to_1", "to_0"}}
    town.ines().post(NEW, 200, **plain)
    town.give(500)
    page = town.fatou().post(
        "/me/offers", on="/me/offers", offer=str(offers(town)[-1].id), old_enough="true"
    )
    code, tablet = page.path.rsplit("/", 1)[-1], town.tablet()
    page = tablet.post("/shop", 422, code=code)
    assert "This voucher pays 20% of a bill, up to €5.00. Type the whole bill." in page.text
    page = tablet.post("/shop", code=code, amount="12,40")
    assert "€2.48" in page.text


def test_the_till_says_that_it_is_not_taken_now(town: Town) -> None:
    # The town's clock stands at two in the afternoon of a Tuesday.
    closed = {**CAKE, "from_1": "13:00", "to_1": "15:00"}
    town.ines().post(NEW, 200, **closed)
    town.give(500)
    page = town.fatou().post("/me/offers", on="/me/offers", offer=str(offers(town)[-1].id))
    page = town.tablet().post("/shop", 409, code=page.path.rsplit("/", 1)[-1])
    assert "This voucher is not taken now." in page.text
