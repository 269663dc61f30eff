"""Whatever happens to trips, in any order: who is rewarded is what the standing sheets say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant
from sqlalchemy import Engine

from muvengine.core.ledger.account import available
from muvengine.core.people.identity import Person
from muvengine.reads.ledger_check import check_ledger
from tests.challenged import GAME, choose, join, playing, raise_to, rewards, settle, sponsor, wallet
from tests.fresh import copies, emptied
from tests.game_town import MONDAY, begin_game, walk_on
from tests.town import Town
from tests.trip_acts import withdraw
from tests.trip_life import TripLife, play

DONE = {"send", "desk", "draw", "outing", "share", "correct", "withdraw", "contest", "answer"}
LAST_WEEK = MONDAY - timedelta(days=7)
SUNDAY = MONDAY + timedelta(days=6)


class Challenged(TripLife):
    """Each has two days to do, two do three together, and one does what a shop asks."""

    def __init__(self) -> None:
        super().__init__()
        begin_game(self.town, GAME)
        ana, boris, chloe = self.people
        for person in self.people:
            raise_to(self.town, person, 3)
            choose(self.town, person=person)
        raise_to(self.town, ana, 500)
        run = choose(self.town, "duo", "group", person=ana)
        with self.town.open_reading() as uow:
            code = uow.challenges.get(run).code or ""
        choose(self.town, person=boris, code=code)
        shop = {"first_day": LAST_WEEK, "weekdays": (), "modes": (), "from_min": 0}
        join(self.town, sponsor(self.town, until_min=1440, **shop), chloe)

    def teardown(self) -> None:
        assert check_ledger(self.town.open_reading) == ()
        super().teardown()

    @invariant()
    def rewards_are_what_the_standing_sheets_say(self) -> None:
        settle(self.town)
        ana, boris, chloe = self.people
        week = [len(days(self.town, one, MONDAY)) for one in self.people]
        due = {(one.id, 20) for one, count in zip(self.people, week, strict=True) if count >= 2}
        if week[0] + week[1] >= 3 and week[0] and week[1]:
            due |= {(ana.id, 30), (boris.id, 30)}
        if len(days(self.town, chloe, LAST_WEEK)) >= 2:
            due.add((chloe.id, 0))
        standing = [one for one in rewards(self.town) if one.back_at is None]
        assert {(one.person_id, one.points) for one in standing} == due
        assert len(standing) == len(due)
        for person in self.people:
            # Proven trips are paid at once, too.
            assert wallet(self.town, person) == released(self.town, person) + sum(
                one.points for one in standing if one.person_id == person.id
            )
        with self.town.open_reading() as uow:
            good = [one for one in uow.vouchers.all_of(chloe.id) if one.usable]
        assert len(good) == ((chloe.id, 0) in due)


def released(town: Town, person: Person) -> int:
    """Give the points of trips that can be spent."""
    with town.open_reading() as uow:
        rows = uow.connection.exec_driver_sql(
            f"SELECT SUM(points) FROM award WHERE person_id = {person.id} AND state = 'released'"  # noqa: S608  our own number
        )
        return int(rows.scalar() or 0)


def days(town: Town, person: Person, first: date) -> set[date]:
    """Give the days up to Sunday on which a trip of somebody brings experience as it stands."""
    with town.open_reading() as uow:
        rows = uow.connection.exec_driver_sql(
            "SELECT t.local_day FROM trip t JOIN trip_score s "  # noqa: S608  a number
            "ON s.trip_id = t.id AND s.score_no = t.score_no "
            f"WHERE t.person_id = {person.id} AND t.withdrawn_at IS NULL AND s.experience > 0"
        )
        found_days = {date.fromisoformat(str(row.local_day)) for row in rows}
    return {day for day in found_days if first <= day <= SUNDAY}


def test_on_sqlite_rewards_follow_the_sheets(sqlite_template: Path, tmp_path: Path) -> None:
    met = play(Challenged, copies(sqlite_template, tmp_path), lives=3, steps=25)
    assert len(met & DONE) > len(DONE) // 2


def test_on_postgresql_rewards_follow_the_sheets(postgres_engine: Engine) -> None:
    met = play(Challenged, emptied(postgres_engine), lives=2, steps=25)
    assert len(met & DONE) > len(DONE) // 2


# A day of the week, how many days later it is sent, and whether it is taken back at the end.
SENT = ((0, 0, False), (1, 6, False), (6, 3, False), (6, 5, False), (2, 1, True))


def test_the_order_of_upload_never_changes_who_reaches(
    sqlite_template: Path, tmp_path: Path
) -> None:
    fresh = copies(sqlite_template, tmp_path)
    orders = st.permutations(range(len(SENT)))

    @settings(max_examples=8)
    @given(orders)
    def in_any_order(order: list[int]) -> None:
        assert reached(playing(fresh()), order) == (3, 20, 1)

    in_any_order()


def reached(town: Town, order: list[int]) -> tuple[int, int, int]:
    """Send the trips in an order, settling after each; give days done, points, rewards."""
    choose(town)
    sent = {}
    for number in order:
        day, later, _ = SENT[number]
        sent[number] = walk_on(
            town, MONDAY + timedelta(days=day), days_later=later, hour=3 + number
        )
        settle(town)
    for number, (_, _, back) in enumerate(SENT):
        if back:
            withdraw(town, sent[number])
    settle(town)
    with town.open_reading() as uow:
        (player,) = uow.challenges.players(1)
        held = uow.ledger.balance(available(town.person.id))
    standing = [one for one in rewards(town) if one.back_at is None]
    assert check_ledger(town.open_reading) == ()
    return player.done, held, len(standing)
