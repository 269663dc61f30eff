from __future__ import annotations

from muvengine.core.people.actor import SYSTEM
from muvengine.services.mark_shop_staff import mark_shop_staff
from tests.build import Town
from tests.people import NOON
from tests.web.hunts import KEY, card_of, started

HERE = f"/shop/hunts/{KEY}/2"


def test_the_till_stamps_at_its_own_place(town: Town) -> None:
    started(town)
    tablet = town.tablet()
    assert tablet.get("/shop/hunts").one("a", href=HERE)
    page = tablet.post(HERE, card=card_of(town))
    assert "Fatou: stamped. 10 points." in page.told
    assert "Fatou" in page.text


def test_the_till_of_another_shop_does_not(town: Town) -> None:
    started(town)
    cafe = town.tablet("cafe")
    assert "No treasure hunt needs stamps now." in cafe.get("/shop/hunts").text
    cafe.post(HERE, 403, card=card_of(town))


def test_whoever_works_there_is_sent_to_another_helper(town: Town) -> None:
    started(town)
    uow, fatou = town.wiring.open_uow, town.fatou_
    mark_shop_staff(uow, "boulangerie", fatou.id, actor=SYSTEM, now=NOON)
    page = town.tablet().post(HERE, 409, card=card_of(town))
    assert "This person works in your shop." in page.alert


def test_a_shop_does_not_try_names_out(town: Town) -> None:
    started(town)
    page = town.tablet().post(HERE, 404, card="Fatou")
    assert "Nobody has this card or name." in page.alert
