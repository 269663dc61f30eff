# ruff: noqa: E501  each event stands on one line of the table
from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from muvengine.core.errors import ReasonMissing
from muvengine.core.ledger import events, game_events, pot_events
from muvengine.core.ledger.account import season_budget
from muvengine.core.ledger.journal import By, Journal, Kind, Ref, by_reason
from muvengine.core.ledger.worth import Sheet, Worth
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.balance_move import KeptMove

BY = By(SYSTEM, datetime(2026, 4, 7, tzinfo=UTC), "because it was wrong")
SPRING = season_budget("spring", 3)
SUMMER = season_budget("summer", 4)
SHEET = Sheet(981, 1, 42, 50)
WORTH = Worth(42, 120, 150)
GIFT = pot_events.Gift(8, 5, 42, points=30, match_points=15)
STREAK = Ref("streak", 2)


def written(journal: Journal) -> list[str]:
    return [f"{move.src.code} > {move.dst.code} {move.amount}" for move in journal.transfers]


EVENTS = [
    (events.season_fund(SPRING, 9, "a", BY),               "season.fund", "season 3", "season:spring:fund:a", ["programme:issued > season:spring:budget 9"]),
    (events.budget_fund("ville", 9, "x", BY),              "budget.fund", "budget 0", "fund:x", ["funder:ville > programme:budget 9"]),
    (events.trip_award(SHEET, SPRING, BY),                 "trip.award", "trip 981", "award:981:1", ["season:spring:budget > p:42:pending 50"]),
    (events.trip_release(SHEET, BY),                       "trip.release", "trip 981", "release:981:1", ["p:42:pending > p:42:available 50"]),
    (events.trip_reverse_pending(SHEET, SPRING, 7, BY),    "trip.reverse", "trip 981", "reverse:7", ["p:42:pending > season:spring:budget 50"]),
    (events.trip_reverse_released(SHEET, SPRING, 7, 30, BY), "trip.reverse", "trip 981", "reverse:7", ["p:42:available > season:spring:budget 30", "programme:spent > programme:written_off 20"]),
    (events.trip_reverse_released(SHEET, SPRING, 7, 50, BY), "trip.reverse", "trip 981", "reverse:7", ["p:42:available > season:spring:budget 50"]),
    (events.trip_reverse_released(SHEET, SPRING, 7, 0, BY), "trip.reverse", "trip 981", "reverse:7", ["programme:spent > programme:written_off 50"]),
    (events.points_expire(5, 42, 8, BY),                   "points.expire", "lot 5", "expire:5", ["p:42:available > programme:expired 8"]),
    (events.points_adjust(42, 8, "r", BY),                 "points.adjust", "person 42", "adjust:r", ["programme:adjust > p:42:available 8"]),
    (events.points_adjust(42, 1, "r", BY),                 "points.adjust", "person 42", "adjust:r", ["programme:adjust > p:42:available 1"]),
    (events.points_move(KeptMove(3, 42, 43, "twice"), 1, 5, BY), "points.move", "balance_move 3", "move:3:1", ["p:42:available > p:43:available 5"]),
    (events.points_adjust(42, -8, "r", BY),                "points.adjust", "person 42", "adjust:r", ["p:42:available > programme:adjust 8"]),
    (events.voucher_issue("TOKEN", WORTH, BY),             "voucher.issue", "person 42", "issue:TOKEN", ["p:42:available > programme:spent 120", "programme:budget > programme:vouchers_out 150"]),
    (events.voucher_issue("TOKEN", Worth(42, 120, 0), BY), "voucher.issue", "person 42", "issue:TOKEN", ["p:42:available > programme:spent 120"]),
    (events.voucher_redeem("c", 6, 2, 150, BY),            "voucher.redeem", "voucher 6", "redeem:c", ["programme:vouchers_out > shop:2:payable 150"]),
    (events.voucher_redeem("c", 6, 2, 0, BY),              "voucher.redeem", "voucher 6", "redeem:c", []),
    (events.redeem_undo(9, 6, 2, 150, BY),                 "redeem.undo", "voucher 6", "reverse:9", ["shop:2:payable > programme:vouchers_out 150"]),
    (events.offline_fund(900, "x", BY),                    "offline.fund", "budget 0", "offline:fund:x", ["programme:budget > programme:offline_allowance 900"]),
    (events.offline_return(900, "x", BY),                  "offline.return", "budget 0", "offline:return:x", ["programme:offline_allowance > programme:budget 900"]),
    (events.offline_cover("c", 6, 2, 150, BY),             "offline.cover", "voucher 6", "cover:c", ["programme:offline_allowance > shop:2:payable 150"]),
    (events.voucher_void(6, WORTH, BY),                    "voucher.void", "voucher 6", "void:6", ["programme:spent > p:42:available 120", "programme:vouchers_out > programme:budget 150"]),
    (events.voucher_expire(6, Worth(42, 60, 75), BY),      "voucher.expire", "voucher 6", "vexpire:6", ["programme:spent > p:42:available 60", "programme:vouchers_out > programme:budget 75"]),
    (events.voucher_rest(6, 500, 300, BY),                 "voucher.expire", "voucher 6", "vrest:6:500", ["programme:vouchers_out > programme:budget 300"]),
    (events.shop_settle(4, 2, 450, BY),                    "shop.settle", "settlement 4", "settle:4", ["shop:2:payable > bank 450"]),
    (events.statement_correct(8, 2, 50, BY),               "statement.correct", "contest 8", "correct:8", ["programme:budget > shop:2:payable 50"]),
    (events.statement_correct(8, 2, 1, BY),                "statement.correct", "contest 8", "correct:8", ["programme:budget > shop:2:payable 1"]),
    (events.statement_correct(8, 2, -50, BY),              "statement.correct", "contest 8", "correct:8", ["shop:2:payable > programme:budget 50"]),
    (events.season_carry(SPRING, SUMMER, 40, 2, BY),       "season.carry", "season 3", "season:spring:carry:2", ["season:spring:budget > season:summer:budget 40"]),
    (events.season_close(SPRING, 60, 2, BY),               "season.close", "season 3", "season:spring:close:2", ["season:spring:budget > programme:issued 60"]),
    (events.budget_return("ville", 9, "x", BY),            "budget.return", "budget 0", "return:x", ["programme:budget > funder:ville 9"]),
    (game_events.game_award(42, 20, SPRING, "streak:42:2:1", STREAK, BY), "game.award", "streak 2", "game:streak:42:2:1", ["season:spring:budget > p:42:available 20"]),
    (game_events.game_reverse(42, 20, 20, SPRING, 7, STREAK, BY), "game.reverse", "streak 2", "reverse:7", ["p:42:available > season:spring:budget 20"]),
    (game_events.game_reverse(42, 20, 5, SPRING, 7, STREAK, BY), "game.reverse", "streak 2", "reverse:7", ["p:42:available > season:spring:budget 5", "programme:spent > programme:written_off 15"]),
    (game_events.game_reverse(42, 20, 0, SPRING, 7, STREAK, BY), "game.reverse", "streak 2", "reverse:7", ["programme:spent > programme:written_off 20"]),
    (pot_events.pot_give(5, 42, 30, "x", BY),              "pot.give", "pot 5", "potgive:x", ["p:42:available > pot:5 30"]),
    (pot_events.pot_match(5, SPRING, 15, "x", BY),         "pot.match", "pot 5", "potmatch:x", ["season:spring:budget > pot:5 15"]),
    (pot_events.pot_lay_aside(5, 900, BY),                 "pot.match", "pot 5", "potmoney:5", ["programme:budget > pot:5:money 900"]),
    (pot_events.pot_return(GIFT, BY),                      "pot.close", "pot 5", "potback:8", ["pot:5 > p:42:available 30"]),
    (pot_events.pot_match_return(GIFT, SPRING, BY),        "pot.close", "pot 5", "potunmatch:8", ["pot:5 > season:spring:budget 15"]),
    (pot_events.pot_reached(5, 1000, 900, BY),             "pot.close", "pot 5", "potclose:5", ["pot:5 > programme:spent 1000", "pot:5:money > bank 900"]),
    (pot_events.pot_reached(5, 1000, 0, BY),               "pot.close", "pot 5", "potclose:5", ["pot:5 > programme:spent 1000"]),
    (pot_events.pot_not_reached(5, 900, BY),               "pot.close", "pot 5", "potclose:5", ["pot:5:money > programme:budget 900"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("journal", "kind", "ref", "key", "moves"), EVENTS, ids=[row[3] for row in EVENTS]
)
def test_each_event_moves_what_it_should_under_its_own_key(
    journal: Journal, kind: str, ref: str, key: str, moves: list[str]
) -> None:
    assert (journal.kind, f"{journal.ref.kind} {journal.ref.id}") == (kind, ref)
    assert journal.business_key == key
    assert written(journal) == moves


def test_nothing_moves_for_a_reason_that_no_builder_gives() -> None:
    assert {journal.kind for journal, *_ in EVENTS} == set(Kind)


def test_no_two_kinds_share_a_key() -> None:
    # Else the second event would be taken for a repetition of the first, and not be posted.
    kinds: dict[str, set[str]] = {}
    for _, kind, _, key, _ in EVENTS:
        kinds.setdefault(re.sub(r"\d+", "0", key), set()).add(kind)
    shared = {shape for shape, of in kinds.items() if len(of) > 1}
    assert shared == {"reverse:0"}, "of a journal, and every journal has a number of its own"


def test_the_paper_of_a_settlement_is_sealed_with_it() -> None:
    assert events.shop_settle(4, 2, 450, BY, pdf_sha256="ab").meta == {"pdf_sha256": "ab"}
    assert events.shop_settle(4, 2, 450, BY).meta == {}


def test_reversals_name_what_they_take_back() -> None:
    assert events.redeem_undo(9, 6, 2, 150, BY).reverses_id == 9
    assert events.trip_reverse_pending(SHEET, SPRING, 7, BY).reverses_id == 7
    assert events.trip_reverse_released(SHEET, SPRING, 7, 1, BY).reverses_id == 7


@pytest.mark.parametrize("reason", ["", "oops"])
def test_what_a_hand_takes_back_or_gives_is_refused_without_a_reason(reason: str) -> None:
    by = by_reason(BY, reason)
    with pytest.raises(ReasonMissing):
        events.points_adjust(42, 5, "r", by)
    with pytest.raises(ReasonMissing):
        events.trip_reverse_pending(SHEET, SPRING, 7, by)
    with pytest.raises(ReasonMissing):
        events.trip_reverse_released(SHEET, SPRING, 7, 1, by)
    with pytest.raises(ReasonMissing):
        events.voucher_void(6, WORTH, by)
    with pytest.raises(ReasonMissing):
        events.statement_correct(8, 2, 50, by)
    with pytest.raises(ReasonMissing):
        events.budget_return("ville", 9, "x", by)
