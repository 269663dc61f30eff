"""A participant uses a voucher by the sign on a counter: the shop has no tablet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import NotPossible, UnknownCode
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.card import as_token
from muvengine.core.people.limits import VOUCHER_OF_DEVICE
from muvengine.core.people.token import token_hash
from muvengine.core.vouchers.code import normalise
from muvengine.core.vouchers.counter_sign import CounterSign
from muvengine.services.attempt import OpenUow
from muvengine.services.redeem_voucher import CLIENT_ID_CHARACTERS_MAX, Taken, Tap, redeem_voucher
from muvengine.services.throttle import counting, key_of
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AtCounter:
    """A voucher and the sign in front of its owner.

    Attributes:
        person_id: whose voucher.
        code: of the voucher.
        sign: the square's address or token, or the sign's code as people type it.
        amount_cents: a part of a divisible voucher; None uses what is left.
    """

    person_id: int
    code: str
    sign: str
    amount_cents: int | None = None

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which it is used, once."""
        return Attempt.of(actor, key, "use_at_counter", self)


def use_at_counter(
    open_uow: OpenUow, open_reading: OpenUow, use: AtCounter, *, attempt: Attempt, now: datetime
) -> Taken:
    """Use a voucher at the shop whose sign was read, and owe the shop its worth.

    The same step as at a till, with the sign as the device.  Where the telephone is, nobody
    asks: that it lay on the counter is for the clerk to see.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one.
        use: what, whose and where.
        attempt: ``use.attempt(actor, key)``; its actor holds the telephone.
        now: in the town's zone.

    Raises:
        TooManyAttempts: too many unknown signs.
        NotFound: none of their vouchers carries this code.
        MistypedCode: one character of the sign's code looks wrong.
        UnknownCode: no sign says this.
        NotPossible: the sign was renewed or taken down, or its shop has left.
        VoucherRefused: see ``redeem`` for which, and in what order.
        KeyReused: the key was used for something else.
    """
    who = key_of("counter", str(use.person_id))
    costs = (UnknownCode,)
    with counting(open_uow, open_reading, key=who, limit=VOUCHER_OF_DEVICE, now=now, costs=costs):
        with open_reading() as uow:
            voucher = uow.vouchers.of_person(use.person_id, use.code)
            sign = _good_sign(uow, use.sign)
        # Its own name in the book of redemptions, never the bare key of a form.
        name = token_hash(f"{attempt.actor.key} {attempt.key}")[:CLIENT_ID_CHARACTERS_MAX]
        tap = Tap(voucher.code, name, now, use.amount_cents, hand=attempt.actor)
        return redeem_voucher(open_uow, tap, device=sign.device, attempt=attempt, now=now)


def _good_sign(uow: UnitOfWork, said: str) -> CounterSign:
    token = as_token(said)
    code = "" if token else normalise(said)
    sign = uow.counters.find_sign(token=token or "", code=code)
    if sign is None:
        raise UnknownCode(typed=said[:20])
    if not sign.good:
        raise NotPossible(state="revoked")
    return sign
