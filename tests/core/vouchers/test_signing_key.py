"""Which key signs, for how long, and how long its vouchers are checked."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta

import pytest

from muvengine.core.vouchers.signed_text import BODY, VERSION
from muvengine.core.vouchers.signing_key import ID_MAX, SigningKey, signing_now

NOW = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
YEAR = timedelta(days=365)


def key(number: int, *, retired: bool = False) -> SigningKey:
    return SigningKey(number, "A" * 43, NOW - YEAR, NOW if retired else None)


def test_a_key_signs_for_a_year() -> None:
    assert key(1).is_old(NOW)
    assert not key(1).is_old(NOW - MOMENT)


def test_a_retired_key_checks_what_its_last_voucher_may_live_and_three_days_of_grace() -> None:
    end = NOW + timedelta(days=366 + 3)
    old = key(1, retired=True)
    assert old.checked_until == end
    assert old.checks(end - MOMENT)
    assert not old.checks(end)


def test_the_key_that_signs_checks_for_ever() -> None:
    assert key(1).checked_until is None
    assert key(1).checks(NOW + 10 * YEAR)


def test_the_last_number_of_a_key_is_the_last_that_fits_into_a_text() -> None:
    said = (bytes(8), 0, 0, 0, 0, 0)
    assert len(BODY.pack(VERSION, ID_MAX, *said)) == BODY.size
    with pytest.raises(struct.error):
        BODY.pack(VERSION, ID_MAX + 1, *said)


@pytest.mark.parametrize(("keys", "number"), [
    ([],                                        None),
    ([key(1, retired=True)],                    None),
    ([key(1)],                                  1),
    ([key(1, retired=True), key(2)],            2),
    ([key(2), key(3), key(1)],                  3),
    ([key(1), key(2, retired=True)],            1),
])  # fmt: skip
def test_the_newest_that_nobody_retired_signs(keys: list[SigningKey], number: int | None) -> None:
    found = signing_now(keys)
    assert (found and found.id) == number
