"""What is kept of a scan, and until when the till may take it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from muvengine.core.people.identity import Device
from muvengine.core.vouchers.offline import ScanTime
from muvengine.core.vouchers.redemption import Redemption, RedemptionState, taken
from tests.core.vouchers.test_voucher import live

AT = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
DEVICE = Device(3, 7, "bakery", "Chez Ana")
MADE = taken(live, DEVICE, 150, ScanTime(AT))


def test_a_scan_is_kept_as_it_was_made() -> None:
    assert (MADE.voucher_id, MADE.code, MADE.title) == (live.id, live.code, live.title)
    assert (MADE.shop_id, MADE.device_id, MADE.offer_id) == (7, 3, live.offer_id)
    assert (MADE.amount_cents, MADE.scanned_at) == (150, AT)
    assert (MADE.id, MADE.journal_id) == (0, None), "no number and no journal yet"


def test_what_was_taken_in_the_ordinary_way_is_under_no_suspicion() -> None:
    assert MADE.state == RedemptionState.ACCEPTED
    assert (MADE.offline, MADE.forced, MADE.clock_off) == (False, False, False)


def test_nothing_is_held_against_a_scan_unless_it_is_said() -> None:
    plain = Redemption(1, 2, "K7M4QX9TD", {}, "gift", 7, 3, 150, AT, "accepted", None)
    assert (plain.offline, plain.forced, plain.clock_off, plain.refusal) == (
        False,
        False,
        False,
        "",
    )
    assert plain.offer_id == 0


def test_a_clock_that_was_not_believed_is_noted() -> None:
    assert taken(live, DEVICE, 150, ScanTime(AT, clock_off=True)).clock_off


@pytest.mark.parametrize(("made", "device", "until"), [
    (MADE,                                          3, AT + timedelta(minutes=15)),
    (MADE,                                          4, None),
    (replace(MADE, state=RedemptionState.COVERED),  3, None),
    (replace(MADE, state=RedemptionState.DISPUTED), 3, None),
    (replace(MADE, state=RedemptionState.UNDONE),   3, None),
    (replace(MADE, state=RedemptionState.SETTLED),  3, None),
])  # fmt: skip
def test_only_the_tablet_that_took_it_may_take_it_back_for_a_quarter_of_an_hour(
    made: Redemption, device: int, until: datetime | None
) -> None:
    assert made.undo_until(device) == until
