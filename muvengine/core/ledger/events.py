"""One builder per event that moves points or cents (rewards, 4.2).

A business key names the event for ever: the database refuses to post it a second time.
An amount of zero moves nothing, and its transfer is left out.
"""

from __future__ import annotations

from muvengine.core.ledger.account import (
    ADJUST,
    BANK,
    BUDGET,
    EXPIRED,
    ISSUED,
    SPENT,
    VOUCHERS_OUT,
    WRITTEN_OFF,
    Account,
    available,
    funder,
    payable,
    pending,
)
from muvengine.core.ledger.journal import By, Journal, Kind, Ref, Transfer
from muvengine.core.ledger.worth import Sheet, Worth


def season_fund(season: Account, points: int, reference: str, by: By) -> Journal:
    """Let a season give ``points``; ``reference`` tells two fundings apart."""
    assert season.owner_id is not None
    key = f"{season.code.removesuffix(':budget')}:fund:{reference}"
    ref = Ref("season", season.owner_id)
    return Journal(Kind.SEASON_FUND, key, by, ref, _move(ISSUED, season, points))


def budget_fund(funder_name: str, amount_cents: int, reference: str, by: By) -> Journal:
    """Promise a funder's money to the programme."""
    transfers = _move(funder(funder_name), BUDGET, amount_cents)
    return Journal(Kind.BUDGET_FUND, f"fund:{reference}", by, Ref("budget", 0), transfers)


def trip_award(sheet: Sheet, season: Account, by: By) -> Journal:
    """Let a sheet's points wait with their owner."""
    transfers = _move(season, pending(sheet.person_id), sheet.points)
    return Journal(Kind.TRIP_AWARD, f"award:{sheet.key}", by, _trip(sheet), transfers)


def trip_release(sheet: Sheet, by: By) -> Journal:
    """Let a sheet's points be spent from now on."""
    transfers = _move(pending(sheet.person_id), available(sheet.person_id), sheet.points)
    return Journal(Kind.TRIP_RELEASE, f"release:{sheet.key}", by, _trip(sheet), transfers)


def trip_reverse_pending(sheet: Sheet, season: Account, award_id: int, by: By) -> Journal:
    """Take an award back that was not released.

    Args:
        sheet: what was awarded.
        season: the envelope it came from.
        award_id: the award's journal.
        by: with a reason.

    Raises:
        ReasonMissing: fewer than five characters.
    """
    transfers = _move(pending(sheet.person_id), season, sheet.points)
    return Journal(
        Kind.TRIP_REVERSE, f"reverse:{award_id}", by, _trip(sheet), transfers, reverses_id=award_id
    )


def trip_reverse_released(
    sheet: Sheet, season: Account, award_id: int, taken: int, by: By
) -> Journal:
    """Take a released award back, as far as the wallet goes; nobody gets into debt.

    What is gone was spent: it is written off, and does not return to the envelope, since the
    town has paid for it.

    Args:
        sheet: what was awarded.
        season: the envelope it came from.
        award_id: the award's journal.
        taken: points found in the wallet, at most those of the sheet.
        by: with a reason.

    Raises:
        ReasonMissing: fewer than five characters.
    """
    transfers = (
        *_move(available(sheet.person_id), season, taken),
        *_move(SPENT, WRITTEN_OFF, sheet.points - taken),
    )
    return Journal(
        Kind.TRIP_REVERSE, f"reverse:{award_id}", by, _trip(sheet), transfers, reverses_id=award_id
    )


def points_expire(lot_id: int, person_id: int, points: int, by: By) -> Journal:
    """Let what is left of a lot go."""
    transfers = _move(available(person_id), EXPIRED, points)
    return Journal(Kind.POINTS_EXPIRE, f"expire:{lot_id}", by, Ref("lot", lot_id), transfers)


