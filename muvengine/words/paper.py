"""What we print."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "card_made": "The card of {name}",
    "card_once": "Print it now. The secret code is shown only this once.",
    "card_done": "I have printed it",
    "card_number": "Card number",
    "step_move": "Walk, ride, or take the bus. Record your trip with a phone if you have one.",
    "step_show": "Show this card to a mediator, or open your page with it. You get points.",
    "step_shop": "Choose a voucher. The shop gives you what is on it.",
    "card_lost": "Card lost? Tell a mediator. Your points stay yours.",
    "pin": "Your secret code",
    "pin_keep": "Learn it, then destroy this part. Tell it to nobody.",
    "enrol_title": "Enrolment form",
    "enrol_lead": "Fill in 5 boxes. A helper copies them later and prints your card.",
    "enrol_print": "Print the enrolment form, to be copied later",
    "enrol_mail": "E-mail, if you have one:",
    "enrol_agree": "I agree.",
    "enrol_sign": "Date and signature:",
    "enrol_copied": "Copied by, on:",
    "balance_title": "The points of {name}",
    "balance_on": "On {day}",
    "available": "Points to use now",
    "pending": "Points on the way",
    "points": Plural("{n} point", "{n} points"),
    "expiring": "Use them in time",
    "expiring_line": Plural("{n} point, until {day}", "{n} points, until {day}"),
    "vouchers": "Vouchers not used yet",
    "voucher_line": "{title}, {shop}, until {day}",
    "no_voucher": "No voucher at the moment.",
    "balance_by": "Printed by {name}",
}
