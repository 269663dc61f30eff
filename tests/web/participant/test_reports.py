from __future__ import annotations

from datetime import timedelta

import pytest

from tests.build import Town
from tests.conftest import Clock
from tests.web.reports import MINE, NEW, STOP, played, reported, second


def test_a_report_is_made_confirmed_and_paid(town: Town) -> None:
    played(town)
    fatou, amine = town.fatou(), town.browser_of(second(town))
    page = fatou.get(MINE)
    assert "or the town has, you get 5 points. Reports bring at most 12 points a week." in page.text
    page = reported(fatou, words="The  lamp by the door")
    assert "Your report is kept." in page.told
    assert "From the station to the fountain, at Boulangerie du Cours" in page.text
    assert "You wrote: The lamp by the door" in page.text
    assert "Waits for a second person, or for the town." in page.text
    others = amine.get(MINE)
    assert "No light" in others.text
    for secret in ("Fatou", "The lamp by the door"):
        assert secret not in others.source
    page = amine.post(f"{MINE}/1/seen", on=MINE)
    assert "Thank you. That helps the town." in page.told
    assert "There is nothing to confirm now." in page.text
    page = fatou.get(MINE)
    assert "Another person has seen it too" in page.text
    assert "It has brought you 5 points." in page.text
    assert "Amine" not in page.source
    assert "A reward of the game" in fatou.get("/me/points").text


def test_nobody_finds_their_own_among_those_to_confirm(town: Town) -> None:
    reported(town.fatou())
    page = town.fatou().get(MINE)
    assert "There is nothing to confirm now." in page.text
    page = town.fatou().post(f"{MINE}/1/seen", 409, on=NEW)
    assert "Another person has to see it." in page.alert


@pytest.mark.parametrize(("form", "said"), [
    ({"category": ""}, "Choose what is wrong."),
    ({"category": "ufo"}, "Choose what is wrong."),
    ({"place": ""}, "Choose a place of the list."),
    ({"place": "gare"}, "Choose a place of the list."),
    ({"place": "/"}, "Choose a place of the list."),
    ({"place": "nowhere/"}, "Choose a place of the list."),
    ({"place": "gare/cafe"}, "Choose a place of the list."),
    ({"category": "other"}, "Say in a few words what is wrong."),
    ({"words": "x" * 301}, "At most 300 letters, please."),
])  # fmt: skip
def test_what_is_missing_is_said_beside_its_field(
    town: Town, form: dict[str, str], said: str
) -> None:
    page = reported(town.fatou(), expect=422, **{"category": "light", "place": STOP, **form})
    assert said in page.alert
    assert "You have not reported anything yet." in town.fatou().get(MINE).text


def test_what_was_typed_stays(town: Town) -> None:
    page = reported(town.fatou(), expect=422, category="surface", place="", words="By the bench")
    assert "By the bench" in page.one("textarea", id="words").text
    assert "checked" in page.one("input", id="category-surface").attrs


def test_the_same_at_the_same_place_offers_to_confirm_it(town: Town) -> None:
    reported(town.fatou())
    amine = town.browser_of(second(town))
    page = reported(amine, expect=409)
    assert "This is reported already: No light, From the station to the fountain" in page.alert
    assert f"{MINE}/1/seen" in page.actions()
    page = reported(amine, another="true")
    assert "Your report is kept." in page.told
    page = reported(town.fatou(), expect=409)
    assert "You have reported this already" in page.alert
    assert f"{MINE}/1/seen" not in page.actions()


def test_after_a_few_reports_the_day_is_full(town: Town) -> None:
    fatou = town.fatou()
    for category in ("light", "danger", "sign"):
        page = reported(fatou, category)
    assert "That is all for today." in page.text
    page = reported(fatou, "surface", expect=409)
    assert "That is all for today." in page.alert


def test_a_mediator_reports_for_somebody(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    page = reported(karim)
    assert "Your report is kept." in page.told
    assert "Reported on" in town.fatou().get(MINE).text
    helped = second(town)
    page = town.karim(helping=helped).get(MINE)
    assert "There is nothing to confirm now." in page.text
    page = town.karim(helping=helped).post(f"{MINE}/1/seen", 409, on=NEW)
    assert "by the same helper" in page.alert
    audit = town.ines().get("/organiser/audit").text
    assert "wrote a report for somebody" in audit
    assert "report 1" in audit


def test_the_badge_is_told_with_what_brought_it_and_with_what_took_it(town: Town) -> None:
    played(town)
    fatou, amine, ines = town.fatou(), town.browser_of(second(town)), town.ines()
    for number, category in ((1, "light"), (2, "danger")):
        reported(fatou, category)
        amine.post(f"{MINE}/{number}/seen", on=MINE)
    page = fatou.get("/me/week")
    assert "With what you reported" in page.text
    ines.post("/organiser/reports/1", answer="refused", words="Nothing is there")
    page = fatou.get("/me/week")
    assert "The town did not find something you reported" in page.text


def test_an_answer_is_told_in_the_week_for_some_days(town: Town, clock: Clock) -> None:
    reported(town.fatou())
    assert "What you reported" not in town.fatou().get("/me/week").text
    town.ines().post("/organiser/reports/1", answer="mending")
    page = town.fatou("fr").get("/me/week")
    assert "Pas de lumière\u00a0: La réparation est en cours." in page.text
    assert page.one("a", href=MINE)
    assert "Pas de lumière" in town.fatou().get("/me/week/letter").text
    clock.moment += timedelta(days=8)
    assert "What you reported" not in town.fatou().get("/me/week").text


def test_the_form_is_read_in_french(town: Town) -> None:
    page = town.fatou("fr").get(NEW)
    assert "Arceau vélo absent ou cassé" in page.text
