"""A participant turns points into a voucher, by their own hand or a mediator's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from muvengine.core.errors import AgeUnsaid, NotPossible, OfferClosed
from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.ledger.lots import spend_lots
from muvengine.core.ledger.worth import Worth
from muvengine.core.vouchers.code import draw_code
from muvengine.core.vouchers.offer import Offer, check_on_sale, period_key
from muvengine.core.vouchers.signed_text import draw_token_id
from muvengine.core.vouchers.voucher import RESERVED_FOR, VoucherState
from muvengine.services.attempt import OpenUow, once
from muvengine.services.attesting import require_mandate
from muvengine.services.keep_printed import let_batch_wait
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.store.vouchers import NewVoucher, Places


@dataclass(frozen=True, slots=True)
class Purchase:
    """What is bought, for whom and by which way.

    Attributes:
        offer_id: of the shop's.
        person_id: whose points, whose voucher.
        channel: app, print, mediator or api.
        old_enough: somebody said now that the person has the age the offer asks for.
        reserve: for paper: it goes back by itself unless it is printed within 15 minutes.
    """

    offer_id: int
    person_id: int
    channel: str = "app"
    old_enough: bool = False
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class Bought:
    """The voucher's code, and whether this attempt had bought it before."""

    code: str
    replayed: bool


def buy_voucher(
    open_uow: OpenUow,
    purchase: Purchase,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> Bought:
    """Sell one voucher: stock, points and money are all there, or nothing happens.

    Args:
        open_uow: starts a writing transaction.
        purchase: what and for whom.
        attempt: claims the write; its actor is the hand that buys.
        now: in the town's zone: the voucher's days are local.
        new_token: draws the code and the QR's token.

    Raises:
        NotAllowed: a participant acts for another by no mandate that lets them spend.
        NotFound: no such offer or person.
        NotPossible: the person's account is frozen.
        OfferClosed, SoldOut, SoldOutToday: see ``check_on_sale``.
        AgeUnsaid: the offer asks for an age, and nobody has said so of this person yet.
        NotEnough, Unfunded: points of the person; money of the programme, or for this shop.
        LimitReached: this person has had as many as one may in the period.
        DayLimitReached: this person has had as many as one may in a day, of all offers.
        KeyReused: the key was used for something else.
    """
    code, token = draw_code(new_token()), draw_token_id(new_token())

    def sell(uow: UnitOfWork) -> dict[str, Any]:
        _sell(uow, purchase, attempt=attempt, now=now, names=(code, token))
        return {"code": code}

    answer = once(open_uow, attempt, sell)
    return Bought(code=answer.value["code"], replayed=answer.replayed)


def _sell(
    uow: UnitOfWork, purchase: Purchase, *, attempt: Attempt, now: datetime, names: tuple[str, str]
) -> None:
    require_mandate(uow, attempt.actor, purchase.person_id, now, spend=True)
    if uow.people.get(purchase.person_id).frozen:
        raise NotPossible(person="frozen")
    offer = uow.offers.get(purchase.offer_id).offer
    check_on_sale(offer, now.date())
    if not uow.shops.get(shop_id=offer.shop_id).open:
        raise OfferClosed(offer=offer.id)
    _check_age(uow, purchase, offer, attempt, now)
    uow.offers.take(offer.id, now.date())
    uow.ceilings.check(offer.shop_id, offer.face_cents, now.date())
    worth = Worth(purchase.person_id, offer.price_points, offer.face_cents)
    posted = uow.ledger.post(events.voucher_issue(names[1], worth, By(attempt.actor, now)), now)
    uses = spend_lots(uow.lots.open(purchase.person_id), offer.price_points)
    uow.lots.use(posted.transfers[0], uses)
    new = new_voucher(offer, purchase, names, posted.id, now)
    helper = attempt.actor.id if attempt.actor.id != purchase.person_id else None
    places = Places(offer.per_person, uow.programme.get().vouchers_a_day)
    voucher_id = uow.vouchers.add(new, issued_by=helper, places=places)
    if purchase.reserve and helper is not None:
        let_batch_wait(uow, helper, now)
    if helper is not None:
        uow.audit.append(attempt.actor, "voucher.buy", "voucher", str(voucher_id), at=now)


def _check_age(
    uow: UnitOfWork, purchase: Purchase, offer: Offer, attempt: Attempt, now: datetime
) -> None:
    """Ask once and remember "at least so many years", never a day of birth."""
    min_age = offer.terms.min_age
    if min_age is None or uow.people.said_age(purchase.person_id) >= min_age:
        return
    if not purchase.old_enough:
        raise AgeUnsaid(offer=offer.id, min_age=min_age)
    uow.people.say_age(purchase.person_id, min_age)
    person, said = str(purchase.person_id), {"years": min_age}
    uow.audit.append(attempt.actor, "person.age", "person", person, at=now, meta=said)


def new_voucher(
    offer: Offer, purchase: Purchase, names: tuple[str, str], journal_id: int, now: datetime
) -> NewVoucher:
    """Give the voucher that a purchase makes.

    Args:
        offer: as it stands.
        purchase: for whom and by which way.
        names: the code and the QR's token.
        journal_id: of the purchase.
        now: in the town's zone.
    """
    today = now.date()
    return NewVoucher(
        code=names[0],
        token=names[1],
        offer_id=offer.id,
        person_id=purchase.person_id,
        shop_id=offer.shop_id,
        period_key=period_key(offer.per_person_period, today),
        price_points=offer.price_points,
        face_cents=offer.face_cents,
        divisible=offer.divisible,
        issue_journal_id=journal_id,
        channel=purchase.channel,
        issued_at=now,
        first_day=today,
        last_day=today + timedelta(days=offer.valid_days - 1),
        terms=offer.terms,
        state=VoucherState.RESERVED if purchase.reserve else VoucherState.ISSUED,
        reserved_until=now + RESERVED_FOR if purchase.reserve else None,
    )
