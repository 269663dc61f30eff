"""A season week by week: what begins, what ends, who plays, when people are free."""

from __future__ import annotations

from datetime import date, timedelta

from muvengine.core.people.actor import SYSTEM
from muvengine.reads.season_calendar import Kind, season_calendar
from muvengine.services.publish_game import GamePublication, publish_game
from muvengine.services.run_tournament import cancel_tournament
from tests.build import Town
from tests.game_town import FILE
from tests.people import NOON
from tests.web.draws import announced
from tests.web.hunts import started
from tests.web.teams import drawn, made

URL = "/organiser/calendar"


def busy(town: Town) -> str:
    """A game, a cup of two weeks, a draw; give the cup's public id."""
    game = GamePublication(FILE.read_bytes(), date(2026, 3, 2))
    publish_game(town.wiring.open_uow, game, actor=SYSTEM, now=NOON)
    for name in ("CM1", "CM2", "CE2"):
        made(town, name)
    announced(town)
    return drawn(town, weeks=2)


def by_week(town: Town) -> dict[str, list[tuple[Kind, int]]]:
    told = season_calendar(town.wiring.open_reading, NOON.date())
    assert told is not None
    return {
        one.week.name: [(entry.kind, entry.count) for entry in one.entries] for one in told.weeks
    }


def test_each_week_has_what_touches_it_and_free_days_lie_in_every_week_they_touch(
    town: Town,
) -> None:
    busy(town)
    weeks = by_week(town)
    assert weeks["2026-W10"] == [(Kind.GAME, 0)]
    assert weeks["2026-W15"] == [(Kind.TICKETS_END, 0)]
    assert weeks["2026-W16"] == [(Kind.MATCHES, 1), (Kind.DRAW, 0)], "one of three teams is free"
    assert weeks["2026-W17"] == [(Kind.MATCHES, 1)]
    assert weeks["2026-W18"] == []
    free = [name for name, entries in weeks.items() if (Kind.FREE, 0) in entries]
    assert free == ["2026-W52", "2026-W53"]
    assert weeks["2026-W53"][-1] == (Kind.SEASON_ENDS, 0)


def test_what_was_called_off_is_not_in_it(town: Town) -> None:
    cup = busy(town)
    cancel_tournament(town.wiring.open_uow, cup, "snow in April", actor=SYSTEM, now=NOON)
    assert by_week(town)["2026-W17"] == []


def test_hunts_and_challenges_of_shops_last_as_long_as_they_do(town: Town) -> None:
    started(town)
    weeks = by_week(town)
    assert [name for name, entries in weeks.items() if (Kind.HUNT, 0) in entries] == [
        "2026-W15",
        "2026-W16",
        "2026-W17",
    ]
    page = town.ines().get(URL)
    assert "Spring hunt: treasure hunt" in page.text
    assert page.all("a", href="/organiser/hunts/chasse-du-printemps")


def test_it_is_read_in_both_languages_and_leads_to_each_page(town: Town) -> None:
    cup = busy(town)
    page = town.ines().get(URL)
    assert "Week 15 Monday 6 April to Sunday 12 April this week" in page.text
    assert "Spring cup: 1 match" in page.text
    assert "Weeks 18 to 51 Monday 27 April to Sunday 20 December Nothing special." in page.text
    assert "Christmas holidays: free days, no week in a row ends" in page.text
    assert page.all("a", href=f"/organiser/tournaments/{cup}")
    french = town.ines("fr").get(URL).text
    assert "Coupe du printemps\u00a0: 1 match" in french
    assert "jeudi 16 avril\u00a0: Tirage du printemps\u00a0: le tirage" in french


def test_another_season_is_chosen_by_its_name(town: Town) -> None:
    with town.wiring.open_uow() as uow:
        first = date(2027, 1, 1)
        uow.ledger.open_season("2027", first, first + timedelta(days=30))
        uow.commit()
    ines = town.ines()
    assert ines.get(URL).all("a", href=f"{URL}?season=2027")
    assert "Season 2027" in ines.get(f"{URL}?season=2027").text
    ines.get(f"{URL}?season=1999", 404)


def test_only_organisers_plan_with_it(town: Town) -> None:
    town.fatou().get(URL, 403)
