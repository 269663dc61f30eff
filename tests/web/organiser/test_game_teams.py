from __future__ import annotations

from datetime import timedelta

from muvengine.core.game.team import TeamKind
from muvengine.services.close_weeks import close_weeks
from tests.build import Town
from tests.conftest import Clock
from tests.pages import Browser
from tests.people import NOON
from tests.web.public.test_teams import NEXT, moving, noon
from tests.web.teams import drawn, made

URL = "/organiser/teams"
CUP = "/organiser/tournaments"


def path(town: Town, name: str) -> str:
    with town.wiring.open_reading() as uow:
        return next(
            f"{URL}/{one.team.public_id}" for one in uow.teams.of_season(1) if one.team.name == name
        )


def new(browser: Browser, status: int = 200, **form: str) -> str:
    return browser.post(URL, status, **form).text


def test_a_team_is_made_and_its_poster_printed(town: Town) -> None:
    ines = town.ines()
    page = ines.post(URL, name="École Curie, CM2", kind="class", open="false")
    assert "The team is made. Print its poster." in page.told
    poster = ines.get(f"{path(town, 'École Curie, CM2')}/poster")
    with town.wiring.open_reading() as uow:
        code = uow.teams.of_season(1)[0].team.code
    assert f"{code[:3]}-{code[3:6]}-{code[6:]}" in poster.text
    assert "Scan this code" in poster.text
    assert "Scannez ce code" in poster.text
    assert "<svg" in poster.source
    assert "made a team" in ines.get("/organiser/audit").text


def test_what_is_wrong_with_a_team_is_said(town: Town) -> None:
    ines = town.ines()
    assert "Give the team a name" in new(ines, 422, name="")
    assert "Give the team a name" in new(ines, 422, name="a" * 41)
    new(ines, name="CM2")
    assert "Another team has this name" in new(ines, 422, name="cm2")
    new(ines, name="Tous", kind="everyone")
    assert "people alone have their team already" in new(ines, 409, name="Encore", kind="everyone")


def test_people_are_put_in_by_card(town: Town) -> None:
    made(town, "CM2")
    ines, team = town.ines(), path(town, "CM2")
    page = ines.post(f"{team}/cards", on=team, said="fatou")
    assert "Fatou is in the team." in page.told
    assert "1 person" in page.text
    assert "Nobody is meant by this." in ines.post(f"{team}/cards", 404, on=team, said="zz").alert
    made(town, "CM1")
    other = path(town, "CM1")
    page = ines.post(f"{other}/cards", 409, on=other, said="fatou")
    assert "You are in another team." in page.alert


def test_a_team_is_closed_with_a_reason(town: Town) -> None:
    made(town, "CM2")
    ines, team = town.ines(), path(town, "CM2")
    assert "reason" in ines.post(f"{team}/close", 422, on=team, reason="no").alert
    page = ines.post(f"{team}/close", on=team, reason="The class is over")
    assert "The team is closed." in page.told
    assert "This team does not play any more." in ines.get(team).text


def test_results_are_a_table(town: Town, clock: Clock) -> None:
    moving(town, made(town, "=CM2"), 50, 40)
    clock.moment = noon(NEXT.sunday + timedelta(days=4))
    close_weeks(town.wiring.open_uow, now=clock.moment)
    reply = town.ines().client.get(f"{URL}/results.csv")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="teams.csv"'
    assert reply.text.splitlines()[1] == f"{NEXT.name};'=CM2;90;2;2"


def test_a_tournament_is_drawn_put_right_and_called_off(town: Town, clock: Clock) -> None:
    for name, figure in (("CM2", 50), ("CM1", 40)):
        moving(town, made(town, name), figure)
    ines, day = town.ines(), f"{NEXT.monday:%Y-%m-%d}"
    form = {"title_en": "Cup", "title_fr": "Coupe", "ranking_weeks": "1"}
    page = ines.post(f"{CUP}/new", 422, **form, first_day=f"{NOON:%Y-%m-%d}")
    assert "Choose a day in a week to come" in page.alert
    assert "Give it a name." in ines.post(f"{CUP}/new", 422, first_day=day).alert
    page = ines.post(f"{CUP}/new", 200, **form, first_day=day)
    assert "The matches are drawn." in page.told
    where = page.path
    match = f"{where}/matches/1"
    told = ines.post(match, 409, on=where, ending="home", reason="two cards").alert
    assert "Too late" in told
    clock.moment = noon(NEXT.sunday + timedelta(days=4))
    close_weeks(town.wiring.open_uow, now=clock.moment)
    ines = town.ines()
    assert "reason" in ines.post(match, 422, on=where, ending="away", reason="no").alert
    page = ines.post(match, on=where, ending="away", reason="two cards of one person")
    assert "The match is changed." in page.told
    assert "CM1 wins" in page.text
    assert "put right: two cards of one person" in town.stranger().get("/teams").text
    page = ines.post(match, on=where, ending="off", reason="snow in the whole town")
    assert "called off: snow in the whole town" in page.text
    page = ines.post(f"{where}/cancel", on=where, reason="the season is over")
    assert "It is called off." in page.told
    assert "called off: the season is over" in town.stranger().get("/teams").text


def test_two_teams_at_least(town: Town) -> None:
    made(town, "CM2", TeamKind.CLASS)
    form = {"title_en": "Cup", "first_day": f"{NEXT.monday:%Y-%m-%d}"}
    page = town.ines().post(f"{CUP}/new", 422, **form)
    assert "There must be 2 teams at least." in page.alert
    made(town, "CM1")
    drawn(town)
    assert "Spring cup" in town.ines().get(URL).text


def test_the_form_says_how_a_tournament_goes(town: Town) -> None:
    for name in ("CM1", "CM2", "CE2", "CE1"):
        made(town, name)
    ines, day = town.ines(), f"{NEXT.monday:%Y-%m-%d}"
    asked = {"ranking_weeks": "2", "group_size": "3", "knockout_teams": "2", "rest_weeks": "0"}
    ines.post(f"{CUP}/new", 422, title_en="Cup", first_day=day, group_size="2")
    page = ines.post(f"{CUP}/new", 200, title_en="Cup", first_day=day, **asked)
    with town.wiring.open_reading() as uow:
        plan = uow.tournaments.get(page.path.rpartition("/")[2]).plan
    assert {name: str(getattr(plan, name)) for name in asked} == asked
