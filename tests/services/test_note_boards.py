"""Boards follow every sheet: weeks by mode, teams and quarters, places of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import Engine, text

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.game.boards import Metric, Period
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.join_board import join_board, leave_board, play_for_quarter
from muvengine.services.repair_game import repair_game
from tests.game_town import MONDAY, begin_game, walk_on
from tests.people import participant, staff
from tests.quarters import save_quarter
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import withdraw

TUESDAY = MONDAY + timedelta(days=1)
SUNDAY = MONDAY + timedelta(days=6)
LAST_WEEK = NOON - timedelta(days=8)
BOARD = (Period.WEEK, MONDAY, "")


@pytest.fixture
def town(engine: Engine) -> Town:
    made = found(engine)
    begin_game(made)
    return made


def me(town: Town) -> Actor:
    return Actor("participant", town.person.id)


def come(town: Town, name: str = "Renard bleu") -> None:
    join_board(town.open_uow, town.person.id, name, actor=me(town), now=NOON)


def rows(town: Town, table: str) -> list[tuple[object, ...]]:
    with town.open_reading() as uow:
        found_ = uow.connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608
    return [tuple(row) for row in found_]


def holds(town: Town) -> bool:
    return check_ledger(town.open_reading) == ()


def test_without_anybody_choosing_there_is_no_place_on_a_board(town: Town) -> None:
    walk_on(town, TUESDAY)
    assert [row[2] for row in rows(town, "board_week")] == ["", "walk"]
    assert rows(town, "board_place") == rows(town, "board_group") == []
    assert holds(town)


def test_who_comes_has_all_their_weeks_and_who_leaves_has_nothing_at_once(town: Town) -> None:
    walk_on(town, MONDAY)
    come(town)
    walk_on(town, TUESDAY)
    places = {(row[1], row[3]): row[6:] for row in rows(town, "board_place")}
    assert places == {
        (period, mode): (2, 2) for period in ("week", "month", "season") for mode in ("", "walk")
    }
    assert holds(town)
    assert leave_board(town.open_uow, town.person.id, actor=me(town), now=NOON)
    assert rows(town, "board_place") == rows(town, "board_player") == []
    assert not leave_board(town.open_uow, town.person.id, actor=me(town), now=NOON)
    assert holds(town)


def test_a_trip_that_is_taken_back_leaves_every_board(town: Town) -> None:
    come(town)
    play_for_quarter_since(town, "canourgues")
    kept, taken = walk_on(town, MONDAY), walk_on(town, TUESDAY)
    withdraw(town, taken)
    with town.open_reading() as uow:
        (week,) = uow.boards.groups("quarter", "", MONDAY, MONDAY)
    experience = town.sheet(kept.public_id).score.experience
    assert (week.active, week.figures.experience, week.figures.days) == (1, experience, 1)
    withdraw(town, kept)
    with town.open_reading() as uow:
        assert uow.boards.groups("quarter", "", MONDAY, MONDAY) == []
        assert uow.board_places.figure(town.person.id, BOARD, Metric.TRIPS) == 0
    assert holds(town)


def test_a_late_trip_changes_no_board(town: Town) -> None:
    come(town)
    walk_on(town, SUNDAY, days_later=3)
    before = rows(town, "board_place")
    walk_on(town, SUNDAY, days_later=4, hour=9)
    assert rows(town, "board_place") == before
    assert holds(town)


def test_a_quarter_counts_from_the_next_monday_and_can_be_changed(town: Town) -> None:
    for key in ("canourgues", "centre"):
        save_quarter(town.open_uow, key)
    play_for_quarter(town.open_uow, town.person.id, "canourgues", actor=me(town), now=NOON)
    walk_on(town, TUESDAY)
    assert rows(town, "board_group") == []
    play_for_quarter(town.open_uow, town.person.id, "centre", actor=me(town), now=NOON)
    walk_on(town, MONDAY + timedelta(days=7))
    with town.open_reading() as uow:
        weeks = uow.boards.groups("quarter", "", MONDAY, MONDAY + timedelta(days=14))
    assert [(week.group, week.active) for week in weeks] == [("centre", 1)]
    assert holds(town)


def play_for_quarter_since(town: Town, key: str) -> None:
    """Let it be said a week ago, so that this week counts."""
    save_quarter(town.open_uow, key)
    play_for_quarter(town.open_uow, town.person.id, key, actor=me(town), now=LAST_WEEK)


def test_a_name_is_one_persons_and_nobodys_real_one(town: Town) -> None:
    come(town)
    other = replace(town, person=participant(town.open_uow, "Ana"))
    participant(town.open_uow, "Gisèle")
    for name in ("renard BLEU", "Gisele"):
        with pytest.raises(BadInput) as caught:
            come(other, name)
        assert caught.value.facts["fields"] == {"pseudonym": "taken"}
    with pytest.raises(NotPossible):
        come(town, "Renarde rouge")


def test_a_helper_needs_the_word_of_whom_they_help_and_it_is_recorded(town: Town) -> None:
    karim = staff(town.open_uow, "Karim")
    hand = Actor("mediator", karim.id, on_behalf_of=town.person.id)
    asked = town.open_uow, town.person.id, "Renard bleu"
    with pytest.raises(NotPossible) as caught:
        join_board(*asked, actor=hand, now=NOON)
    assert caught.value.facts == {"word": "missing"}
    join_board(*asked, actor=hand, now=NOON, word_given=True)
    with town.open_reading() as uow:
        acts = uow.connection.execute(text("SELECT act, actor_id FROM audit_event")).all()
    assert ("board.join", karim.id) in [tuple(act) for act in acts]


def test_the_order_of_upload_changes_no_board(town: Town) -> None:
    """Three trips of two weeks, by people of one quarter who send them in every order."""
    save_quarter(town.open_uow, "canourgues")
    days = [MONDAY, TUESDAY, MONDAY - timedelta(days=1)]
    seen = set()
    for number, order in enumerate(permutations(days)):
        one = replace(town, person=participant(town.open_uow, f"Ana {number}"))
        come(one, "Fox " + "abcdef"[number] * 3)
        play_for_quarter(
            one.open_uow, one.person.id, "canourgues", actor=me(one), now=NOON - timedelta(days=20)
        )
        for day in order:
            start = NOON + (day - NOON.date()) - timedelta(hours=5, minutes=number)
            one.send(gpx(ride(start=start, seed=100 * number + day.day)))
        mine = [row[1:4] + row[6:] for row in rows(one, "board_place") if row[0] == one.person.id]
        seen.add(tuple(sorted(map(str, mine))))
    assert len(seen) == 1
    assert holds(town)


def test_boards_that_were_tampered_with_are_named_and_put_right(town: Town) -> None:
    come(town)
    play_for_quarter_since(town, "canourgues")
    walk_on(town, TUESDAY)
    before = [rows(town, table) for table in ("board_week", "board_group", "board_place")]
    for wrong, named in (
        ("UPDATE board_week SET experience = experience + 5", ["I17 board week", "I17 board sum"]),
        ("UPDATE board_group SET active = 7 WHERE mode = ''", ["I17 board sum"]),
        ("DELETE FROM board_place WHERE period = 'month'", ["I17 board sum"]),
    ):
        with town.open_uow() as uow:
            uow.connection.execute(text(wrong))
            uow.commit()
        assert [one.invariant for one in check_ledger(town.open_reading)] == named
        repair_game(town.open_uow, town.open_reading, actor=SYSTEM, now=NOON)
        after = [rows(town, table) for table in ("board_week", "board_group", "board_place")]
        assert [sorted(map(str, one)) for one in after] == [sorted(map(str, one)) for one in before]
