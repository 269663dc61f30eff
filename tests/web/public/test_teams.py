from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.people.identity import SignedIn
from muvengine.services.close_weeks import close_weeks
from muvengine.services.join_team import Joining, join_by_code
from tests.build import ZONE, Town
from tests.conftest import Clock
from tests.money import kept_trip
from tests.people import NOON, participant
from tests.web.teams import drawn, made

URL = "/teams"
NEXT = IsoWeek.of(NOON.date()).after()


def moving(town: Town, code: str, *experience: int) -> None:
    """Let people join a team and move next week."""
    opened = town.wiring.open_uow
    for number, one in enumerate(experience):
        person = participant(opened, f"{code} {number}")
        joining = Joining(person.id)
        join_by_code(opened, opened, code, joining, actor=SignedIn(person).actor, now=NOON)
        start_at = datetime.combine(NEXT.monday, time(8), ZONE)
        with opened() as uow:
            kept_trip(uow, person.id, person.id, one, NOON, start_at)
            uow.commit()


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ZONE)


@pytest.fixture
def played(town: Town, clock: Clock) -> Town:
    """A class of five has won against a class of two."""
    five, two = made(town, "CM2"), made(town, "CM1")
    moving(town, five, 50, 40, 30, 20, 10)
    moving(town, two, 30, 20)
    drawn(town)
    clock.moment = noon(NEXT.sunday + timedelta(days=4))
    assert close_weeks(town.wiring.open_uow, now=clock.moment) == 1
    return town


def test_an_empty_season_says_so(town: Town) -> None:
    assert "There is no team yet." in town.stranger().get(URL).text


def test_figures_are_public_from_five_active_members(played: Town) -> None:
    page = played.stranger().get(URL)
    assert "135 points of effort" in page.text
    assert "5 of 5 took part" in page.text
    assert "too few to show" in page.text
    assert "50" not in page.text.replace("135", "")
    assert "CM2 wins" in page.text
    # The small team's figure is hidden in the match too, and with it the large one's beside it.
    assert "(135" not in page.text


def test_the_table_and_the_bracket_are_in_words(played: Town, clock: Clock) -> None:
    clock.moment = noon(NEXT.after(2).monday - timedelta(days=1))
    close_weeks(played.wiring.open_uow, now=clock.moment)
    page = played.stranger("fr").get(URL)
    assert "Coupe du printemps" in page.text
    assert "Tableau final" in page.text
    assert "Finale" in page.text
    assert "CM2 \N{EN DASH} CM1" in page.text
    assert "à jouer" in page.text


def test_how_it_is_counted_is_written_beside(played: Town) -> None:
    text = played.stranger().get(URL).text
    assert "The 3 best members count in full." in text
    assert "A week is final 3 days after its Sunday." in text
    assert "A match won gives 3 points, a draw 1, a free week 1." in text
    assert "the better place before" in text
