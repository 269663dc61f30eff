"""Redeeming: who may, when, and which refusal comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from muvengine.core import errors
from muvengine.core.vouchers.qr_text import Said, plain_text, understand
from muvengine.core.vouchers.voucher import (
    RESERVED_FOR,
    WARN_DAYS,
    Voucher,
    VoucherState,
    check_undo,
    check_void,
    redeem,
)

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
LATE = LAST + timedelta(days=1)
EARLY = date(2026, 2, 28)
NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)

live = Voucher(
    id=1, code="K7M4QX9TD", token="T", offer_id=1, person_id=1, shop_id=7, shop_key="bakery",
    shop_name="Chez Ana", title={"en": "A coffee"}, state=VoucherState.ISSUED, price_points=120,
    face_cents=150, redeemed_cents=0, divisible=False, issued_at=NOON, first_day=FIRST,
    last_day=LAST, issue_journal_id=1,
)  # fmt: skip
used = replace(live, state=VoucherState.REDEEMED, redeemed_cents=150, used_at=NOON)
void = replace(live, state=VoucherState.VOID)
expired = replace(live, state=VoucherState.EXPIRED)
card = replace(live, divisible=True, face_cents=1000, redeemed_cents=400, price_points=800)
gift = replace(live, face_cents=0)


@pytest.mark.parametrize(
    ("voucher", "shop", "today", "asked", "gives"),
    [
        (live,    7, LAST,  None, 150),
        (live,    7, LAST,  150,  150),
        (live,    7, LAST,  100,  "amount"),
        (live,    7, LATE,  None, "expired"),
        (live,    7, EARLY, None, "not_yet"),
        (live,    8, LAST,  None, "wrong_shop"),
        (used,    7, LAST,  None, "already_redeemed"),
        (void,    7, LAST,  None, "void"),
        (expired, 7, LAST,  None, "expired"),
        (gift,    7, LAST,  None, 0),
        (gift,    7, FIRST, None, 0),
        (card,    7, LAST,  None, 600),
        (card,    7, LAST,  250,  250),
        (card,    7, LAST,  1,    1),
        (card,    7, LAST,  600,  600),
        (card,    7, LAST,  601,  "amount"),
        (card,    7, LAST,  0,    "amount"),
        (card,    7, LAST,  -5,   "amount"),
        # Several apply: the first of the documented order wins.
        (void,    8, LATE,  None, "wrong_shop"),
        (used,    8, LATE,  None, "wrong_shop"),
        (used,    7, LATE,  None, "already_redeemed"),
        (void,    7, LATE,  None, "void"),
    ],
)  # fmt: skip
def test_redeem(voucher: Voucher, shop: int, today: date, asked: int | None, gives: object) -> None:
    if isinstance(gives, int):
        assert (
            redeem(
                voucher, shop_id=shop, at=datetime.combine(today, NOON.timetz()), amount_cents=asked
            )
            == gives
        )
        return
    with pytest.raises(errors.VoucherRefused) as caught:
        redeem(voucher, shop_id=shop, at=datetime.combine(today, NOON.timetz()), amount_cents=asked)
    assert caught.value.code == gives


@pytest.mark.parametrize(
    ("state", "minutes", "same", "refusal"),
    [
        ("accepted", 0,  True,  None),
        ("accepted", 15, True,  None),
        ("accepted", 16, True,  errors.UndoTooLate),
        ("undone",   1,  True,  errors.NotPossible),
        ("settled",  1,  True,  errors.NotPossible),
        ("accepted", 1,  False, errors.NotFound),
        ("undone",   16, False, errors.NotFound),
        ("undone",   16, True,  errors.NotPossible),
    ],
)  # fmt: skip
def test_undo(
    state: str,
    minutes: int,
    same: bool,  # noqa: FBT001  a column of the table
    refusal: type[errors.MuvError] | None,
) -> None:
    now = NOON + timedelta(minutes=minutes)
    if refusal is None:
        check_undo(state=state, scanned_at=NOON, same_device=same, now=now)
        return
    with pytest.raises(refusal):
        check_undo(state=state, scanned_at=NOON, same_device=same, now=now)


@pytest.mark.parametrize(
    ("voucher", "refusal"),
    [
        (live,    None),
        (void,    errors.VoucherVoid),
        (used,    errors.AlreadyRedeemed),
        (card,    errors.AlreadyRedeemed),
        (expired, errors.VoucherExpired),
    ],
)  # fmt: skip
def test_only_an_unused_voucher_can_be_withdrawn(
    voucher: Voucher, refusal: type[errors.MuvError] | None
) -> None:
    if refusal is None:
        check_void(voucher)
        return
    with pytest.raises(refusal):
        check_void(voucher)


def test_a_qr_text_is_told_from_a_typed_code() -> None:
    assert understand(plain_text("ABC234")) == Said(token="ABC234")
    assert understand(" muv1:abc234 ") == Said(token="ABC234")
    with pytest.raises(errors.MistypedCode):
        understand("K7M-4QX-9TA")


@pytest.mark.parametrize(("state", "usable"), [
    (VoucherState.RESERVED, True),
    (VoucherState.ISSUED,   True),
    (VoucherState.REDEEMED, False),
    (VoucherState.VOID,     False),
    (VoucherState.EXPIRED,  False),
])  # fmt: skip
def test_what_is_neither_used_up_nor_closed_is_usable(state: VoucherState, *, usable: bool) -> None:
    assert replace(live, state=state).usable is usable


@pytest.mark.parametrize(("until", "day", "none"), [
    (None,  FIRST, False),
    (FIRST, EARLY, True),
    (FIRST, FIRST, True),
    (FIRST, LAST,  False),
])  # fmt: skip
def test_a_shop_that_has_none_has_some_the_day_after(
    until: date | None, day: date, *, none: bool
) -> None:
    assert replace(live, none_until=until).none_on(day) is none


@pytest.mark.parametrize(("voucher", "points"), [
    (live,                                           120),
    (card,                                           480),
    (replace(card, redeemed_cents=999),              1),
    (used,                                           0),
    (gift,                                           120),
    (replace(gift, state=VoucherState.REDEEMED),     0),
])  # fmt: skip
def test_the_unused_share_of_the_price_comes_back(voucher: Voucher, points: int) -> None:
    assert voucher.points_back == points


def test_owners_are_told_a_fortnight_and_three_days_before_and_printers_have_a_quarter() -> None:
    assert WARN_DAYS == (14, 3)
    assert timedelta(minutes=15) == RESERVED_FOR
