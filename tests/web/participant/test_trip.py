from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trace_generator.line import through_blocks
from muvengine.formats.trace_generator.ride import RideLeg, record
from muvengine.services.keep_timetable import publish_timetable, upload_timetable
from muvengine.services.purge_traces import purge_traces
from muvengine.services.release_points import release_points
from tests.build import FOUNTAIN, STATION, Town, ride
from tests.conftest import Clock
from tests.formats.gtfs.feeds import drawn, pack
from tests.people import NOON, participant


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ["Your trip counts", "First trip", "+30", "53 points", "you followed 100%"]),
        ("fr", ["Votre trajet compte", "Premier trajet", "+30", "53 points", "De la gare"]),
    ],
)
def test_a_trip_tells_each_line_and_why(town: Town, locale: str, words: list[str]) -> None:
    page = town.fatou(locale).get(f"/me/trips/{town.trip(ride())}")
    assert [word for word in words if word not in page.text] == []


def test_the_lines_sum_to_the_total(town: Town) -> None:
    page = town.fatou().get(f"/me/trips/{town.trip(ride())}")
    amounts = [cell.text for cell in page.all("td", class_="amount")]
    *lines, total = (int(text.removesuffix(" points").replace("\u2212", "-")) for text in amounts)
    assert sum(lines) == total == 53


def test_what_was_missed_is_folded_away(town: Town) -> None:
    page = town.fatou().get(f"/me/trips/{town.trip(ride())}")
    folded = page.all("details")[0].text
    assert "Rush hour" in folded
    assert "Rush hour" not in page.all("table")[0].text


def test_a_trip_says_when_its_points_can_be_spent(town: Town, clock: Clock) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    assert "spend these points from Thursday 9 April, 14:00" in town.fatou().get(url).text
    clock.moment += timedelta(days=2, minutes=5)
    release_points(town.wiring.open_uow, now=clock.moment)
    assert "You can spend these points now" in town.fatou().get(url).text


def test_a_car_that_pretends_to_be_a_bicycle_is_told_why(town: Town) -> None:
    far = ((43.612, 5.062), (43.668, 5.138))
    page = town.fatou().get(f"/me/trips/{town.trip(ride(by='car', ends=far), 'walk')}")
    assert "This trip does not count" in page.text
    assert "You can tell us if this is wrong." in page.text
    assert "The speed does not fit this way of moving." in page.text
    assert "0 points" in page.text


def test_a_bus_that_fits_the_timetable_is_told_by_line_and_stops(town: Town) -> None:
    far = ((43.612, 5.062), (43.668, 5.138))
    lat, lon = through_blocks(*far[0], *far[1])
    # Eleven o'clock in the town, and about as long as the generated ride takes.
    feed = pack(drawn((lat.tolist(), lon.tolist()), 11 * 3_600, 1_700))
    number, _ = upload_timetable(town.wiring.open_uow, feed, "Buses", actor=SYSTEM, now=NOON)
    assert number is not None
    publish_timetable(town.wiring.open_uow, number, actor=SYSTEM, now=NOON)
    page = town.fatou().get(f"/me/trips/{town.trip(ride(by='bus', ends=far), 'bus')}")
    assert "Bus 7, from Stop 0 to Stop 9: this fits the timetable." in page.text
    assert "ticket" not in page.text


def test_a_bus_without_proof_earns_the_small_amount_at_once(town: Town) -> None:
    far = ((43.612, 5.062), (43.668, 5.138))
    page = town.fatou().get(f"/me/trips/{town.trip(ride(by='bus', ends=far), 'bus')}")
    assert "We are not quite sure" in page.text
    assert "A recording cannot tell a bus from a car." in page.text


def test_the_map_is_its_owners_own_until_it_is_deleted(town: Town, clock: Clock) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    page = town.fatou().get(url)
    [trace] = json.loads(page.one("div", class_="map mb-3").attrs["data-map"] or "")["features"]
    assert trace["properties"]["kind"] == "trace"
    assert page.one("svg", class_="map-drawing").attrs["aria-label"] == "Your way on the map"

    clock.moment += timedelta(days=15)
    purge_traces(town.wiring.open_uow, now=clock.moment)
    gone = town.fatou().get(url)
    assert "The map was deleted, as promised." in gone.text
    assert not gone.all("svg", class_="map-drawing")


