from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.draw_check import PublishedDraw, Step, check_draw
from muvengine.core.game.drawing import (
    Entry,
    Terms,
    commitment_of,
    numbered,
    tickets_hash,
    winners,
)


def published(seed: str = "seed", tickets: tuple[int, ...] = (3, 1, 4)) -> PublishedDraw:
    entries = numbered((f"holder {number}", held) for number, held in enumerate(tickets))
    terms = Terms("spring", 2, several=False, tickets_sha256=tickets_hash(entries))
    won = winners(entries, seed, terms)
    return PublishedDraw(seed, commitment_of(seed), terms, entries, won)


def wrong(draw: PublishedDraw) -> set[Step]:
    return {one.step for one in check_draw(draw) if not one.right}


@given(st.text(min_size=1), st.lists(st.integers(0, 5), max_size=8))
def test_an_honest_draw_is_right(seed: str, tickets: list[int]) -> None:
    assert wrong(published(seed, tuple(tickets))) == set()


HONEST = published()
MORE = (*HONEST.entries[:2], Entry(5, 9, "holder 2"))


@pytest.mark.parametrize(("changed", "steps"), [
    ({"seed": "another"},                                   {Step.SEED, Step.WINNERS}),
    ({"commitment": "0" * 64},                              {Step.SEED}),
    ({"entries": MORE},                                     {Step.TICKETS}),
    ({"entries": (Entry(2, 4, "a"), Entry(5, 9, "b"))},     {Step.NUMBERS, Step.TICKETS}),
    ({"entries": (Entry(1, 4, "a"), Entry(4, 8, "b"))},     {Step.NUMBERS, Step.TICKETS}),
    ({"entries": (Entry(1, 4, "a"), Entry(5, 8, "a"))},     {Step.HOLDERS, Step.TICKETS}),
    ({"winners": ()},                                       {Step.WINNERS}),
    ({"winners": HONEST.winners[::-1]},                     {Step.WINNERS}),
    ({"terms": replace(HONEST.terms, outside="7-8-10")},    {Step.WINNERS}),
    ({"terms": replace(HONEST.terms, ledger_head="ab")},    {Step.WINNERS}),
])  # fmt: skip
def test_whatever_is_false_is_named(changed: dict[str, object], steps: set[Step]) -> None:
    found = wrong(replace(HONEST, **changed))  # type: ignore[arg-type]
    assert found - {Step.WINNERS} == steps - {Step.WINNERS}
    assert found >= steps
