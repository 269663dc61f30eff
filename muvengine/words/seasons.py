"""Seasons begin and end: what is left goes back or on, people keep what they hold."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "title": "Seasons",
    "lead": "A season is some days with an envelope of points. When it is over, you close it.",
    "state_closed": "Closed on {day}",
    "state_closable": "Over: you can close it",
    "state_waits": "You can close it from {day}",
    "granted": "Points given to this season",
    "left": "Points left in the envelope",
    "close_link": "Close the season {key}",
    "again_link": "Points came back to the season {key}",
    "next_title": "Make the next season",
    "next_lead": "Make it before the old one ends: without a season, trips earn nothing.",
    "next_points_hint": "0 if all its points come from the season before.",
    "next_do": "Make this season",
    "told_next": "The season {key} is made.",
    "close_title": "Close the season {key}",
    "too_early": "It is too early. People may send trips of its last days until then. You can "
    "close it from {day}.",
    "numbers_title": "What there is now",
    "given": "People and vouchers have had {n} points of it.",
    "unused": "{n} points were never given.",
    "keep": "People keep what they hold. Their points end on the day that was told to them.",
    "late": "A trip of this season that comes later, or is put right later, still earns. The "
    "season {key} pays for it.",
    "late_none": "No season follows. A trip of this season that comes later earns nothing, and "
    "its page says why. Make the next season first.",
    "carry": "How many points go on to the season {key}",
    "carry_hint": "Between 0 and {n}. The rest is taken back.",
    "carry_do": "Show what would happen",
    "carry_wrong": "Type a number between 0 and {n}.",
    "preview_title": "What would happen",
    "preview_carry": "{n} points go on to the season {key}.",
    "preview_back": "{n} points are taken back. They are nobody’s any more.",
    "preview_none": "The envelope is empty. The season only closes.",
    "confirm": "Type the name of the season to confirm: {key}",
    "confirm_wrong": "This is not the name of the season.",
    "close_do": "Close the season",
    "told_closed": "The season {key} is closed.",
    "changed": "The numbers have changed in between. Look again.",
    "back": "All seasons",
    # Money that nobody was promised.
    "return_title": "Give money back to who paid",
    "return_lead": "Only money that no voucher and no shop was promised. You can also leave it "
    "for the next season.",
    "return_why": "Why",
    "return_do": "Write it down as given back",
    "return_over": "Type an amount above 0, at most what this funder has given and what is left.",
    "return_why_wrong": "Say why, in 5 to 200 letters.",
    "return_before": "This reference was counted before. Nothing was given back.",
    "told_returned": "Written down.",
}
