"""What makes two requests the same one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from muvengine.core.errors import KeyMissing
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor

KARIM = Actor("mediator", 2, on_behalf_of=1)


@dataclass(frozen=True)
class Order:
    """Something asked for."""

    person_id: int
    offer_id: int


def test_equal_requests_make_equal_attempts() -> None:
    first, second = (Attempt.of(KARIM, "key", "buy", Order(1, 7)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("other", [Order(2, 7), Order(1, 8)])
def test_a_request_for_another_person_or_thing_is_another_one(other: Order) -> None:
    first = Attempt.of(KARIM, "key", "buy", Order(1, 7))
    assert Attempt.of(KARIM, "key", "buy", other).request_hash != first.request_hash


@pytest.mark.parametrize(("key", "good"), [
    ("",                             False),
    ("k",                            True),
    ("é" * 80,                       True),
    ("k" * 81,                       False),
    ("a\0b",                         False),
    ("a\nb",                         False),
])  # fmt: skip
def test_a_key_is_one_that_every_database_takes(key: str, good: bool) -> None:  # noqa: FBT001  a table
    if good:
        assert Attempt(KARIM, key, "buy", "").key == key
        return
    with pytest.raises(KeyMissing):
        Attempt(KARIM, key, "buy", "")
