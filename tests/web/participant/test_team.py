from __future__ import annotations

from datetime import timedelta

from muvengine.core.game.team import TeamKind
from muvengine.core.people.identity import SignedIn
from muvengine.services.join_team import Joining, join_by_code
from tests.build import Town
from tests.conftest import Clock
from tests.people import NOON, card, participant
from tests.web.teams import drawn, made

URL = "/me/team"


def test_joining_by_code_needs_no_script(town: Town, clock: Clock) -> None:
    code = made(town, "CM2")
    fatou = town.fatou()
    page = fatou.get(f"{URL}?code={code}")
    assert page.field("code") == code
    page = fatou.post(URL, code=f"{code[:3]} {code[3:].lower()}", shown="La marcheuse")
    assert "You are in CM2. It counts from" in page.told
    assert "You count for the team from" in page.text
    assert "You are the first." in page.text
    clock.moment = NOON + timedelta(days=7)
    page = town.fatou().get(URL)
    assert "You count for the team from" not in page.text
    assert "The team has 0 points of effort so far." in page.text
    assert "No match this week." in page.text


def test_others_read_only_the_name_that_was_given(town: Town) -> None:
    code = made(town, "CM2")
    opened = town.wiring.open_uow
    for name, shown in (("Amina", "Mina"), ("Bastien", "")):
        person = participant(opened, name)
        joining = Joining(person.id, shown)
        join_by_code(opened, opened, code, joining, actor=SignedIn(person).actor, now=NOON)
    page = town.fatou().post(URL, code=code)
    assert "Mina and 1 other person" in page.text
    assert "Amina" not in page.text
    assert "Bastien" not in page.text
    page = town.fatou().post(f"{URL}/name", on=URL, shown="Fatou B.")
    assert "The name is saved." in page.told
    assert page.field("shown") == "Fatou B."
    assert (
        "At most 24 letters." in town.fatou().post(f"{URL}/name", 422, on=URL, shown="a" * 25).alert
    )


def test_what_is_wrong_with_a_code_is_said(town: Town) -> None:
    code, other = made(town, "CM2"), made(town, "CM1")
    fatou = town.fatou()
    assert "This code has a mistake." in fatou.post(URL, 404, code="CM2").alert
    fatou.post(URL, code=code)
    form = {**fatou.hidden(URL), "code": other}
    assert "You are in another team." in fatou.send(URL, form, 409).alert
    page = fatou.post(f"{URL}/leave", on=URL)
    assert "You have left CM2. This week still counts for it." in page.told
    assert "You are in CM1." in fatou.post(URL, code=other).told


def test_people_alone_find_their_team(town: Town) -> None:
    made(town, "Tous en route", TeamKind.EVERYONE)
    with town.wiring.open_reading() as uow:
        public_id = uow.teams.of_season(1)[0].team.public_id
    fatou = town.fatou("fr")
    assert "Vous jouez seul" in fatou.get(URL).text
    page = fatou.post(URL, team=public_id)
    assert "Vous êtes dans Tous en route." in page.told


def test_a_mediator_puts_in_whom_they_help(town: Town) -> None:
    code = made(town, "CM2")
    page = town.karim(helping=town.fatou_).post(URL, code=code)
    assert "You are in CM2." in page.told
    assert town.fatou().get(URL).one("h1").text == "CM2"


def test_this_weeks_match_is_one_sentence(town: Town, clock: Clock) -> None:
    code = made(town, "CM2")
    made(town, "CM1")
    town.fatou().post(URL, code=code)
    drawn(town)
    clock.moment = NOON + timedelta(days=7)
    page = town.fatou().get(URL)
    assert "This week you play against CM1." in page.text
    assert "Their figure is not shown" in page.text
    assert "Trips of this week count until" in page.text


def test_without_a_season_there_are_no_teams(town: Town, clock: Clock) -> None:
    code = made(town, "CM2")
    clock.moment = NOON + timedelta(days=400)
    assert "No season runs now." in town.fatou().post(URL, 409, code=code).alert


def test_a_scanned_code_survives_signing_in(town: Town) -> None:
    code = made(town, "CM2")
    printed = card(town.wiring.open_uow, town.fatou_)
    stranger = town.stranger()
    page = stranger.get(f"{URL}?code={code}")
    assert page.path == "/sign-in"
    form = {**stranger.hidden(f"{URL}?code={code}"), "card": printed.number, "pin": printed.pin}
    page = stranger.send("/sign-in", {**form, "back": page.field("back")})
    assert page.path == URL
    assert page.field("code") == code
