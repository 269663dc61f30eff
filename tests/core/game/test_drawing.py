"""The arithmetic of a draw: anybody finds the same winners, and every ticket is as good."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from random import Random  # noqa: TID251  the type of what Hypothesis hands over

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.drawing import (
    WORD_END,
    Entry,
    Terms,
    chosen,
    commitment_of,
    draw_key,
    holder_name,
    holder_of,
    numbered,
    numbers,
    tickets_csv,
    tickets_hash,
    winners,
)

TERMS = Terms("spring", 3, several=False, tickets_sha256="0" * 64)
# Chi-square with 11 degrees of freedom passes this once in a thousand times; the seeds are fixed.
CHI_SQUARE_MAX = 31.26
DRAWS = 6000

holdings = st.dictionaries(
    st.text("0123456789abcdef", min_size=16, max_size=16), st.integers(1, 9), max_size=12
)
seeds = st.text(min_size=1, max_size=44)


def terms_for(entries: Sequence[Entry], prizes: int, *, several: bool = False) -> Terms:
    return Terms("spring", prizes, several, tickets_hash(entries), "ab" * 32, "3-17")


def test_a_draw_by_hand() -> None:
    entries = numbered([("b", 2), ("a", 3), ("c", 0), ("d", 1)])
    assert entries == (Entry(1, 3, "a"), Entry(4, 5, "b"), Entry(6, 6, "d"))
    text = "first,last,holder\n1,3,a\n4,5,b\n6,6,d\n"
    assert tickets_csv(entries) == text
    listed = hashlib.sha256(text.encode()).hexdigest()
    said = (
        f"muv.draw/v1\ndraw:spring\nprizes:2\nseveral:no\ntickets:{listed}\nledger:-\noutside:-\n"
    )
    key = hmac.new(b"seed", said.encode(), "sha256").digest()
    first, second = (
        int(hmac.new(key, b"0", "sha256").hexdigest()[at : at + 16], 16) for at in (0, 16)
    )
    tickets = [1, 2, 3, 4, 5, 6]
    won = tickets[first % 6]
    holder = {1: "a", 2: "a", 3: "a", 4: "b", 5: "b", 6: "d"}
    left = [ticket for ticket in tickets if holder[ticket] != holder[won]]
    terms = Terms("spring", 2, several=False, tickets_sha256=listed)
    assert winners(entries, "seed", terms) == (won, left[second % len(left)])


@given(holdings, seeds, st.integers(0, 8), st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter(
    held: dict[str, int], seed: str, prizes: int, dice: Random
) -> None:
    names = list(held.items())
    entries = numbered(names)
    dice.shuffle(names)
    assert numbered(names) == entries
    terms = terms_for(entries, prizes, several=True)
    shuffled = list(entries)
    dice.shuffle(shuffled)
    assert tickets_csv(shuffled) == tickets_csv(entries)
    assert winners(shuffled, seed, terms) == winners(entries, seed, terms)


@given(holdings, seeds, st.integers(0, 20))
def test_nobody_wins_twice_unless_the_draw_says_so(
    held: dict[str, int], seed: str, prizes: int
) -> None:
    entries = numbered(held.items())
    won = winners(entries, seed, terms_for(entries, prizes))
    assert len({holder_of(entries, ticket) for ticket in won}) == len(won)
    assert len(won) == min(prizes, len(held))


@given(holdings, seeds, st.integers(0, 20))
def test_no_ticket_wins_twice(held: dict[str, int], seed: str, prizes: int) -> None:
    entries = numbered(held.items())
    won = winners(entries, seed, terms_for(entries, prizes, several=True))
    assert len(set(won)) == len(won) == min(prizes, sum(held.values()))
    assert all(holder_of(entries, ticket) for ticket in won)


@given(holdings)
def test_tickets_are_numbered_without_a_gap(held: dict[str, int]) -> None:
    entries = numbered(held.items())
    numbers = [ticket for one in entries for ticket in range(one.first, one.last + 1)]
    assert numbers == list(range(1, sum(held.values()) + 1))
    assert {one.holder: one.tickets for one in entries} == held


@pytest.mark.parametrize("prize", [0, 1])
def test_every_ticket_is_as_likely(prize: int) -> None:
    entries = numbered([(name, 2) for name in "abcdef"])
    terms = terms_for(entries, 2)
    won = Counter(winners(entries, f"seed {number}", terms)[prize] for number in range(DRAWS))
    expected = DRAWS / 12
    square = sum((won[ticket] - expected) ** 2 / expected for ticket in range(1, 13))
    assert square < CHI_SQUARE_MAX


def test_more_tickets_are_more_chances() -> None:
    entries = numbered([("a", 9), ("b", 3)])
    terms = terms_for(entries, 1)
    won = Counter(
        holder_of(entries, winners(entries, f"seed {number}", terms)[0]) for number in range(DRAWS)
    )
    assert won["a"] / DRAWS == pytest.approx(0.75, abs=0.02)


def test_a_number_that_would_favour_the_first_is_left_out() -> None:
    # Of 2**64 numbers 3 divides all but one: the last would make the first thing likelier.
    assert chosen(iter([WORD_END - 1, 5]), 3) == 2
    assert chosen(iter([WORD_END - 2, 5]), 3) == (WORD_END - 2) % 3
    # 2 divides them all.
    assert chosen(iter([WORD_END - 1, 0]), 2) == 1


def test_numbers_are_those_of_the_blocks_in_turn() -> None:
    key = b"k" * 32
    said = "".join(hmac.new(key, block, "sha256").hexdigest() for block in (b"0", b"1"))
    assert [f"{number:016x}" for number in islice(numbers(key), 8)] == [
        said[at : at + 16] for at in range(0, 128, 16)
    ]


@pytest.mark.parametrize("other", [
    replace(TERMS, key="summer"),
    replace(TERMS, prizes=4),
    replace(TERMS, several=True),
    replace(TERMS, tickets_sha256="1" * 64),
    replace(TERMS, ledger_head="ab"),
    replace(TERMS, outside="1-2"),
])  # fmt: skip
def test_whatever_is_changed_changes_the_key(other: Terms) -> None:
    assert draw_key("seed", other) != draw_key("seed", TERMS)
    assert draw_key("seed", TERMS) != draw_key("seeds", TERMS)


def test_names_of_holders_differ_from_draw_to_draw() -> None:
    assert holder_name("salt", 1) != holder_name("salt", 2)
    assert holder_name("salt", 1) != holder_name("other", 1)
    assert len(holder_name("salt", 1)) == 16
    assert commitment_of("seed") == hashlib.sha256(b"seed").hexdigest()
