"""A scan made without network is a fact, although the voucher was good no more by then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from muvengine.core.errors import MuvError, TabletRevoked, Unfunded, WrongShop
from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.offline import ScanTime, believe, believe_paper, given_cents
from muvengine.core.vouchers.redemption import Redemption, RedemptionState
from muvengine.core.vouchers.voucher import Voucher
from muvengine.store.tills import Standing
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Scan:
    """What a tablet did without network, as it arrives.

    Attributes:
        client_id: for ever unique.
        said: what was typed or scanned.
        voucher: as it stands by now.
        amount_cents: what was asked; None is all of it.
        when: as far as the tablet's clock is believed.
        on_paper: it was written down by hand.
    """

    client_id: str
    said: str
    voucher: Voucher
    amount_cents: int | None
    when: ScanTime
    on_paper: bool = False


def scan_time(
    standing: Standing, scanned_at: datetime, *, now: datetime, offline: bool, on_paper: bool
) -> ScanTime:
    """Tell when a scan counts as made; with network the server's own clock is the time."""
    if on_paper:
        return believe_paper(scanned_at, now=now)
    if not offline:
        return ScanTime(scanned_at)
    return believe(scanned_at, contact=standing.contact, terms=standing.terms, now=now)


def shut_out(standing: Standing, when: ScanTime) -> None:
    """Refuse what a tablet did after it was revoked.

    Raises:
        TabletRevoked: it belonged to the shop no more.
    """
    if standing.revoked_at is not None and when.at >= standing.revoked_at:
        raise TabletRevoked(at=standing.revoked_at)


def keep_scan(
    uow: UnitOfWork,
    scan: Scan,
    refusal: MuvError,
    *,
    device: Device,
    standing: Standing,
    now: datetime,
) -> int | None:
    """Keep a scan that would have been refused: covered from the allowance, else disputed.

    The allowance pays by itself only what a good tablet could not know.  A tablet that is
    suspended or revoked, one that took the same voucher before, and a paper list wait for the
    organiser.

    Args:
        uow: writing; the voucher is left as it is.
        scan: what was done.
        refusal: what the server would have said.
        device: whose scan.
        standing: of the tablet.
        now: aware.

    Returns:
        The redemption's number; None when a copy of it was kept meanwhile.

    Raises:
        WrongShop: the voucher is another shop's.
        BadAmount: no part of this voucher.
    """
    voucher = scan.voucher
    if voucher.shop_id != device.shop_id:
        raise WrongShop(shop=voucher.shop_name)
    amount_cents = given_cents(voucher, scan.amount_cents)
    by = By(device.actor, scan.when.at, refusal.code)
    doubtful = (
        scan.on_paper
        or standing.suspended
        or standing.revoked_at is not None
        or uow.redemptions.taken_by(device.id, voucher.id)
    )
    journal_id = None if doubtful else _cover(uow, scan, amount_cents, device, by, now)
    state = RedemptionState.DISPUTED if journal_id is None else RedemptionState.COVERED
    uow.redemptions.note_attempt(device.id, scan.said, state, now=now, voucher_id=voucher.id)
    made = _forced(scan, device, amount_cents, refusal, journal_id)
    return uow.redemptions.add(
        replace(made, state=state),
        client_id=scan.client_id,
        single=not voucher.divisible,
        received_at=now,
    )


def _cover(
    uow: UnitOfWork, scan: Scan, amount_cents: int, device: Device, by: By, now: datetime
) -> int | None:
    event = events.offline_cover(scan.client_id, scan.voucher.id, device.shop_id, amount_cents, by)
    try:
        with uow.savepoint():
            return uow.ledger.post(event, now).id
    except Unfunded:
        return None


def _forced(
    scan: Scan, device: Device, amount_cents: int, refusal: MuvError, journal_id: int | None
) -> Redemption:
    voucher = scan.voucher
    return Redemption(
        id=0,
        voucher_id=voucher.id,
        code=voucher.code,
        title=voucher.title,
        pictogram=voucher.pictogram,
        shop_id=device.shop_id,
        device_id=device.id,
        amount_cents=amount_cents,
        scanned_at=scan.when.at,
        state=RedemptionState.DISPUTED,
        journal_id=journal_id,
        offer_id=voucher.offer_id,
        offline=True,
        forced=True,
        refusal=refusal.code,
        clock_off=scan.when.clock_off,
    )
