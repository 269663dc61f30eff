"""A shop contests a line of a closed statement; the next one puts it right, never the old."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.core.errors import BadInput, NotFound, NotPossible, Unfunded
from muvengine.core.vouchers.contest import ContestState, Reason
from muvengine.core.vouchers.statement import LineKind
from muvengine.services.draft_statements import draft_statements
from tests.bakery import (
    JULY,
    JUNE,
    MAY,
    Bakery,
    OpenUow,
    amounts,
    bakery,
    close,
    contest,
    decide,
    held,
    holds,
    pay,
    statement,
    take,
)


@pytest.fixture
def made(open_uow: OpenUow) -> Bakery:
    """See ``bakery``."""
    return bakery(open_uow)


def test_more_is_set_aside_at_once_and_stands_on_the_next_statement(made: Bakery) -> None:
    budget, owed = held(made)
    asked = contest(made)
    assert held(made) == (budget, owed)
    decide(made, asked, 50)
    assert held(made) == (budget - 50, owed + 50)
    assert holds(made)
    take(made, 1)
    second = close(made, JUNE)
    assert (second.number, second.total_cents) == (2, 200)
    with made.open_uow() as uow:
        *_, line = uow.settlements.lines(second)
    assert (line.kind, line.corrects, line.answer) == (
        LineKind.CORRECTION,
        (1, 1),
        "you are right",
    )
    assert amounts(made, statement(made, 1)) == [150, 150, 150]
    pay(made, 1)
    pay(made, second.id)
    assert held(made)[1] == 0
    assert holds(made)


def test_a_correction_alone_makes_a_statement(made: Bakery) -> None:
    decide(made, contest(made, None, Reason.MISSING, "12 April, 3 euros"), 300)
    second = close(made, JUNE)
    assert (amounts(made, second), second.total_cents) == ([300], 300)
    assert holds(made)


def test_less_waits_for_a_statement_that_is_large_enough(made: Bakery) -> None:
    budget, owed = held(made)
    decide(made, contest(made, reason=Reason.NOT_TAKEN), -150)
    assert held(made) == (budget, owed)
    assert draft_statements(made.open_uow, now=JUNE) == ()
    pay(made, 1)
    assert holds(made)
    made.now = JUNE
    take(made, 2)
    second = close(made, JULY)
    assert (amounts(made, second), second.total_cents) == ([150, 150, -150], 150)
    assert held(made)[1] == 150
    assert holds(made)


def test_less_takes_nothing_of_what_a_closed_statement_promised(made: Bakery) -> None:
    decide(made, contest(made, 1, Reason.NOT_TAKEN), -150)
    decide(made, contest(made, 2, Reason.NOT_TAKEN), -150)
    take(made, 1)
    second = close(made, JUNE)
    assert (amounts(made, second), second.total_cents) == ([150, -150], 0)
    pay(made, 1)
    assert held(made)[1] == 0
    pay(made, second.id)
    made.now = JUNE
    take(made, 3)
    assert amounts(made, close(made, JULY)) == [150, 150, 150, -150]
    assert holds(made)


def test_a_refusal_moves_nothing_and_is_read_by_the_shop(made: Bakery) -> None:
    before = held(made)
    decide(made, contest(made), 0, "the paper says 1.50")
    with made.open_uow() as uow:
        [kept] = uow.contests.of_statement(1)
    assert (kept.state, kept.answer) == (ContestState.REFUSED, "the paper says 1.50")
    assert held(made) == before
    assert holds(made)


def test_more_than_the_budget_holds_is_refused_and_can_be_answered_later(made: Bakery) -> None:
    asked, before = contest(made), held(made)
    with pytest.raises(Unfunded):
        decide(made, asked, before[0] + 1)
    assert held(made) == before
    decide(made, asked, before[0])
    assert held(made)[0] == 0
    assert holds(made)


@pytest.mark.parametrize(("days", "refused"), [(30, False), (31, True)])
def test_thirty_days_and_not_one_more(made: Bakery, days: int, refused: bool) -> None:  # noqa: FBT001
    made.now = MAY + timedelta(days=days, hours=20)
    if not refused:
        assert contest(made)
        return
    with pytest.raises(NotPossible):
        contest(made)


def test_twenty_questions_of_a_statement_wait_at_once_and_one_more_when_one_is_answered(
    made: Bakery,
) -> None:
    first, *_ = (contest(made, None, Reason.MISSING, f"{day} April") for day in range(1, 21))
    with pytest.raises(NotPossible) as caught:
        contest(made, None, Reason.MISSING, "21 April")
    assert caught.value.facts == {"open_max": 20}
    decide(made, first, 0, "it was in May")
    assert contest(made, None, Reason.MISSING, "21 April")


def test_what_cannot_be_contested(made: Bakery) -> None:
    contest(made, 2)
    with pytest.raises(NotPossible):
        contest(made, 2, Reason.OTHER, "once more")
    with pytest.raises(NotFound):
        contest(made, 9)
    with pytest.raises(BadInput):
        contest(made, 1, Reason.OTHER, "no")
    with pytest.raises(BadInput):
        contest(made, 1, Reason.MISSING, "12 April")
    with pytest.raises(BadInput):
        contest(made, None, Reason.AMOUNT)
    with pytest.raises(NotFound):
        contest(made, number=7)
    take(made, 1)
    [drafted] = draft_statements(made.open_uow, now=JUNE)
    with pytest.raises(NotPossible):
        contest(made, number=drafted)
