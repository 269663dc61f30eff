from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.services.purge_traces import purge_traces
from muvengine.services.release_points import release_points
from tests.build import Town, ride
from tests.conftest import Clock


@pytest.mark.parametrize(
    ("locale", "heading"), [("en", "What is wrong?"), ("fr", "Qu’est-ce qui est faux\u00a0?")]
)
def test_three_ways_on_are_offered(town: Town, locale: str, heading: str) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    page = town.fatou(locale).get(f"{url}/wrong")
    assert page.one("h1").text == heading
    assert {f"{url}/mode", f"{url}/ask", f"{url}/delete"} <= set(page.actions())


def test_another_mode_is_counted_anew(town: Town) -> None:
    url = f"/me/trips/{town.trip(ride(), 'run')}"
    page = town.fatou().post(f"{url}/mode", on=f"{url}/wrong", mode="wheelchair")
    assert "We counted your trip again." in page.told
    assert page.one("h1").text.startswith("Wheelchair")


def test_without_its_map_a_trip_cannot_be_counted_anew(town: Town, clock: Clock) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    clock.moment += timedelta(days=15)
    purge_traces(town.wiring.open_uow, now=clock.moment)
    page = town.fatou().post(f"{url}/mode", 409, on=f"{url}/wrong", mode="run")
    assert "The map of this trip was deleted." in page.alert


def test_a_mode_must_be_chosen(town: Town) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    page = town.fatou().post(f"{url}/mode", 422, on=f"{url}/wrong")
    assert "Say how you travelled." in page.alert


def test_a_person_is_asked_with_a_message(town: Town) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    message = "The <b>phone</b> was wrong & slow."
    page = town.fatou().post(f"{url}/ask", on=f"{url}/wrong", message=message)
    assert "A person will look at your trip. You get an answer by Tuesday 14 April." in page.told
    verdict = page.one("div", class_="verdict verdict-confirmed mb-3").text
    assert "You get an answer by Tuesday 14 April." in verdict
    assert f"You wrote: {message}" in page.text
    assert not page.all("b")
    again = town.fatou().post(f"{url}/ask", 409, on=f"{url}/wrong", message="Please")
    assert "A person is looking at this trip now." in again.alert


def test_too_long_a_message_is_shown_again_to_be_cut(town: Town) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    page = town.fatou().post(f"{url}/ask", 422, on=f"{url}/wrong", message="a" * 501)
    assert page.one("textarea").text == "a" * 501


def test_a_trip_is_deleted_and_its_points_go_back(town: Town) -> None:
    fatou = town.fatou()
    url = f"/me/trips/{town.trip(ride())}"
    page = fatou.post(f"{url}/delete", on=f"{url}/wrong")
    assert "The trip is deleted." in page.told
    assert "You deleted this trip" in page.text
    assert "on their way" not in fatou.get("/me").text


def test_points_that_can_be_spent_keep_their_trip(town: Town, clock: Clock) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    clock.moment += timedelta(days=3)
    release_points(town.wiring.open_uow, now=clock.moment)
    page = town.fatou().post(f"{url}/delete", 409, on=f"{url}/wrong")
    assert "You can spend these points already." in page.alert
