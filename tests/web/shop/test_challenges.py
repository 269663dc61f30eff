"""A shop drafts a challenge: what it may ask, and what is wrong is told beside its field."""

from __future__ import annotations

import pytest

from tests.build import Town
from tests.web.organiser.test_challenges import DRAFT

URL = "/shop/challenges"


def test_a_good_of_the_shop_is_given_with_its_worth(town: Town) -> None:
    with town.wiring.open_reading() as uow:
        loaf = next(
            one.offer.id for one in uow.offers.listed() if one.offer.title["en"] == "A loaf"
        )
    town.tablet().post(URL, on=URL, **{**DRAFT, "offer": str(loaf), "good": ""})
    with town.wiring.open_reading() as uow:
        (kept,) = uow.sponsored.listed()
    wanted = kept.sponsored
    assert (wanted.good["en"], wanted.worth_cents, wanted.pictogram) == ("A loaf", 100, "bread")
    assert (wanted.modes, wanted.from_min, wanted.until_min) == (("walk",), 420, 720)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "Write a name"),
        ({"good": ""}, "Write what you give"),
        ({"days": "26"}, "So many days there are not"),
        ({"days": "many"}, "Your challenges"),
        ({"last_day": "2026-04-01"}, "The last day must come after the first"),
        ({"last_day": "2027-04-01"}, "within 3 months"),
        ({"until": "06:00"}, "The end must come after the beginning"),
        ({"stock": "0"}, "Choose between 1 and 1,000"),
        ({"worth": "much"}, "Write an amount"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    town: Town, changed: dict[str, str], told: str
) -> None:
    page = town.tablet().post(URL, 422, on=URL, **{**DRAFT, **changed})
    assert told in page.text
    assert page.alert


def test_a_shop_waits_for_an_answer_after_five_drafts(town: Town) -> None:
    tablet = town.tablet()
    for number in range(5):
        tablet.post(URL, on=URL, **{**DRAFT, "title": f"Draft {number}"})
    assert "Please wait for it." in tablet.post(URL, 409, on=URL, **DRAFT).alert
