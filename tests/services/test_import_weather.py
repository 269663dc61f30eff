"""Weather of days from a file, beside what the organiser notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, NotAllowed
from muvengine.core.people.actor import SYSTEM
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.programme import day_notes, programme
from muvengine.services.import_weather import import_weather
from muvengine.services.note_day import note_day
from muvengine.services.set_programme import set_programme
from tests.formats import weather_files as files
from tests.town import NOON, Town, found, gpx, ride

FIRST, LAST = date(2026, 3, 23), date(2026, 3, 29)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def words(town: Town) -> list[tuple[str, bool]]:
    notes = day_notes(town.open_reading, FIRST, LAST)
    return [(note.weather, note.imported) for note in notes]


def test_days_of_a_file_are_known_and_those_without_figures_are_not(town: Town) -> None:
    done = import_weather(town.open_uow, files.as_json(), actor=SYSTEM, now=NOON)
    assert (done.days, done.first_day, done.last_day) == (6, FIRST, date(2026, 3, 28))
    assert (done.noted, done.left_out) == (0, 1)
    assert words(town) == [(word, True) for word in files.WORDS]
    assert audit_trail(town.open_reading)[0].act == "weather.import"


def test_the_organisers_note_goes_before_the_file_whichever_came_first(town: Town) -> None:
    note_day(town.open_uow, FIRST, "fog", actor=SYSTEM, now=NOON)
    done = import_weather(town.open_uow, files.as_json(), actor=SYSTEM, now=NOON)
    assert done.noted == 1
    second = FIRST + timedelta(days=1)
    note_day(town.open_uow, second, "wind", actor=SYSTEM, now=NOON)
    assert words(town)[:2] == [("fog", False), ("wind", False)]
    # Without the note the file's word holds again.
    note_day(town.open_uow, FIRST, None, actor=SYSTEM, now=NOON)
    assert words(town)[:2] == [("dry", True), ("wind", False)]


def test_a_later_file_goes_before_an_earlier_one(town: Town) -> None:
    import_weather(town.open_uow, files.as_json(), actor=SYSTEM, now=NOON)
    wet = files.with_daily("precipitation_sum", [3.0] * 7)
    import_weather(town.open_uow, wet, actor=SYSTEM, now=NOON)
    assert [word for word, _ in words(town)] == ["rain", "rain", "snow", "rain", "rain", "rain"]


def test_a_trip_sent_afterwards_sees_it_and_an_earlier_one_keeps_its_facts(town: Town) -> None:
    day = NOON.date()
    now = NOON + timedelta(days=1)
    before = town.send(gpx(ride()))
    wet = files.answer()
    wet["daily"]["time"] = [(day - timedelta(days=n)).isoformat() for n in range(6, -1, -1)]
    wet["daily"] |= {
        name: [values[1]] * 7 for name, values in wet["daily"].items() if name != "time"
    }
    wet["utc_offset_seconds"] = 7200
    import_weather(town.open_uow, files.as_json(wet), actor=SYSTEM, now=now)
    after = town.send(gpx(ride(start=NOON - timedelta(hours=7), seed=9)), now=now)
    assert town.sheet(before.public_id).facts.weather is None
    assert town.sheet(after.public_id).facts.weather == "rain"


@pytest.mark.parametrize(("hour", "days"), [(22, 2), (23, 3)])
def test_days_that_are_not_over_in_the_town_are_left_out(town: Town, hour: int, days: int) -> None:
    now = NOON.replace(month=3, day=25, hour=hour)
    done = import_weather(town.open_uow, files.as_json(), actor=SYSTEM, now=now)
    assert (done.days, done.left_out) == (days, 7 - days)


@pytest.mark.parametrize(("changed", "code"), [
    ({"timezone": "GMT"},                      "other_zone"),
    ({"timezone": "America/New_York"},         "other_zone"),
    ({"timezone": "../../etc/passwd"},         "other_zone"),
    ({"timezone": ""},                         "other_zone"),
    ({"latitude": 48.85, "longitude": 2.35},   "other_place"),
])  # fmt: skip
def test_a_file_of_elsewhere_is_refused(town: Town, changed: dict[str, object], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        import_weather(
            town.open_uow, files.as_json(files.answer(**changed)), actor=SYSTEM, now=NOON
        )
    assert refused.value.facts["fields"] == {"file": code}
    assert words(town) == []


def test_another_name_of_the_same_time_is_taken(town: Town) -> None:
    data = files.as_json(files.answer(timezone="Europe/Madrid"))
    assert import_weather(town.open_uow, data, actor=SYSTEM, now=NOON).days == 6


def test_a_town_without_an_area_takes_any_place(town: Town) -> None:
    anywhere = replace(programme(town.open_reading), area=None)
    set_programme(town.open_uow, anywhere, actor=SYSTEM, now=NOON)
    data = files.as_json(files.answer(latitude=48.85, longitude=2.35))
    assert import_weather(town.open_uow, data, actor=SYSTEM, now=NOON).days == 6


def test_a_file_of_days_to_come_says_so(town: Town) -> None:
    with pytest.raises(BadInput) as refused:
        import_weather(
            town.open_uow, files.as_json(), actor=SYSTEM, now=NOON.replace(month=3, day=23)
        )
    assert refused.value.facts["fields"] == {"file": "no_days"}


def test_participants_do_not_make_the_weather(town: Town) -> None:
    with pytest.raises(NotAllowed):
        import_weather(town.open_uow, files.as_json(), actor=town.me, now=NOON)
