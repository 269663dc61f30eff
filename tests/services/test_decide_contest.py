"""The town answers what a shop contests, once and within bounds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from muvengine.core.errors import BadInput, MuvError, NotPossible, ReasonMissing
from muvengine.core.vouchers.contest import Reason
from tests.bakery import Bakery, OpenUow, bakery, contest, decide, held, holds


@pytest.fixture
def made(open_uow: OpenUow) -> Bakery:
    """See ``bakery``."""
    return bakery(open_uow)


def test_what_cannot_be_an_answer(made: Bakery) -> None:
    line, missing = contest(made), contest(made, None, Reason.MISSING, "12 April")
    for number, cents in ((line, -151), (missing, -1), (line, 100_001)):
        with pytest.raises(BadInput):
            decide(made, number, cents)
    with pytest.raises(ReasonMissing):
        decide(made, line, 0, "no")
    decide(made, line, 0, "as agreed")
    with pytest.raises(NotPossible):
        decide(made, line, 50)


def test_many_hands_answer_once(made: Bakery) -> None:
    asked, before, ready = contest(made), held(made), Barrier(6)

    def press(_: int) -> str:
        ready.wait()
        try:
            decide(made, asked, 50)
        except MuvError as refusal:
            return refusal.code
        return "done"

    with ThreadPoolExecutor(6) as hands:
        heard = sorted(hands.map(press, range(6)))
    assert heard == ["done", *["not_possible"] * 5]
    assert held(made) == (before[0] - 50, before[1] + 50)
    assert holds(made)
