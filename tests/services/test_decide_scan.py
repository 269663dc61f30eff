"""The organiser decides about disputed scans, on both databases."""

from __future__ import annotations

import pytest

from muvengine.core import errors
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.offline_scans import offline_scans, scans_of_voucher
from muvengine.services.decide_scan import Decision, Way, decide_scan
from muvengine.services.undo_redemption import undo_redemption
from tests.counter import NOON, Counter, open_counter
from tests.offline import ORGANISER, decide, lay_aside, money, scan, void
from tests.people import OpenUow


@pytest.fixture
def counter(open_uow: OpenUow, open_reading: OpenUow) -> Counter:
    return open_counter(open_uow, open_reading)


@pytest.mark.parametrize(("way", "state", "changes"), [
    (Way.ALLOWANCE, "covered", {"aside": -150, "owed": 150}),
    (Way.BUDGET,    "covered", {"budget": -150, "owed": 150}),
    (Way.UNDONE,    "undone",  {}),
])  # fmt: skip
def test_the_organiser_decides_once(
    counter: Counter, way: Way, state: str, changes: dict[str, int]
) -> None:
    code = counter.buy(counter.offer()).code
    counter.take(code)
    made = scan(counter, code)
    lay_aside(counter, 150)
    before = money(counter)
    decide(counter, made, way, key="once")
    decide(counter, made, way, key="once")
    assert money(counter) == {name: cents + changes.get(name, 0) for name, cents in before.items()}
    [found] = offline_scans(counter.open_reading).latest
    assert (found.made.state, found.made.decided_reason) == (state, "they had the bread")
    [told] = scans_of_voucher(counter.open_reading, made.voucher_id)
    assert told == found
    with pytest.raises(errors.NotPossible):
        decide(counter, made, Way.UNDONE)
    assert check_ledger(counter.open_reading) == ()


def test_a_decision_wants_a_reason_and_money(counter: Counter) -> None:
    code = counter.buy(counter.offer()).code
    counter.take(code)
    made = scan(counter, code)
    decision = Decision(made.id, Way.UNDONE, " no ")
    attempt = decision.attempt(ORGANISER, "short")
    with pytest.raises(errors.ReasonMissing):
        decide_scan(counter.open_uow, decision, attempt=attempt, now=NOON)
    with pytest.raises(errors.Unfunded):
        decide(counter, made, Way.ALLOWANCE)
    assert [one.made.id for one in offline_scans(counter.open_reading).waiting] == [made.id]


def test_money_is_laid_aside_once_and_given_back(counter: Counter) -> None:
    for _ in range(2):
        lay_aside(counter, 5_000, key="same")
    lay_aside(counter, -2_000)
    assert money(counter)["aside"] == 3_000
    with pytest.raises(errors.Unfunded):
        lay_aside(counter, -3_001)
    with pytest.raises(errors.Unfunded):
        lay_aside(counter, 1_000_000)
    with pytest.raises(errors.BadInput):
        lay_aside(counter, 0)


def test_a_covered_scan_is_not_undone_at_the_till(counter: Counter) -> None:
    lay_aside(counter, 1000)
    code = counter.buy(counter.offer()).code
    void(counter, code)
    made = scan(counter, code)
    with pytest.raises(errors.NotPossible):
        undo_redemption(
            counter.open_uow,
            made.id,
            device=counter.tablets["bakery"],
            attempt=counter.attempt(counter.tablets["bakery"].actor, "undo_redemption"),
            now=NOON,
        )
