"""Vouchers that a shop took without network, on paper, and how far a tablet goes alone."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "title": "Taken without network",
    "lead": (
        "A shop without network takes vouchers all the same. The customer leaves with the gift. "
        "If the voucher was good no more, you decide here."
    ),
    "n_waiting": Plural("{n} voucher waits for you.", "{n} vouchers wait for you."),
    "waiting_title": "To decide",
    "waiting_none": "Nothing waits for you.",
    "waiting_about": "Whatever you decide, nobody loses points. No voucher changes.",
    "latest_title": "Covered or decided",
    "latest_none": "Nothing was covered so far.",
    "at": "Taken on {at}",
    "heard": "we heard of it on {at}",
    "tablet": "tablet {name}",
    "clock_off": "The tablet's clock was wrong. The time is that of its arrival.",
    "why_already_redeemed": "The voucher was used before.",
    "why_void": "The voucher was cancelled.",
    "why_expired": "The voucher had ended.",
    "why_not_yet": "The voucher had not begun.",
    "why_amount": "Less was left on the voucher.",
    "why_tablet_revoked": "The tablet was shut out before.",
    "state_covered": "The shop is paid from the allowance.",
    "state_undone": "The shop is not paid.",
    "state_disputed": "Nobody has decided yet.",
    "decide": "Your decision",
    "way_allowance": "Pay the shop from the allowance",
    "way_budget": "Pay the shop from the budget",
    "way_undone": "Do not pay the shop",
    "reason": "Why?",
    "reason_hint": "The shop and the owner of the voucher read it. At least 5 letters.",
    "decide_do": "Decide",
    "told_decided": "Decided.",
    "by_reason": "Reason: {reason}",
    "money_title": "The allowance",
    "money_about": (
        "Money that is laid aside. It pays by itself when 2 tablets took one voucher. When it "
        "is empty, you decide each time."
    ),
    "money_left": "In the allowance: {amount}. In the budget: {budget}.",
    "money_kind": "What do you do?",
    "money_fund": "Lay money aside",
    "money_return": "Give money back to the budget",
    "money_amount": "Amount in euros",
    "money_do": "Move the money",
    "told_money": "The money was moved.",
    "terms_link": "Without network",
    "terms_title": "{shop}: without network",
    "terms_lead": "A tablet without network stops at the first of these 3.",
    "terms_amount": "Euros in all",
    "terms_hours": "Hours without network",
    "terms_scans": "Vouchers",
    "told_terms": "Kept. The tablets know it when they have network.",
    "suspended": "This tablet sent too many unknown codes. It takes nothing.",
    "suspended_since": "since {at}",
    "lift": "Let {name} work again",
    "told_lifted": "The tablet works again.",
    "shop_suspended": "A tablet waits for you",
    "tablet_skew": "its clock is {span} off",
    "owner_covered": (
        "On {at} this voucher was taken without network. It was good no more. "
        "The programme paid the shop. You lost no points."
    ),
    "owner_disputed": (
        "On {at} this voucher was taken without network. It was good no more. "
        "The programme looks at it. You lose no points."
    ),
    "owner_undone": (
        "On {at} this voucher was taken without network. It was good no more. "
        "The programme did not pay the shop. You lost no points."
    ),
    "shop_covered": "The voucher was good no more. You are paid all the same.",
    "shop_disputed": "The voucher was good no more. The programme will decide.",
    "shop_undone": "The programme decided not to pay.",
    "batch_title": "Type a paper list",
    "batch_lead": (
        "You took vouchers on paper. Type each code and its day. "
        "You may send the same list twice. Nothing counts twice."
    ),
    "batch_code": "Code {n}",
    "batch_day": "Day {n}",
    "batch_amount": "Amount in euros {n}",
    "batch_amount_hint": "Only for a part of a voucher. For a percentage, type the whole bill.",
    "batch_days_hint": "Send it within 3 days. A voucher that ends meanwhile then counts.",
    "batch_do": "Send the list",
    "batch_link": "Type a paper list",
    "batch_empty": "Type at least one code.",
    "batch_taken": "Taken.",
    "batch_disputed": "Kept. The voucher was good no more. The programme will decide.",
    "batch_covered": "Taken. The voucher was good no more. You are paid all the same.",
    "batch_undone": "This line was undone before.",
    "batch_total": Plural("{n} voucher taken · {amount}", "{n} vouchers taken · {amount}"),
    "batch_wrong": Plural("{n} line to look at", "{n} lines to look at"),
}