def points_adjust(person_id: int, points: int, reference: str, by: By) -> Journal:
    """Give points (above zero) or take them (below), by an organiser's hand.

    Raises:
        ReasonMissing: fewer than five characters.
    """
    wallet = available(person_id)
    transfers = _move(ADJUST, wallet, points) if points > 0 else _move(wallet, ADJUST, -points)
    ref = Ref("person", person_id)
    return Journal(Kind.POINTS_ADJUST, f"adjust:{reference}", by, ref, transfers)


def voucher_issue(token: str, worth: Worth, by: By) -> Journal:
    """Turn points into a voucher, and money of the budget into a promise to its shop.

    The voucher has no number yet when its journal is posted: its token names it.
    """
    transfers = (
        *_move(available(worth.person_id), SPENT, worth.points),
        *_move(BUDGET, VOUCHERS_OUT, worth.cents),
    )
    return Journal(
        Kind.VOUCHER_ISSUE, f"issue:{token}", by, Ref("person", worth.person_id), transfers
    )


def voucher_redeem(
    client_id: str, voucher_id: int, shop_id: int, amount_cents: int, by: By
) -> Journal:
    """Owe a shop what it gave for a voucher, whole or in part."""
    transfers = _move(VOUCHERS_OUT, payable(shop_id), amount_cents)
    ref = Ref("voucher", voucher_id)
    return Journal(Kind.VOUCHER_REDEEM, f"redeem:{client_id}", by, ref, transfers)


def redeem_undo(
    journal_id: int, voucher_id: int, shop_id: int, amount_cents: int, by: By
) -> Journal:
    """Take a redemption back."""
    return Journal(
        Kind.REDEEM_UNDO,
        f"reverse:{journal_id}",
        by,
        Ref("voucher", voucher_id),
        _move(payable(shop_id), VOUCHERS_OUT, amount_cents),
        reverses_id=journal_id,
    )


def voucher_void(voucher_id: int, worth: Worth, by: By) -> Journal:
    """Withdraw an unused voucher: money and points go back.

    Raises:
        ReasonMissing: fewer than five characters.
    """
    return _close(Kind.VOUCHER_VOID, f"void:{voucher_id}", voucher_id, worth, by)


def voucher_expire(voucher_id: int, worth: Worth, by: By) -> Journal:
    """Close a voucher whose last day is over: what was not used goes back, once."""
    return _close(Kind.VOUCHER_EXPIRE, f"vexpire:{voucher_id}", voucher_id, worth, by)


def voucher_rest(voucher_id: int, face_cents: int, rest_cents: int, by: By) -> Journal:
    """Give back what a percentage voucher did not need; a voucher's face only ever shrinks."""
    key, ref = f"vrest:{voucher_id}:{face_cents}", Ref("voucher", voucher_id)
    return Journal(Kind.VOUCHER_EXPIRE, key, by, ref, _move(VOUCHERS_OUT, BUDGET, rest_cents))


def shop_settle(settlement_id: int, shop_id: int, amount_cents: int, by: By) -> Journal:
    """Pay a shop what one statement owes it."""
    transfers = _move(payable(shop_id), BANK, amount_cents)
    ref = Ref("settlement", settlement_id)
    return Journal(Kind.SHOP_SETTLE, f"settle:{settlement_id}", by, ref, transfers)


def _close(kind: Kind, key: str, voucher_id: int, worth: Worth, by: By) -> Journal:
    # Points first: the lots they return to belong to the first line.
    transfers = (
        *_move(SPENT, available(worth.person_id), worth.points),
        *_move(VOUCHERS_OUT, BUDGET, worth.cents),
    )
    return Journal(kind, key, by, Ref("voucher", voucher_id), transfers)


def _trip(sheet: Sheet) -> Ref:
    return Ref("trip", sheet.trip_id)


def _move(src: Account, dst: Account, amount: int) -> tuple[Transfer, ...]:
    return (Transfer(src, dst, amount),) if amount else ()
