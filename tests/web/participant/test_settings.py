from __future__ import annotations

from tests.build import Town

SETTINGS = "/me/settings"


def test_the_usual_mode_may_change_and_is_chosen_on_the_next_trip(town: Town) -> None:
    fatou = town.fatou()
    page = fatou.post(SETTINGS, on=SETTINGS, locale="en", usual_mode="walk")
    assert page.path == "/me"
    assert "Your choices are kept." in page.told
    assert (
        fatou.get("/me/trips/new").one("input", id="mode-walk").attrs.get("checked", "no") is None
    )


def test_pages_change_their_language_at_once(town: Town) -> None:
    page = town.fatou().post(SETTINGS, on=SETTINGS, locale="fr", usual_mode="walk")
    assert page.one("html").attrs["lang"] == "fr"
    assert "Vos choix sont gardés." in page.told


def test_a_mediator_changes_the_language_of_the_person_and_keeps_their_own(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    page = karim.post(SETTINGS, on=SETTINGS, locale="fr", usual_mode="bus")
    assert page.one("html").attrs["lang"] == "en"
    options = karim.get(SETTINGS).all("option")
    assert [one.text for one in options if "selected" in one.attrs] == ["Français"]


def test_a_choice_we_do_not_offer_is_refused(town: Town) -> None:
    fatou = town.fatou()
    assert "This is not right." in fatou.post(SETTINGS, 422, on=SETTINGS, locale="xx").alert
    page = fatou.post(SETTINGS, 422, on=SETTINGS, locale="en", usual_mode="rocket")
    assert "How do you usually travel?" in page.alert
