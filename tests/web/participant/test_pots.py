from __future__ import annotations

from datetime import timedelta

from muvengine.services.close_pot import close_pots
from tests.build import ZONE, Town
from tests.people import NOON

URL = "/me/pots"
ORGANISER = "/organiser/pots"
BENCH = {
    "title_en": "A bench",
    "title_fr": "Un banc",
    "goal_points": "100",
    "match_ratio": "1",
    "match_points_max": "30",
    "reached_cents": "20",
    "last_day": "2026-04-30",
}


def opened(town: Town, **changed: str) -> None:
    ines = town.ines()
    page = ines.post(f"{ORGANISER}/new", 200, **{**BENCH, **changed})
    assert "The pot is open." in page.told


def test_points_are_given_seen_by_all_and_taken_back(town: Town) -> None:
    assert "There is no pot now." in town.fatou().get(URL).text
    opened(town)
    fatou = town.fatou()
    page = fatou.get(URL)
    assert "all your points come back to you" in page.text
    assert "For each point the town adds 1, up to 30 in all." in page.text
    page = fatou.post(URL, points="40", pot="1")
    assert "Thank you! You gave 40 to: A bench. The town added 30." in page.told
    assert "70 of 100 points. 30 points are missing." in page.text
    shown = town.stranger().get("/pots").text
    assert "1 person gave." in shown
    assert "Fatou" not in shown
    assert "Un banc" in town.stranger("fr").get("/pots").text
    assert "Points given to a common pot" in fatou.get("/me/points").text
    page = fatou.post(f"{URL}/gifts/1/back", on=URL)
    assert "Your points are back." in page.told
    assert "They came back." in page.text
    assert "Nobody has given yet." in town.stranger().get("/pots").text


def test_the_account_of_a_pot_carries_its_title(town: Town) -> None:
    opened(town)
    town.fatou().post(URL, points="40", pot="1")
    for locale, named in (("en", "A bench"), ("fr", "Un banc")):
        page = town.ines(locale).get("/organiser/accounts")
        assert named in page.text
        assert "pot:1" not in page.text


def test_what_cannot_be_given_is_said(town: Town) -> None:
    opened(town)
    fatou = town.fatou()
    assert "Type a whole number" in fatou.post(URL, 422, points="some", pot="1").alert
    assert "Type a whole number" in fatou.post(URL, 422, points="0", pot="1").alert
    assert "Only 100 points are missing." in fatou.post(URL, 409, points="101", pot="1").alert
    fatou.post(URL, points="70", pot="1")
    page = fatou.get(URL)
    assert "The goal is reached." in page.text
    form = {**fatou.hidden(URL), "points": "1", "pot": "1"}
    assert "takes no points any more" in fatou.send(URL, form, 409).alert


def test_a_mediator_gives_for_somebody(town: Town) -> None:
    opened(town)
    page = town.karim(helping=town.fatou_).post(URL, points="10", pot="1")
    assert "The town added 10" in page.told
    assert "gave points to a common pot" in town.ines().get("/organiser/audit").text


def test_an_organiser_ends_a_pot_and_all_goes_back(town: Town) -> None:
    opened(town)
    town.fatou().post(URL, points="10", pot="1")
    ines = town.ines()
    found = ines.get(ORGANISER)
    close = next(action for action in found.actions() if action.endswith("/close"))
    assert "Give a reason" in ines.post(close, 422, on=ORGANISER, reason="no").alert
    page = ines.post(close, on=ORGANISER, reason="another plan for the square")
    assert "The pot is closed." in page.told
    assert "All points went back to their givers." in page.text
    assert "They came back." in town.fatou().get(URL).text
    assert "€0.20" not in ines.get("/organiser/budget").text


def test_a_pot_that_is_full_is_spent_at_night(town: Town) -> None:
    opened(town)
    town.fatou().post(URL, points="70", pot="1")
    assert "Laid aside for pots" in town.ines().get("/organiser/budget").text
    night = (NOON + timedelta(hours=14)).astimezone(ZONE)
    assert close_pots(town.wiring.open_uow, now=night) == 1
    assert "The goal was reached." in town.stranger().get("/pots").text


def test_what_is_wrong_with_a_pot_is_said(town: Town) -> None:
    ines, new = town.ines(), f"{ORGANISER}/new"
    said = ines.post(new, 422, **{**BENCH, "title_en": "", "title_fr": ""}).alert
    assert "Type a title in one language at least." in said
    said = ines.post(new, 422, **{**BENCH, "last_day": "2026-04-01"}).alert
    assert "Choose a day that is still to come." in said
    said = ines.post(new, 422, **{**BENCH, "goal_points": "0"}).alert
    assert "too small" in said
    said = ines.post(new, 409, **{**BENCH, "reached_cents": "50000"}).alert
    assert "budget for this is used up" in said


STEPS = {
    "points_1": "20",
    "step_1_en": "The wood",
    "step_1_fr": "Le bois",
    "points_2": "80",
    "step_2_en": "The screws",
}


def test_a_pot_is_a_thermometer_whose_steps_light_up(town: Town) -> None:
    opened(town, **STEPS)
    page = town.stranger().get("/pots/un-banc")
    assert "20 points more for: The wood" in page.text
    assert "Reached" not in page.text
    town.fatou().post(URL, points="15", pot="1")
    page = town.stranger().get("/pots/un-banc")
    assert "1. 20 points: The wood (Reached)" in page.text
    assert "50 points more for: The screws" in page.text
    assert "2. 80 points: The screws" in page.text
    drawing = page.one("svg", role="img").attrs["aria-label"]
    assert drawing == ("Thermometer: 30 of 100 points. 15 given by people, 15 added by the town.")
    assert "Le bois" in town.stranger("fr").get("/pots/un-banc").text


def test_the_poster_of_a_pot_is_handed_out_in_the_language_of_the_page(town: Town) -> None:
    opened(town, **STEPS)
    for locale in ("en", "fr"):
        stranger = town.stranger(locale)
        assert stranger.get("/pots").one("a", href="/pots/un-banc")
        page = stranger.get("/pots/un-banc")
        assert page.one("a", href="/pots/un-banc/poster.pdf")
        reply = stranger.client.get("/pots/un-banc/poster.pdf")
        assert reply.content_type == "application/pdf"
        assert f"/Lang ({locale})".encode() in reply.data
    town.stranger().get("/pots/none", 404)
    town.stranger().get("/pots/none/poster.pdf", 404)


def test_what_is_wrong_with_steps_is_said(town: Town) -> None:
    ines, new = town.ines(), f"{ORGANISER}/new"
    said = ines.post(new, 422, **{**BENCH, "points_1": "100", "step_1_en": "All"}).alert
    assert "Steps go up" in said
    said = ines.post(new, 422, **{**BENCH, "points_1": "10"}).alert
    assert "Say what each step is for." in said
    said = ines.post(new, 422, **{**BENCH, "step_1_en": "The wood"}).alert
    assert "Step 1: points" in said
