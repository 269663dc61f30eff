"""What people remember is hashed slowly, and an unknown person is as slow as a known one."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from muvengine.formats import slow_hash as hashing
from muvengine.formats.slow_hash import fits, outdated, slow_hash

AS_IN_THE_PRODUCT = hashing._hasher  # noqa: SLF001  before the suite takes a quicker one


@pytest.fixture(autouse=True)
def _as_in_the_product(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "_hasher", AS_IN_THE_PRODUCT)


def test_a_hash_carries_the_parameters_we_promise() -> None:
    kept = slow_hash("4071")
    parameters = extract_parameters(kept)
    assert parameters.type is Type.ID
    assert (parameters.time_cost, parameters.memory_cost, parameters.parallelism) == (2, 19456, 1)
    assert fits(kept, "4071")
    assert not fits(kept, "4072")
    assert not outdated(kept)


def test_two_people_with_one_pin_have_two_hashes() -> None:
    assert slow_hash("4071") != slow_hash("4071")


def test_nobody_is_checked_with_the_same_work_and_never_let_in() -> None:
    assert not outdated(hashing._NOBODY)  # noqa: SLF001  its parameters are the promise
    assert not fits(None, "4071")
    assert not fits(None, "")


def test_a_damaged_hash_lets_nobody_in() -> None:
    assert not fits("$argon2id$broken", "4071")


def test_a_weaker_hash_is_known_as_such() -> None:
    assert outdated(PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("4071"))
