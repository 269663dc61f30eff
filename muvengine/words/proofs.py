"""What speaks for a leg beside its trace, and what would help one that nothing speaks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from muvengine.core.modes.judge import Reason
from muvengine.core.trips.leg import Leg
from muvengine.words.catalogue import Sentences, known, say

SENTENCES: Final[Sentences] = {
    "timetable": "{mode} {line}, from {begin} to {end}: this fits the timetable.",
    "line": "{mode} {line}, from {begin} to {end}: this fits the line. Half of the way counts.",
    "dwells": "{mode} {line}, from {begin} to {end}: you stopped there. Half of the way counts.",
    "ticket": "{mode}: a mediator has seen your ticket.",
    "help": "Show your ticket at the social centre, or scan the sign at the stop.",
    "help_half": "Show your ticket at the social centre. Then all of the way counts.",
    "ticket_title": "Has the person shown you a ticket?",
    "ticket_lead": "It must be for this trip. Your name is written down beside it.",
    "ticket_do": "I have seen the ticket",
    "ticket_told": "The ticket is noted.",
    "ticket_waiting": "A person is looking at this trip. Wait for the answer.",
    "ticket_refused": "This trip does not count. A ticket cannot change that.",
    "ticket_proven": "This trip needs no ticket any more.",
    "ticket_less": "With the ticket the trip would earn less. Nothing has changed.",
    "ticket_old": "This trip is too old for a ticket. It must come within 14 days.",
    "ticket_withdrawn": "This trip was taken back.",
    "ticket_limit": "You have noted 20 tickets today. Ask a colleague, or come back tomorrow.",
}
_BY_LINE: Final = frozenset({"timetable", "line", "dwells"})


def proof_lines(legs: Iterable[Leg], locale: str) -> list[str]:
    """Say what speaks for the legs, for those of which we have words."""
    return [
        _line(leg, locale)
        for leg in legs
        if leg.proof and known(f"proofs.{leg.proof}") and not _nameless(leg)
    ]


def proof_help(legs: Iterable[Leg], locale: str) -> str:
    """Say what would help a leg in public transport; empty where nothing is missing."""
    kept = tuple(legs)
    if any(Reason.TRANSIT_UNPROVEN in leg.reasons for leg in kept):
        return say("proofs.help", locale)
    if any(leg.proof in _BY_LINE and leg.paid_share < 1 for leg in kept):
        return say("proofs.help_half", locale)
    return ""


def _nameless(leg: Leg) -> bool:
    return leg.proof in _BY_LINE and not {"line", "from", "to"} <= leg.about.keys()


def _line(leg: Leg, locale: str) -> str:
    facts = {
        "mode": say(f"modes.{leg.mode}", locale),
        "line": leg.about.get("line", ""),
        "begin": leg.about.get("from", ""),
        "end": leg.about.get("to", ""),
    }
    return say(f"proofs.{leg.proof}", locale, **facts)
