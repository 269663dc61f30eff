from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.ledger.seal import (
    GENESIS,
    LEAF_BYTES,
    Entry,
    Line,
    block_hash,
    changed_journal,
    leaf_of,
    seal_block,
)

BUDGET = "season:2026:budget"
NOW = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)


def entry(number: int, **said: object) -> Entry:
    usual = {
        "kind": "trip.award",
        "business_key": f"award:{number}",
        "recorded_at": NOW,
        "meta": {},
    }
    line = Line("PT", BUDGET, "p:1:pending", 40)
    return Entry(number, usual | said, (line,))


BLOCK = tuple(entry(number) for number in (3, 4, 7, 8))


def test_a_block_tells_what_it_holds() -> None:
    seal = seal_block(BLOCK, prev_hash=GENESIS, now=NOW)
    assert (seal.from_journal_id, seal.to_journal_id, seal.count) == (3, 8, 4)
    assert seal.hash == block_hash(GENESIS, seal.leaves)
    assert len(seal.leaves) == 4 * LEAF_BYTES
    assert changed_journal(seal, BLOCK) is None


def test_a_block_differs_with_the_one_before() -> None:
    first = seal_block(BLOCK, prev_hash=GENESIS, now=NOW)
    assert seal_block(BLOCK, prev_hash=first.hash, now=NOW).hash != first.hash


CHANGED = [
    ("a word",            entry(7, kind="trip.reverse")),
    ("a reason",          entry(7, reason="because")),
    ("a time",            entry(7, recorded_at=NOW + timedelta(microseconds=1))),
    ("a fact",            entry(7, meta={"n": 1})),
    ("an amount",         replace(entry(7), lines=(Line("PT", BUDGET, "p:1:pending", 41),))),
    ("an account",        replace(entry(7), lines=(Line("PT", BUDGET, "p:2:pending", 40),))),
    ("a line too many",   replace(entry(7), lines=entry(7).lines * 2)),
    ("no line",           replace(entry(7), lines=())),
]  # fmt: skip


@pytest.mark.parametrize(("_what", "changed"), CHANGED, ids=[what for what, _ in CHANGED])
def test_whatever_is_changed_is_named(_what: str, changed: Entry) -> None:
    seal = seal_block(BLOCK, prev_hash=GENESIS, now=NOW)
    block = [changed if one.id == 7 else one for one in BLOCK]
    assert changed_journal(seal, block) == 7


def test_what_is_gone_or_put_in_is_named_by_what_follows() -> None:
    seal = seal_block(BLOCK, prev_hash=GENESIS, now=NOW)
    assert changed_journal(seal, [one for one in BLOCK if one.id != 4]) == 7
    assert changed_journal(seal, BLOCK[:-1]) == 8
    assert changed_journal(seal, [*BLOCK[:2], entry(5), *BLOCK[2:]]) == 5


def test_a_moment_is_the_same_in_every_zone() -> None:
    local = NOW.astimezone(ZoneInfo("Europe/Paris"))
    assert leaf_of(entry(1)) == leaf_of(entry(1, recorded_at=local))


def test_a_journal_is_hashed_as_on_the_first_day() -> None:
    # What was printed or sent away leads to these very bytes.
    said = {"reason": "retiré à vélo", "recorded_at": NOW, "meta": {"b": 1, "a": 2}}
    text = (
        '{"id":7,"lines":[["PT","season:2026:budget","p:1:pending",40]],"said":'
        '{"meta":{"a":2,"b":1},"reason":"retiré à vélo",'
        '"recorded_at":"2026-04-07T12:00:00.000000+00:00"}}'
    )
    lines = entry(7).lines
    assert leaf_of(Entry(7, said, lines)) == sha256(text.encode()).digest()
    assert leaf_of(Entry(7, dict(reversed(said.items())), lines)) == leaf_of(Entry(7, said, lines))


@given(st.lists(st.text(max_size=8), min_size=2, max_size=2, unique=True))
def test_two_reasons_never_look_alike(reasons: list[str]) -> None:
    one, two = (leaf_of(entry(1, reason=reason)) for reason in reasons)
    assert one != two
