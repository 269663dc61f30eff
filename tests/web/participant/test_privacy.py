from __future__ import annotations

from tests.build import Town, ride

PRIVACY = "/me/privacy"


def test_the_page_says_what_is_kept_for_how_long_and_why(town: Town) -> None:
    town.trip(ride())
    page = town.fatou().get(PRIVACY)
    assert "We delete each after 14 days." in page.text
    assert "We delete them after 180 days." in page.text
    assert "Your trips: day, hour, length, mode, routes" in page.text
    assert "A shop sees a code, and never your name." in page.text


def test_it_is_found_from_home(town: Town) -> None:
    assert town.fatou().get("/me").one("a", href=PRIVACY)


def test_each_consent_is_switched_alone(town: Town) -> None:
    fatou = town.fatou()
    assert "Yes, since" in fatou.post(PRIVACY, which="letter", wanted="yes").text
    page = fatou.post(PRIVACY, which="no_trace", wanted="yes")
    assert page.text.count("Yes, since") == 3
    assert fatou.post(PRIVACY, which="letter", wanted="no").text.count("Yes, since") == 2
    fatou.post("/me/board", pseudonym="Blue Fox")
    assert "As Blue Fox." in fatou.get(PRIVACY).text
    assert "As Blue Fox." not in fatou.post(PRIVACY, which="board", wanted="no").text
    fatou.post(PRIVACY, 422, which="everything", wanted="yes")


def test_who_wants_no_map_loses_those_that_are_kept_and_gets_no_more(town: Town) -> None:
    trip = town.trip(ride())
    fatou = town.fatou()
    assert "1 map was deleted." in fatou.post(PRIVACY, which="no_trace", wanted="yes").told
    assert "The map was deleted" in fatou.get(f"/me/trips/{trip}").text
    page = fatou.post(PRIVACY, which="no_trace", wanted="no")
    assert "we keep each map for some days" in page.told


def test_a_helper_who_switches_for_somebody_is_written_down(town: Town) -> None:
    town.karim(helping=town.fatou_).post(PRIVACY, which="no_trace", wanted="yes")
    assert "switched off the maps of somebody" in town.ines().get("/organiser/audit").text