def test_nobody_else_opens_a_trip(town: Town) -> None:
    other = participant(town.wiring.open_uow, "Rosa")
    url = f"/me/trips/{town.trip(ride(), of=other)}"
    town.fatou().get(url, expect=404)
    town.ines().get(url, expect=403)
    town.karim(helping=town.fatou_).get(url, expect=404)
    assert "53 points" in town.karim(helping=other).get(url).text


def test_the_question_is_asked_once_and_the_first_answer_stays(town: Town) -> None:
    fatou = town.fatou()
    url = f"/me/trips/{town.trip(ride())}"
    page = fatou.post(f"{url}/instead", on=url, mode="car")
    assert "Thank you for your answer." in page.told
    assert "You would have taken: Car." in page.text
    assert f"{url}/instead" not in page.actions()


def test_an_answer_we_did_not_offer_is_refused(town: Town) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    town.fatou().post(f"{url}/instead", 422, on=url, mode="rocket")


FAR = ((43.612, 5.062), (43.668, 5.138))


@pytest.mark.parametrize(("by", "said"), [("car", "walk"), ("bus", "bus")])
def test_a_trip_not_taken_as_told_shows_the_way_out_beside_the_verdict(
    town: Town, by: str, said: str
) -> None:
    url = f"/me/trips/{town.trip(ride(by=by, ends=FAR), said)}"
    page = town.fatou().get(url)
    [link] = [link for link in page.all("a") if link.attrs["href"] == f"{url}/wrong"]
    assert link.text == "This is wrong"
    outcome = "refused" if by == "car" else "doubtful"
    verdict = page.one("div", class_=f"verdict verdict-{outcome} mb-3")
    assert "This is wrong" in verdict.text


def test_a_trip_that_a_maximum_took_all_from_does_not_promise_points(town: Town) -> None:
    fatou = town.fatou()
    hours = (NOON - timedelta(hours=hour) for hour in range(1, 9))
    pages = [fatou.get(f"/me/trips/{town.trip(ride(hour))}").text for hour in hours]
    capped = [page for page in pages if "Total 0 points" in page]
    assert capped
    for page in capped:
        assert "It earned no points this time. The lines below say why." in page
        assert "Here is what it earned." not in page
        assert "small fixed amount" not in page


def test_a_route_is_named_as_people_name_it(town: Town) -> None:
    page = town.fatou().get(f"/me/trips/{town.trip(ride())}")
    [row] = [row.text for row in page.all("tr") if "100%" in row.text]
    assert "From the station" in row


def test_what_was_missed_does_not_say_it_twice(town: Town) -> None:
    page = town.fatou("fr").get(f"/me/trips/{town.trip(ride())}")
    assert page.text.count("Pas cette fois") == 1


@pytest.mark.parametrize(("locale", "words"), [
    ("en", "From 70% on it counts whole."),
    ("fr", "Dès 70\u202f%, le parcours compte en entier."),
])  # fmt: skip
def test_a_route_followed_in_part_says_what_would_count_whole(
    town: Town, locale: str, words: str
) -> None:
    half = town.fatou(locale).get(f"/me/trips/{town.trip(ride(ends=(STATION, (43.6392, 5.0933))))}")
    assert words in half.text
    whole = town.fatou(locale).get(f"/me/trips/{town.trip(ride(NOON - timedelta(hours=6)))}")
    assert words not in whole.text


def odd_ride() -> bytes:
    """A walk whose telephone jumps once, and is lost for four minutes."""
    lat, lon = through_blocks(*STATION, *FOUNTAIN)
    fixes = record((RideLeg("walk", lat, lon),), NOON - timedelta(hours=3), 7)
    at = fixes.lat.copy()
    at[40] += 0.008
    lost = (fixes.t_s > fixes.t_s[0] + 300) & (fixes.t_s < fixes.t_s[0] + 540)
    return write_gpx(replace(fixes, lat=at).take(~lost), "Trip").encode()


