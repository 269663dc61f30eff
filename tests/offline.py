"""Scans made without network, and the money for them, at the tests' counter."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from muvengine.core.ledger.account import BUDGET, OFFLINE_ALLOWANCE, VOUCHERS_OUT, payable
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.redemption import Redemption
from muvengine.reads.who import device_by_token
from muvengine.services.decide_scan import Decision, Way, decide_scan
from muvengine.services.keep_allowance import Allowance, keep_allowance
from muvengine.services.pair_device import make_pairing_code, pair_device
from muvengine.services.redeem_voucher import Tap
from muvengine.services.take_at_till import take_at_till
from muvengine.services.void_voucher import void_voucher
from tests.counter import NOON, Counter, days

ORGANISER = Actor("organiser", None)
_keys = count()


def lay_aside(counter: Counter, cents: int, key: str = "") -> None:
    allowance = Allowance(cents)
    attempt = allowance.attempt(ORGANISER, key or f"aside-{next(_keys)}")
    keep_allowance(counter.open_uow, allowance, attempt=attempt, now=NOON)


def second_tablet(counter: Counter) -> Device:
    code = make_pairing_code(
        counter.open_uow, "bakery", actor=SYSTEM, now=NOON, new_token=counter.dice
    )
    paired = pair_device(
        counter.open_uow,
        code,
        address=f"b{next(_keys)}",
        name="two",
        now=NOON,
        new_token=counter.dice,
    )
    device = device_by_token(counter.open_reading, paired.token, NOON)
    assert device is not None
    return device


def scan(
    counter: Counter,
    code: str,
    *,
    by: Device | None = None,
    at: datetime = NOON,
    now: datetime | None = None,
    client: str = "",
    cents: int | None = None,
    on_paper: bool = False,
) -> Redemption:
    """Tell of a scan made without network at ``at``, arriving at ``now``."""
    name, device = client or f"scan-{next(_keys)}", by or counter.tablets["bakery"]
    taken = take_at_till(
        counter.open_uow,
        Tap(code, name, at, cents, offline=True, on_paper=on_paper),
        device=device,
        key=name,
        now=now or at,
    )
    with counter.open_reading() as uow:
        return uow.redemptions.get(taken.redemption_id, shop_id=device.shop_id)


def money(counter: Counter) -> dict[str, int]:
    owed = payable(counter.shops["bakery"])
    with counter.open_reading() as uow:
        return {
            "budget": uow.ledger.balance(BUDGET),
            "aside": uow.ledger.balance(OFFLINE_ALLOWANCE),
            "out": uow.ledger.balance(VOUCHERS_OUT),
            "owed": uow.ledger.balance(owed),
        }


def decide(counter: Counter, made: Redemption, way: Way, key: str = "") -> None:
    decision = Decision(made.id, way, "they had the bread")
    attempt = decision.attempt(ORGANISER, key or f"decide-{next(_keys)}")
    decide_scan(counter.open_uow, decision, attempt=attempt, now=NOON + days(2))


def void(counter: Counter, code: str) -> None:
    void_voucher(
        counter.open_uow,
        code,
        person_id=counter.person.id,
        reason="changed my mind",
        attempt=counter.attempt(counter.actor, "void_voucher"),
        now=NOON,
    )
