"""A scan made without network is a fact, although the voucher was good no more by then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from muvengine.core.errors import MuvError, OwnShop, TabletRevoked, Unfunded, WrongShop
from muvengine.core.ledger import events
from muvengine.core.ledger.journal import By
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.offline import ScanTime, believe, believe_paper, given_cents
from muvengine.core.vouchers.redemption import Redemption, RedemptionState, taken
from muvengine.core.vouchers.voucher import Voucher
from muvengine.store.redemptions import Arrival
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
        OwnShop: its owner works there: nobody is paid by a tablet of their own, although the
            voucher was cancelled or has ended as well.
        BadAmount: no part of this voucher.
    """
    voucher = scan.voucher
    if voucher.shop_id != device.shop_id:
        raise WrongShop(shop=voucher.shop_name)
    if voucher.holder_works_there:
        raise OwnShop(shop=voucher.shop_name)
    made = _forced(scan, device, given_cents(voucher, scan.amount_cents), refusal)
    if not _is_doubtful(uow, scan, device, standing):
        by = By(device.actor, scan.when.at, refusal.code)
        made = _covered(uow, scan, made, by, now)
    arrival = Arrival(scan.client_id, scan.said, now)
    return uow.redemptions.add(made, arrival, single=not voucher.divisible)


def _is_doubtful(uow: UnitOfWork, scan: Scan, device: Device, standing: Standing) -> bool:
    """Tell what waits for the organiser: the allowance pays what a good tablet could not know.

    That is neither a tablet that is suspended or revoked, nor one that took the same voucher
    before, nor a paper list.
    """
    out = standing.suspended or standing.revoked_at is not None
    return out or scan.on_paper or uow.redemptions.taken_by(device.id, scan.voucher.id)


def _covered(uow: UnitOfWork, scan: Scan, made: Redemption, by: By, now: datetime) -> Redemption:
    """Pay the shop while there is money aside; else leave the scan as it is."""
    event = events.offline_cover(
        scan.client_id, made.voucher_id, made.shop_id, made.amount_cents, by
    )
    try:
        with uow.savepoint():
            journal_id = uow.ledger.post(event, now).id
    except Unfunded:
        return made
    return replace(made, state=RedemptionState.COVERED, journal_id=journal_id)


def _forced(scan: Scan, device: Device, amount_cents: int, refusal: MuvError) -> Redemption:
    return replace(
        taken(scan.voucher, device, amount_cents, scan.when),
        state=RedemptionState.DISPUTED,
        offline=True,
        forced=True,
        refusal=refusal.code,
    )
