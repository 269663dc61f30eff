from __future__ import annotations

from tests.build import Town
from tests.conftest import Clock
from tests.web.hunts import KEY, OFFICE, card_of, started

DESK = "/desk/hunts"


def test_a_card_is_stamped_at_a_place(town: Town) -> None:
    started(town)
    card, karim = card_of(town), town.karim()
    listed = karim.get(DESK)
    assert listed.one("a", href=f"{DESK}/{KEY}/1")
    page = karim.post(f"{DESK}/{KEY}/1", card=card)
    assert "Fatou: stamped. 10 points." in page.told
    assert page.field("card") == ""
    page = karim.post(f"{DESK}/{KEY}/1", card=card)
    assert "Fatou has this place already." in page.told
    assert "1 of 3 places found" in town.fatou().get("/me/hunts").text


def test_a_card_that_nobody_has_is_told(town: Town) -> None:
    started(town)
    page = town.karim().post(f"{DESK}/{KEY}/1", 404, card="nobody at all")
    assert "Nobody has this card or name." in page.alert


def test_a_helper_is_stopped_at_the_ceiling(town: Town) -> None:
    started(town, a_day_max="1")
    karim = town.karim()
    karim.post(f"{DESK}/{KEY}/1", card="Fatou")
    page = karim.post(f"{DESK}/{KEY}/2", 409, card="Fatou")
    assert "You have stamped as often as one may today." in page.alert


def test_a_sheet_is_entered_in_one_form_also_after_the_end(town: Town, clock: Clock) -> None:
    started(town)
    clock.moment = clock.moment.replace(day=22)
    karim, url = town.karim(), f"{DESK}/{KEY}/sheet"
    form = {**karim.hidden(url), "card": "Fatou", "place": ["1", "3"]}
    page = karim.send(url, form)  # type: ignore[arg-type]
    assert "Fatou: 2 places entered. 20 points are paid." in page.told
    form = {**karim.hidden(url), "card": "Fatou", "place": ["1", "2"]}
    page = karim.send(url, form)  # type: ignore[arg-type]
    assert "Fatou: 1 place entered." in page.told
    assert "1 place was there already." in page.told
    figures = town.ines().get(f"{OFFICE}/{KEY}").text
    assert "1 person has found everything." in figures


def test_a_sheet_without_a_stamp_is_told_and_keeps_what_was_typed(town: Town) -> None:
    started(town)
    page = town.karim().post(f"{DESK}/{KEY}/sheet", 409, card="Fatou")
    assert "Tick one place at least." in page.alert
    assert page.field("card") == "Fatou"


def test_paper_is_printed_with_its_hints(town: Town) -> None:
    started(town)
    page = town.stranger().get(f"/hunts/{KEY}/sheet")
    assert "A thousand stories" in page.text
    assert "Bring this sheet to the help desk: Centre social" in page.text
