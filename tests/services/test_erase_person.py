"""Who leaves is forgotten, and every sum stays; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from muvengine.core.errors import NotAllowed, NotFound, NotPossible
from muvengine.core.game.team import TeamKind
from muvengine.core.ledger.account import available, pending
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person
from muvengine.core.people.token import token_hash
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.erase_person import Erased, erase_person
from muvengine.services.expire_points import expire_points
from muvengine.services.expire_vouchers import expire_vouchers
from muvengine.services.join_board import join_board, play_for_quarter
from muvengine.services.join_team import Joining, join_open_team
from muvengine.services.make_api_token import make_api_token
from muvengine.services.make_team import NewTeam, make_team
from muvengine.services.seal_journals import seal_journals
from muvengine.services.sign_in import Browser, by_card
from muvengine.services.want_letter import Wish, want_letter
from muvengine.store.awards import AwardState
from muvengine.store.people import name_key
from muvengine.store.personal_tables import SUBJECTS
from muvengine.store.tables import metadata
from tests import money
from tests.people import Dice, OpenUow, card, participant, staff
from tests.quarters import save_quarter
from tests.report_life import report, reporting_town, see
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import contest

MAIL = "rosalinde@quartier.example"
NAME = "Zéphyrine Quatrefages"
WORDS = "by the old mill of my aunt"
# What a table says of somebody who is gone: figures, days, and the account that is nobody's.
FIGURES = {
    "person", "trip", "trip_score", "trip_review", "award", "score_counter", "voucher",
    "redemption", "week_score", "board_week",
}  # fmt: skip


def erase(open_uow: OpenUow, person: Person, actor: Actor | None = None) -> Erased:
    hand = actor or Actor("participant", person.id)
    return erase_person(open_uow, person.id, actor=hand, now=money.NOON, new_token=Dice("gone"))


def dump(open_uow: OpenUow) -> str:
    """Every row of every table, as text."""
    with open_uow() as uow:
        return "\n".join(
            repr(tuple(row))
            for table in metadata.sorted_tables
            for row in uow.connection.execute(select(table))
        )


def lived(town: Town) -> list[str]:
    """Leave a mark wherever one can, and give the marks."""
    person, open_uow = town.person, town.open_uow
    printed = card(open_uow, person)
    signed = by_card(
        open_uow,
        card=printed.number,
        pin=printed.pin,
        browser=Browser("192.0.2.7"),
        now=NOON,
        new_token=town.dice,
    )
    token = make_api_token(
        open_uow, owner=person, name="phone", actor=town.me, now=NOON, new_token=town.dice
    )
    wish = Wish(person.id, wanted=True)
    want_letter(open_uow, wish, attempt=wish.attempt(town.me, town.key()), now=NOON)
    with open_uow() as uow:
        uow.mail_addresses.ask(person.id, MAIL, token_hash("ask"), until=NOON + timedelta(days=1))
        uow.commit()
    trip = town.trip(town.send(gpx(ride("walk", start=NOON - timedelta(hours=4)))).public_id)
    contest(town, trip, message=WORDS)
    return [
        NAME,
        name_key(NAME),
        WORDS,
        person.public_id,
        printed.number,
        MAIL,
        token_hash(signed),
        token_hash(token),
        trip.public_id,
        trip.shape_sha256,
    ]


def test_nothing_in_the_database_names_who_has_left(engine: Engine) -> None:
    town = found(engine)
    town.person = participant(town.open_uow, NAME)
    marks = lived(town)
    before = dump(town.open_uow)
    assert all(mark in before for mark in marks)
    seal_journals(town.open_uow, now=NOON)
    assert check_ledger(town.open_uow) == ()
    erase(town.open_uow, town.person)
    after = dump(town.open_uow)
    assert [mark for mark in marks if mark in after] == []
    assert check_ledger(town.open_uow) == ()
    with town.open_reading() as uow:
        left = {
            own.table
            for owned in SUBJECTS.values()
            for own in owned
            if list(uow.personal.rows(own, town.person.id))
        }
        rows = list(uow.personal.rows(SUBJECTS["trips"][0], town.person.id))
    assert left <= FIGURES
    assert [(row["legs"], row["routes"], row["start_at"]) for row in rows] == [
        ([], [], rows[0]["end_at"])
    ]
    assert rows[0]["start_at"].hour == 0


def test_what_they_had_ends_by_ordinary_journals(open_uow: OpenUow) -> None:
    town = money.town(open_uow)
    fatou = town.person()
    town.give(fatou, 700)
    coffee = town.offer(per_person=5)
    basket = town.offer(face_cents=500, price_points=100, divisible=True)
    town.buy(fatou, coffee)
    town.redeem(town.buy(fatou, basket), 200)
    town.redeem(town.buy(fatou, coffee))
    town.earn(fatou, 30)
    held = town.earn(fatou, 20)
    with open_uow() as uow:
        award = uow.awards.of_sheet(held, 1)
        assert award is not None
        uow.awards.turn(award, AwardState.HELD)
        uow.commit()
    assert check_ledger(open_uow) == ()
    # 700 less three vouchers, 120 back for the coffee, 60 of the basket, and what was on its way.
    assert erase(open_uow, fatou) == Erased(points=700 - 340 + 120 + 60 + 50, vouchers=2)
    assert check_ledger(open_uow) == ()
    with open_uow() as uow:
        assert uow.ledger.balance(available(fatou.id)) == 0
        assert uow.ledger.balance(pending(fatou.id)) == 0
        assert [one.state for one in uow.vouchers.all_of(fatou.id)] == [
            "redeemed",
            "expired",
            "void",
        ]
    with pytest.raises(NotFound):
        erase(open_uow, fatou)


def test_who_plays_with_others_leaves_them_sound(open_uow: OpenUow) -> None:
    town = reporting_town(open_uow)
    fatou, other = town.person(), town.person("Noé")
    hand = town.hand(fatou)
    reported = report(town, fatou, words=WORDS)
    see(town, other, reported)
    join_board(open_uow, fatou.id, "Blue Fox", actor=hand, now=NOON)
    save_quarter(open_uow, "nord")
    play_for_quarter(open_uow, fatou.id, "nord", actor=hand, now=NOON)
    new = NewTeam("Les Roues", TeamKind.CLASS, open=True)
    attempt = Attempt.of(SYSTEM, town.key(), "make_team", new)
    team = make_team(open_uow, new, attempt=attempt, now=NOON, new_token=town.dice)
    join_open_team(open_uow, team, Joining(fatou.id, "Auntie"), actor=hand, now=NOON)
    before = dump(open_uow)
    assert all(mark in before for mark in (WORDS, "Blue Fox", "Auntie"))
    erase(open_uow, fatou)
    after = dump(open_uow)
    assert [mark for mark in (WORDS, "Blue Fox", "blue fox", "Auntie") if mark in after] == []
    assert check_ledger(open_uow) == ()
    with open_uow() as uow:
        assert uow.teams.staying(uow.teams.get(team).id) == ()
        assert uow.reports.get(reported).category


def test_what_comes_back_later_ends_by_itself(open_uow: OpenUow) -> None:
    """A till that undoes in its quarter of an hour gives nobody's account a voucher again."""
    town = money.town(open_uow)
    fatou = town.person()
    town.give(fatou, 120)
    used = town.redeem(town.buy(fatou, town.offer()))
    erase(open_uow, fatou)
    town.undo(used.redemption_id)
    later = money.NOON + timedelta(days=900)
    assert expire_vouchers(open_uow, open_uow, now=later) == 1
    expire_points(open_uow, now=later + timedelta(days=900))
    assert town.points(fatou) == 0
    assert check_ledger(open_uow) == ()


def test_who_may_ask(open_uow: OpenUow) -> None:
    town = money.town(open_uow)
    fatou, other, maud = town.person(), town.person("Noé"), staff(open_uow)
    with pytest.raises(NotAllowed):
        erase(open_uow, fatou, Actor("participant", other.id))
    with pytest.raises(NotAllowed):
        erase(open_uow, fatou, Actor("mediator", maud.id, on_behalf_of=other.id))
    with pytest.raises(NotPossible):
        erase(open_uow, maud, SYSTEM)
    with open_uow() as uow:
        uow.people.change(other.id, frozen_at=NOON)
        uow.commit()
    with pytest.raises(NotPossible):
        erase(open_uow, other)
    erase(open_uow, fatou, Actor("mediator", maud.id, on_behalf_of=fatou.id))
    with open_uow() as uow:
        [act] = [one for one in uow.audit.list(count=50) if one.act == "privacy.erase"]
    assert act.actor.on_behalf_of == fatou.id
