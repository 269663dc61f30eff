from __future__ import annotations

import re
from datetime import timedelta

import pytest

from muvengine.services.purge_traces import purge_traces
from tests.build import RULES, Town, ride
from tests.conftest import Clock
from tests.pages import Browser, Page

LIST = "/organiser/review"


def contested(town: Town, message: str = "I really walked.") -> str:
    """A trip that was refused, and whose owner disagrees; give its review page."""
    public_id = town.trip(ride(by="car"))
    url = f"/me/trips/{public_id}"
    town.fatou().post(f"{url}/ask", on=f"{url}/wrong", message=message)
    return f"{LIST}/{public_id}"


def answer(browser: Browser, url: str, expect: int = 200, **form: str) -> Page:
    return browser.post(url, expect, **{"answer": "accept", "reason": "I saw them walk", **form})


def test_an_empty_queue_says_so(town: Town) -> None:
    assert "Nothing waits. Well done." in town.ines().get(LIST).text


def test_a_trip_that_waits_is_listed_without_its_owner(town: Town) -> None:
    url = contested(town)
    page = town.ines().get(LIST)
    assert page.one("a", href=url).text == "On foot, Tuesday 7 April"
    assert "The person says our answer is wrong" in page.text
    assert "Fatou" not in page.text


def test_the_figures_stand_beside_their_limits(town: Town) -> None:
    page = town.ines().get(contested(town, "The <b>bus</b> was slow"))
    assert "Usual time between 2 positions" in page.text
    assert "refused above" in page.text
    assert "past a limit" in page.text
    assert "They wrote: « The <b>bus</b> was slow »" in page.text
    assert not page.all("b")
    assert "Fatou" not in page.text


def test_places_are_seen_only_while_their_owner_asks(town: Town) -> None:
    ines, quiet = town.ines(), town.trip(ride(by="bike", seed=11), "bike", of=town.karim_)
    page = ines.get(f"{LIST}/{quiet}")
    assert "Places stay hidden." in page.text
    assert "43.6" not in page.source
    url = contested(town)
    page = ines.get(url)
    assert "43.6" in str(page.one("div", class_="map mb-3").attrs["data-map"])
    answer(ines, url)
    assert "43.6" not in ines.get(url).source


def test_a_trace_that_was_deleted_stays_deleted(town: Town, clock: Clock) -> None:
    url = contested(town)
    clock.moment += timedelta(days=15)
    purge_traces(town.wiring.open_uow, now=clock.moment)
    assert "Places stay hidden." in town.ines().get(url).text


def test_an_accepted_trip_is_paid_and_its_owner_reads_why(town: Town) -> None:
    url, ines = contested(town), town.ines()
    page = answer(ines, url)
    assert "The trip is accepted." in page.told
    assert "Nothing waits." in page.text
    own = town.fatou().get(url.replace(LIST, "/me/trips"))
    assert "We answered: I saw them walk" in own.text
    assert "Your trip counts" in own.text
    assert "Accepted: « I saw them walk »" in ines.get(url).text


def test_a_refused_trip_earns_nothing(town: Town) -> None:
    public_id = town.trip(ride())
    url = f"/me/trips/{public_id}"
    town.fatou().post(f"{url}/ask", on=f"{url}/wrong", message="More, please")
    ines = town.ines()
    page = answer(ines, f"{LIST}/{public_id}", answer="refuse", reason="It was a car")
    assert "The trip is refused." in page.told
    own = town.fatou().get(url)
    assert "This trip does not count" in own.text
    assert "0 points" in own.text


@pytest.mark.parametrize(("form", "said"), [
    ({"reason": "no"},      "Give a reason of 5 to 200 letters."),
    ({"reason": " a   "},   "Give a reason of 5 to 200 letters."),
    ({"reason": "x" * 201}, "Give a reason of 5 to 200 letters."),
    ({"reason": ""},        "Give a reason of 5 to 200 letters."),
    ({"answer": ""},        "Choose accept or refuse."),
    ({"answer": "maybe"},   "Choose accept or refuse."),
])  # fmt: skip
def test_no_answer_without_a_reason(town: Town, form: dict[str, str], said: str) -> None:
    url, ines = contested(town), town.ines()
    assert said in answer(ines, url, 422, **form).alert
    assert url in ines.get(LIST).source, "it still waits"


def test_a_trip_is_answered_once(town: Town) -> None:
    url, ines = contested(town), town.ines()
    form = {**ines.hidden(url), "answer": "accept", "reason": "I saw them walk"}
    late = {**ines.hidden(url), "answer": "refuse", "reason": "It was a car"}
    assert "accepted" in ines.send(url, form).told
    assert "accepted" in ines.send(url, form).told, "the same press again"
    page = ines.send(url, late, 409)
    assert "Somebody answered in the meantime." in page.alert
    own = town.fatou().get(url.replace(LIST, "/me/trips"))
    assert "Your trip counts" in own.text


