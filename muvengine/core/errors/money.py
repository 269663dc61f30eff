"""Points or money cannot move, or a voucher cannot be bought, taken or undone."""

from __future__ import annotations

from muvengine.core.errors.refusal import MuvError


class LedgerRefused(MuvError):
    """Points or money cannot move."""

    code = "ledger_refused"


class KeyReused(LedgerRefused):
    """The attempt key was used before for something else."""

    code = "key_reused"


class NotEnough(LedgerRefused):
    """The wallet holds fewer points than asked."""

    code = "not_enough"


class Unfunded(LedgerRefused):
    """The programme's points or money are used up."""

    code = "unfunded"


class AlreadyReversed(LedgerRefused):
    """A journal is reversed at most once."""

    code = "already_reversed"


class ReasonMissing(LedgerRefused):
    """A correction needs a reason of at least five characters."""

    code = "reason_missing"


class VoucherRefused(MuvError):
    """This voucher cannot be bought, taken or undone."""

    code = "voucher_refused"


class MistypedCode(VoucherRefused):
    """The check character says that a character is wrong."""

    code = "bad_check"


class UnknownCode(VoucherRefused):
    """No voucher carries this code."""

    code = "unknown_code"


class PracticeCode(VoucherRefused):
    """It is printed on cards and vouchers to learn with; nothing was taken."""

    code = "practice"


class WrongShop(VoucherRefused):
    """It was issued for another shop."""

    code = "wrong_shop"


class VoucherVoid(VoucherRefused):
    """It was withdrawn; the points went back."""

    code = "void"


class AlreadyRedeemed(VoucherRefused):
    """It was used before; the facts say when and where."""

    code = "already_redeemed"


class NotYet(VoucherRefused):
    """Its first day is still to come."""

    code = "not_yet"


class VoucherExpired(VoucherRefused):
    """Its last day is over."""

    code = "expired"


class BadAmount(VoucherRefused):
    """The amount is not what this voucher is worth."""

    code = "amount"


class OfferClosed(VoucherRefused):
    """The offer is not on sale now."""

    code = "offer_closed"


class SoldOut(VoucherRefused):
    """The shop's stock for this offer is used up."""

    code = "sold_out"


class LimitReached(VoucherRefused):
    """This person has had as many as one person may in the period."""

    code = "limit"


class SoldOutToday(SoldOut):
    """As many as the offer gives in a day were sold today."""

    code = "sold_out_today"


class DayLimitReached(LimitReached):
    """This person took as many vouchers as one may take in a day, of whatever offers."""

    code = "day_limit"


class AgeUnsaid(VoucherRefused):
    """Nobody has said yet that this person is old enough."""

    code = "age"


class OwnShop(VoucherRefused):
    """Its owner works in the shop that is to take it."""

    code = "own_shop"


class Blackout(VoucherRefused):
    """The shop does not take it at this hour or on this day."""

    code = "blackout"


class BillNeeded(BadAmount):
    """It pays a part of a bill, and the bill was not typed."""

    code = "bill"


class UndoTooLate(VoucherRefused):
    """A redemption can be undone for fifteen minutes, by the tablet that made it."""

    code = "undo_late"
