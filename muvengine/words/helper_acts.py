"""What another hand did for somebody, as they read it themselves."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences, known

SENTENCES: Final[Sentences] = {
    "address.give": "gave an e-mail",
    "address.confirm": "confirmed an e-mail",
    "address.drop": "took an e-mail back",
    "board.join": "put somebody on the leaderboards, on their word",
    "board.leave": "took somebody off the leaderboards",
    "board.quarter": "noted the quarter somebody plays for",
    "card.issue": "made a card",
    "card.void": "voided a card",
    "card.show": "read a card at the desk of another centre",
    "centre.join": "wrote down that a centre knows a person",
    "centre.leave": "wrote down that a person leaves a centre",
    "mandate.give": "wrote down a mandate",
    "mandate.stop": "ended a mandate",
    "mandate.begin": "began to act by a mandate",
    "mandate.end": "stopped acting by a mandate",
    "balance.move": "moved points to another account of the same person",
    "help.begin": "began to help",
    "help.end": "stopped helping",
    "hunt.stamp": "stamped for a treasure hunt",
    "hunt.take_back": "took a stamp of a treasure hunt back",
    "letter.want": "asked for the weekly letter by mail",
    "letter.stop": "stopped the weekly letter by mail",
    "link.make": "made a sign-in link",
    "password.set": "chose a password",
    "person.enrol": "enrolled a person",
    "person.usual_mode": "changed the usual way of travelling",
    "person.age": "said that somebody is old enough",
    "privacy.no_trace": "switched off the maps of somebody",
    "privacy.trace": "switched the maps of somebody on again",
    "privacy.erase": "deleted an account for good",
    "privacy.export": "downloaded everything of somebody for them",
    "report.make": "wrote a report for somebody",
    "report.see": "confirmed a report for somebody",
    "sender.connect": "connected an app that sends trips",
    "sender.disconnect": "shut out an app that sends trips",
    "sender.mode": "said how trips of an app count",
    "stop.scan": "read the sign of a stop",
    "team.join": "put somebody into a team",
    "team.leave": "took somebody out of a team",
    "team.show": "changed the name that a team sees",
    "trip.ticket": "has seen a ticket",
    "voucher.print": "printed vouchers",
    "call.note": "put somebody on the list of calls",
    "call.done": "took somebody off the list of calls",
    "carpool.slip": "wrote a paper slip of a shared car down",
}


def act_code(act: str) -> str:
    """Name the sentence that tells an act of the audit trail; empty where there is none."""
    codes = (f"helper_acts.{act}", f"office.act_{act}")
    return next((code for code in codes if known(code)), "")
