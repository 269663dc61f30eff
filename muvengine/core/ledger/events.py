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
    OFFLINE_ALLOWANCE,
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
from muvengine.core.people.balance_move import KeptMove


def season_fund(season: Account, points: int, reference: str, by: By) -> Journal:
    """Let a season give ``points``; ``reference`` tells two fundings apart."""
    key, transfers = _key_of(season, "fund", reference), _move(ISSUED, season, points)
    return Journal(Kind.SEASON_FUND, key, by, _of(season), transfers)


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


def points_move(kept: KeptMove, time: int, points: int, by: By) -> Journal:
    """Let points that expire together follow their owner to another account.

    Args:
        kept: from which account to which.
        time: how often points followed it already.
        points: above zero.
        by: with the move's reason.
    """
    transfers = _move(available(kept.from_id), available(kept.to_id), points)
    ref = Ref("balance_move", kept.id)
    return Journal(Kind.POINTS_MOVE, f"move:{kept.id}:{time}", by, ref, transfers)


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


def offline_fund(amount_cents: int, reference: str, by: By) -> Journal:
    """Lay money of the budget aside for scans that were made in good faith."""
    transfers = _move(BUDGET, OFFLINE_ALLOWANCE, amount_cents)
    return Journal(Kind.OFFLINE_FUND, f"offline:fund:{reference}", by, Ref("budget", 0), transfers)


def offline_return(amount_cents: int, reference: str, by: By) -> Journal:
    """Give money of the allowance back to the budget."""
    transfers = _move(OFFLINE_ALLOWANCE, BUDGET, amount_cents)
    key = f"offline:return:{reference}"
    return Journal(Kind.OFFLINE_RETURN, key, by, Ref("budget", 0), transfers)


def offline_cover(
    client_id: str, voucher_id: int, shop_id: int, amount_cents: int, by: By
) -> Journal:
    """Owe a shop what it gave in good faith for a voucher that was good no more."""
    transfers = _move(OFFLINE_ALLOWANCE, payable(shop_id), amount_cents)
    ref = Ref("voucher", voucher_id)
    return Journal(Kind.OFFLINE_COVER, f"cover:{client_id}", by, ref, transfers)


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


def shop_settle(
    settlement_id: int, shop_id: int, amount_cents: int, by: By, pdf_sha256: str = ""
) -> Journal:
    """Pay a shop what one statement owes it; the seal of the ledger then covers its paper too."""
    transfers = _move(payable(shop_id), BANK, amount_cents)
    ref = Ref("settlement", settlement_id)
    meta = {"pdf_sha256": pdf_sha256} if pdf_sha256 else {}
    return Journal(Kind.SHOP_SETTLE, f"settle:{settlement_id}", by, ref, transfers, meta=meta)


def statement_correct(contest_id: int, shop_id: int, cents: int, by: By) -> Journal:
    """Owe a shop more (above zero) or less (below) for a line of a closed statement.

    Raises:
        ReasonMissing: fewer than five characters.
    """
    owed = payable(shop_id)
    transfers = _move(BUDGET, owed, cents) if cents > 0 else _move(owed, BUDGET, -cents)
    ref = Ref("contest", contest_id)
    return Journal(Kind.STATEMENT_CORRECT, f"correct:{contest_id}", by, ref, transfers)


def season_carry(season: Account, following: Account, points: int, time: int, by: By) -> Journal:
    """Let the next season give what a closed one did not; ``time`` counts its closings."""
    transfers = _move(season, following, points)
    return Journal(Kind.SEASON_CARRY, _key_of(season, "carry", time), by, _of(season), transfers)


def season_close(season: Account, points: int, time: int, by: By) -> Journal:
    """Take back what a closed season did not give; ``time`` counts its closings."""
    transfers = _move(season, ISSUED, points)
    return Journal(Kind.SEASON_CLOSE, _key_of(season, "close", time), by, _of(season), transfers)


def budget_return(funder_name: str, amount_cents: int, reference: str, by: By) -> Journal:
    """Give money that nobody was promised back to its funder.

    Raises:
        ReasonMissing: fewer than five characters.
    """
    transfers = _move(BUDGET, funder(funder_name), amount_cents)
    return Journal(Kind.BUDGET_RETURN, f"return:{reference}", by, Ref("budget", 0), transfers)


def _key_of(season: Account, what: str, which: int | str) -> str:
    return f"{season.code.removesuffix(':budget')}:{what}:{which}"


def _of(season: Account) -> Ref:
    assert season.owner_id is not None
    return Ref("season", season.owner_id)


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