def test_the_speed_is_drawn_with_its_limits_and_stands_in_a_table(town: Town, clock: Clock) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    page = town.fatou().get(url)
    drawing = page.one("svg", class_="speed-plot")
    assert re.fullmatch(
        r"Speed from 11:00 to 11:\d\d\. Half of the time below [34](\.\d)? km/h, at most .* km/h\.",
        drawing.attrs["aria-label"] or "",
    )
    assert "refused above 20 km/h" in page.source
    rows = [row.text for row in page.all("tr") if row.text.startswith("11:0")]
    assert len(rows) >= 5
    assert "Nothing was left out." in page.text

    clock.moment += timedelta(days=15)
    purge_traces(town.wiring.open_uow, now=clock.moment)
    gone = town.fatou().get(url)
    assert "The speeds were deleted with the map, as promised." in gone.text
    assert not gone.all("svg", class_="speed-plot")


def test_what_was_left_out_is_told_with_its_time_and_numbered_alike_everywhere(town: Town) -> None:
    page = town.fatou().get(f"/me/trips/{town.trip(odd_ride())}")
    spike, gap = (item.text for item in page.all("li", class_="cut mb-2"))
    assert re.match(r"1 At 11:0\d the phone jumped 8\d\d\sm away and came back\.", spike)
    assert re.match(r"2 From 11:05 to 11:09 nothing was recorded, over \d+\sm\.", gap)
    assert "Positions that jumped away were left out." not in page.text, "said once"
    data = json.loads(page.one("div", class_="map mb-3").attrs["data-map"] or "")
    marks = [one for one in data["features"] if one["properties"]["kind"] == "cut"]
    assert [one["properties"]["sign"] for one in marks] == ["1", "2"]
    lines = [one for one in data["features"] if one["properties"]["kind"] == "trace"]
    assert len(lines) == 2
    assert all(lat < 43.642 for line in lines for _, lat in line["geometry"]["coordinates"])
    assert len(page.all("circle", class_="speed-mark")) == len(marks)
    assert page.all("rect", class_="speed-gap")


def test_a_doubtful_trip_that_a_maximum_took_all_from_names_no_small_amount(town: Town) -> None:
    fatou = town.fatou()
    hours = (NOON - timedelta(hours=hour) for hour in range(1, 9))
    buses = (town.trip(ride(hour, by="bus", ends=FAR), "bus") for hour in hours)
    pages = [fatou.get(f"/me/trips/{trip}").text for trip in buses]
    capped = [page for page in pages if "Total 0 points" in page]
    assert capped
    for page in capped:
        assert "A recording cannot tell a bus from a car." in page
        assert "small" not in page


def test_who_disagrees_says_why_beside_the_verdict_and_reads_by_when(town: Town) -> None:
    url = f"/me/trips/{town.trip(ride(by='car', ends=FAR), 'walk')}"
    page = town.fatou().get(url)
    verdict = page.one("div", class_="verdict verdict-refused mb-3").text
    assert "I disagree" in verdict
    assert "A person answers within 5 working days: by Tuesday 14 April." in verdict
    asked = town.fatou().post(f"{url}/ask", on=url, message="I ran")
    assert "You wrote: I ran" in asked.text
    assert "You get an answer by Tuesday 14 April." in asked.text
    assert "Your points stay as they are until then." in asked.text
    assert "I disagree" not in asked.text, "once is enough"


def test_after_two_answers_there_is_no_third_question(town: Town) -> None:
    url = f"/me/trips/{town.trip(ride(by='car', ends=FAR), 'walk')}"
    fatou, ines = town.fatou(), town.ines()
    for _ in range(2):
        fatou.post(f"{url}/ask", on=url, message="I ran")
        review = url.replace("/me/trips", "/organiser/review")
        ines.post(review, on=review, answer="refuse", reason="It was a car")
    assert "I disagree" not in fatou.get(url).text