def test_a_long_queue_has_pages(town: Town) -> None:
    page = town.ines().get(f"{LIST}?after=0")
    assert "Back to the first ones" in page.text


def test_an_unknown_trip_is_not_found(town: Town) -> None:
    town.ines().get(f"{LIST}/nothing", 404)


def test_the_owner_of_an_odd_trip_shows_its_map_by_one_button(town: Town) -> None:
    public_id = town.trip(ride(by="drawn"))
    url, ines, fatou = f"{LIST}/{public_id}", town.ines(), town.fatou()
    assert "Places stay hidden." in ines.get(url).text
    assert "The map stays yours alone." in fatou.get(f"/me/trips/{public_id}").text
    page = fatou.post(f"/me/trips/{public_id}/release", on=f"/me/trips/{public_id}")
    assert "can see its map" in page.told
    assert "You see this map because the person lets you." in ines.get(url).text
    assert "The person lets you see the map" in ines.get(LIST).text


def test_the_queue_tells_until_when_an_answer_was_promised(town: Town, clock: Clock) -> None:
    contested(town, "I pushed a pram")
    page = town.ines().get(LIST)
    assert "Answer by Tuesday 14 April (5 working days left)" in page.text
    assert "1 question waits. No answer is late." in page.text
    assert "They wrote: « I pushed a pram »" in page.text
    clock.moment += timedelta(days=9)
    late = town.ines().get(LIST).text
    assert "The answer was promised for Tuesday 14 April (2 days late)" in late
    assert "1 question waits. 1 answer is late" in late


def test_a_trip_is_accepted_as_what_it_really_was(town: Town) -> None:
    url, ines = contested(town, "It was the bus"), town.ines()
    page = answer(ines, url, legs="bus")
    assert "The trip is accepted." in page.told
    own = town.fatou().get(url.replace(LIST, "/me/trips"))
    assert own.one("h1").text == "Bus, Tuesday 7 April"


def test_the_speed_is_shown_with_its_limits_as_long_as_a_question_is_open(town: Town) -> None:
    public_id = town.trip(ride(by="drawn"))
    ines, url = town.ines(), f"{LIST}/{public_id}"
    page = ines.get(url)
    assert page.all("svg", class_="speed-plot")
    assert "refused above 20 km/h" in page.source
    assert "Nothing was left out." in page.text
    assert not re.search(r"43\.6[34]\d", page.source), "speeds are no places"
    answer(ines, url)
    after = ines.get(url)
    assert not after.all("svg", class_="speed-plot")
    assert "The speeds are shown while a question is open" in after.text


def test_what_each_answer_does_to_the_points_is_told_before(town: Town) -> None:
    url, ines = contested(town), town.ines()
    page = ines.get(url)
    choices = [hint.text for hint in page.all("div", class_="form-text mt-0")]
    accepted, refused = choices
    points = int(accepted.split()[0])
    assert points > 0
    assert accepted == f"{points} points instead of 0."
    assert refused == "0 points, as now."
    bus = next(one.text for one in page.all("option") if one.attrs["value"] == "bus")
    change = bus.replace("Bus: ", "0 → ")
    answer(ines, url, legs="bus")
    own = town.fatou().get(url.replace(LIST, "/me/trips"))
    assert change in own.text
    assert "The reason: I saw them walk" in own.text
    wallet = town.fatou().get("/me/points")
    assert "Trips that were counted again" in wallet.text
    assert change in wallet.text


def test_routes_are_called_what_participants_call_them(town: Town) -> None:
    page = town.ines().get(f"{LIST}/{town.trip(ride())}")
    assert "From the station to the fountain" in page.text


def test_each_line_tells_where_its_rule_stands(town: Town) -> None:
    public_id = town.trip(ride())
    page = town.ines().get(f"{LIST}/{public_id}")
    table = page.one("table", data_lines="given").text
    written = RULES.read_text("utf-8").splitlines()
    for rule in ("welcome", "walk-km"):
        number = written.index(f"  - rule: {rule}") + 1
        assert f"{rule}, line {number}, column 5" in table
    assert page.one("a", href="/organiser/rulebook/versions/1").text == "Rulebook muv, version 1"


def test_people_are_not_told_where_rules_stand(town: Town) -> None:
    page = town.fatou().get(f"/me/trips/{town.trip(ride())}")
    assert "column 5" not in page.text
