"""One trip: what became of it, line by line, and where it went."""

from __future__ import annotations

from datetime import date

from flask import render_template

from muvengine.core.errors import NotFound
from muvengine.core.modes.verdict import Outcome
from muvengine.core.people.actor import Role
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.review import ANSWER_WORKING_DAYS, ReviewKind, ReviewState, answer_by
from muvengine.core.trips.ticket import SHOWN_WITHIN, ticket_legs
from muvengine.reads.corrections import corrections
from muvengine.reads.proposed_legs import ProposedLeg, proposed_legs
from muvengine.reads.score_sheet import ScoreSheet, score_sheet
from muvengine.reads.senders import came_by_itself
from muvengine.reads.stops import visits_of_trip
from muvengine.reads.trace_path import TracePath, trace_path
from muvengine.reads.trip_speed import trip_speed
from muvengine.services.contest_trip import CONTESTS_MAX
from muvengine.services.proving import legs_of
from muvengine.web import here
from muvengine.web.drawings import map_drawing, map_shapes
from muvengine.web.motion import TOLD_AS_CUTS, SpeedView, on_map, speed_view
from muvengine.web.participant.modes import instead_modes
from muvengine.web.participant.pages import pages
from muvengine.web.participant.route_sentences import route_sentences
from muvengine.web.route_labels import route_labels
from muvengine.web.sheet_on_page import sheet_on_page
from muvengine.words.proofs import proof_help, proof_lines


@pages.get("/trips/<public_id>")
def trip(public_id: str) -> str:
    """Show the outcome, the sheet, and the map while the trace is kept."""
    read = own_sheet(public_id)
    map_shown = read.trace_kept and read.mine
    lines, places = on_map(_path(read)) if map_shown else ([], [])
    motion = _motion(read) if map_shown else None
    proposal, labels = _proposal(read), route_labels()
    return render_template(
        "participant/trip.html",
        read=read,
        trip=read.trip,
        sheet=sheet_on_page(read, here.locale(), labels),
        reasons=[here.say(f"reasons.{code}") for code in read.trip.reasons],
        mended=_mended(read, motion),
        motion=motion,
        about=_about(read),
        legs=_legs(read),
        proofs=proof_lines(read.trip.legs, here.locale()),
        proof_help="" if read.trip.withdrawn_at else proof_help(read.trip.legs, here.locale()),
        tickets=_tickets(read),
        proposal=proposal,
        visits=visits_of_trip(here.wiring().open_reading, public_id, here.actor()),
        answer_by=_answer_by(read),
        routes=route_sentences(read, labels),
        may_ask=_may_ask(read),
        by_itself=came_by_itself(here.wiring().open_reading, read.trip.id),
        promise=answer_by(here.now().date()),
        working_days=ANSWER_WORKING_DAYS,
        counted_again=corrections(
            here.wiring().open_reading, read.trip.person_id, read.trip.public_id
        ),
        instead_modes=instead_modes(),
        drawing=map_drawing(lines, places, title=here.say("participant.map_title")),
        shapes=map_shapes(lines, places),
        tiles=here.wiring().settings.tile_url,
        trace_days=here.wiring().settings.trace_days,
    )


def own_sheet(public_id: str) -> ScoreSheet:
    """Give a trip of the person whose pages these are.

    Raises:
        NotFound: no such trip, or somebody else's.
    """
    wiring = here.wiring()
    read = score_sheet(wiring.open_reading, wiring.shelf.rulebook, public_id, here.actor())
    if not (read.mine or here.me().on_mandate):
        raise NotFound(kind="trip")
    return read


def _proposal(read: ScoreSheet) -> tuple[ProposedLeg, ...]:
    """Give the parts a trip seems to have, where its owner may still say which they were."""
    said = len(read.trip.legs) > 1 or read.trip.withdrawn_at or not read.mine
    if said or not read.trace_kept or read.waiting:
        return ()
    wiring = here.wiring()
    found = proposed_legs(
        wiring.open_reading,
        wiring.shelf.seal,
        wiring.shelf.rulebook,
        read.trip.public_id,
        here.actor(),
    )
    return found if len(found) > 1 else ()


def _legs(read: ScoreSheet) -> list[tuple[Leg, list[str]]]:
    """Give the judged parts with their reasons in words, where there are several."""
    legs = read.trip.legs if len(read.trip.legs) > 1 else ()
    return [(leg, [here.say(f"reasons.{code}") for code in leg.reasons]) for leg in legs]


def _tickets(read: ScoreSheet) -> list[tuple[int, Leg]]:
    """Give the legs that a mediator beside the person may have seen a ticket for."""
    trip = read.trip
    if here.actor().kind != Role.MEDIATOR or trip.withdrawn_at or read.waiting:
        return []
    if trip.outcome == Outcome.REFUSED or here.wiring().now() - trip.end_at > SHOWN_WITHIN:
        return []
    modes = {mode: rule.limits for mode, rule in read.rulebook.modes.items()}
    legs = legs_of(trip, read.sheet.facts)
    return [(number + 1, legs[number]) for number in ticket_legs(legs, modes)]


def _path(read: ScoreSheet) -> TracePath:
    wiring = here.wiring()
    return trace_path(wiring.open_reading, wiring.shelf.seal, read.trip.public_id, here.actor())


def _motion(read: ScoreSheet) -> SpeedView:
    wiring = here.wiring()
    found = trip_speed(
        wiring.open_reading,
        wiring.shelf.seal,
        wiring.shelf.rulebook,
        read.trip.public_id,
        here.actor(),
    )
    return speed_view(found)


def _mended(read: ScoreSheet, motion: SpeedView | None) -> list[str]:
    """Name what was mended; what the list of cuts tells with its time is not said again."""
    told = TOLD_AS_CUTS if motion else frozenset()
    return [here.say(f"reasons.{code}") for code in read.trip.dropped if code not in told]


def _about(read: ScoreSheet) -> str:
    """Choose the sentence under the outcome; nothing is promised where a maximum took it all."""
    trip = read.trip
    if trip.withdrawn_at:
        return "withdrawn_about"
    unanswered = trip.outcome == Outcome.REFUSED and not read.waiting
    return f"{trip.outcome}_about" if trip.points or unanswered else "nothing"


def _may_ask(read: ScoreSheet) -> bool:
    """Tell whether a person may still be asked to look."""
    if not read.mine:
        return False
    asked = [one for one in read.reviews if one.kind is ReviewKind.CONTEST]
    return not (read.waiting or read.trip.withdrawn_at or len(asked) >= CONTESTS_MAX)


def _answer_by(read: ScoreSheet) -> date | None:
    opened = [one.opened_at for one in read.reviews if one.state is ReviewState.OPEN]
    return answer_by(here.local(min(opened)).date()) if opened else None
