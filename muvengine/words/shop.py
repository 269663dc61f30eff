"""What the till says."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "pair_title": "Connect this tablet to a shop",
    "pair_lead": "The organiser gives you a code. It works once, for 10 minutes.",
    "pair_code": "Code from the organiser",
    "pair_code_hint": "9 letters and numbers, as K7M-4QX-9TD.",
    "pair_name": "Name of this tablet",
    "pair_name_hint": "For example: counter.",
    "pair_do": "Connect",
    "no_pair_code": "Type the code.",
    "told_paired": "This tablet is connected.",
    "told_undone": "Undone. The voucher can be used again.",
    "till_title": "Take a voucher – {shop}",
    "till_hint": "Scan the voucher with a hand scanner, or type its 9 letters and numbers.",
    "code": "Code on the voucher",
    "amount": "Amount in euros",
    "bill": "The whole bill, in euros",
    "bill_hint": "The town pays {percent}% of it, up to {most}.",
    "take_do": "Take the voucher",
    "part": "Use only a part of a voucher",
    "part_do": "Take this part",
    "accepted": "Accepted",
    "worth": "You are owed {amount}.",
    "used": "Already used",
    "not_accepted": "Do not accept",
    "undone": "Undone",
    "undone_lead": "The voucher can be used again.",
    "undo": "Undo",
    "next": "Next voucher",
    "again": "Try again",
    "you_typed": "You typed:",
    "day_title": "{day}",
    "day_count": Plural("{n} voucher taken", "{n} vouchers taken"),
    "day_total": "You are owed {amount}.",
    "day_empty": "No voucher was taken today.",
}
