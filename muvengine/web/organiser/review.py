"""Trips that wait for a person: figures and limits, no places unless their owner asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible
from muvengine.core.trips.leg import Leg
from muvengine.core.trips.review import Review, answer_by, working_days_left
from muvengine.reads.review_queue import queue_counts, review_queue
from muvengine.reads.score_sheet import ScoreSheet, score_sheet
from muvengine.reads.trace_path import TracePath, trace_path
from muvengine.reads.trip_speed import trip_speed
from muvengine.services.foresee_answer import Foresight, foresee_answers
from muvengine.services.proving import legs_of
from muvengine.services.review_trip import (
    REASON_CHARS_MAX,
    REASON_CHARS_MIN,
    TripAnswer,
    review_trip,
)
from muvengine.web import here
from muvengine.web.drawings import map_drawing, map_shapes
from muvengine.web.forms import Form, read_form
from muvengine.web.motion import SpeedView, on_map, speed_view
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.place_names import with_place_names
from muvengine.web.route_labels import route_labels
from muvengine.words.evidence import evidence_lines
from muvengine.words.proofs import proof_lines
from muvengine.words.score_in_words import explain

Answer = tuple[str, int]


class AnswerForm(Schema):
    """Accept or refuse, and why."""

    answer = fields.String(
        required=True,
        validate=validate.OneOf(("accept", "refuse"), error="organiser.no_answer"),
        error_messages={"required": "organiser.no_answer"},
    )
    reason = fields.String(
        required=True,
        validate=validate.Length(REASON_CHARS_MIN, REASON_CHARS_MAX, error="organiser.no_reason"),
        error_messages={"required": "organiser.no_reason"},
    )


@pages.get("/review")
def review() -> str:
    """List what waits, the longest waiting first."""
    cursor = request.args.get("after")
    open_reading, today = here.wiring().open_reading, here.now().date()
    queue = review_queue(open_reading, cursor=cursor)
    return render_template(
        "organiser/review.html",
        queue=queue,
        counts=queue_counts(open_reading, today),
        later_page=cursor is not None,
        answer_by={one.review.id: _answer_by(one.review) for one in queue.items},
        left={one.review.id: _left(one.review) for one in queue.items},
    )


@pages.get("/review/<public_id>")
def review_one(public_id: str) -> Answer:
    """Show one trip with its evidence."""
    return _page(public_id, Form(), HTTPStatus.OK)


@pages.post("/review/<public_id>")
def answer_review(public_id: str) -> Response | Answer:
    """Accept or refuse, once, with a reason its owner reads."""
    form = read_form(AnswerForm, request.form)
    if not form:
        return _page(public_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    accepted = form.values["answer"] == "accept"
    modes = tuple(request.form.getlist("legs")) if accepted else ()
    answer = TripAnswer(public_id, accepted, form.values["reason"], modes)
    wiring = here.wiring()
    try:
        review_trip(
            wiring.open_uow,
            wiring.shelf,
            answer,
            attempt=answer.attempt(here.actor(), request.form.get("attempt", "")),
            now=wiring.now(),
        )
    except NotPossible:
        return _page(public_id, form, HTTPStatus.CONFLICT, here.say("organiser.answered_before"))
    tell("organiser.told_accepted" if accepted else "organiser.told_refused")
    return redirect(url_for(".review"), HTTPStatus.SEE_OTHER)


def _page(public_id: str, form: Form, status: int, sentence: str | None = None) -> Answer:
    wiring = here.wiring()
    read = score_sheet(wiring.open_reading, wiring.shelf.rulebook, public_id, here.actor())
    explained = explain(
        read.sheet.score.lines,
        with_place_names(read.rulebook),
        here.locale(),
        read.trip.local_day,
        route_labels(),
    )
    lines, places = on_map(_path(read)) if read.trace_open and read.trace_kept else ([], [])
    foresight = _foresight(public_id) if read.waiting else None
    page = render_template(
        "organiser/review_one.html",
        read=read,
        trip=read.trip,
        form=form,
        sentence=sentence,
        lines=[line for line in explained if not line.missed],
        missed=[line for line in explained if line.missed],
        legs=_legs(read),
        proofs=proof_lines(read.trip.legs, here.locale()),
        modes=[(mode, _mode_and_points(mode, foresight)) for mode in read.rulebook.modes],
        foresight=foresight,
        motion=_motion(public_id) if read.waiting and read.trace_kept else None,
        evidence=tuple(evidence_lines(read.trip.evidence, here.locale())),
        answer_by={review.id: _answer_by(review) for review in read.reviews},
        left={review.id: _left(review) for review in read.reviews},
        drawing=map_drawing(lines, places, title=here.say("organiser.review_map")),
        shapes=map_shapes(lines, places),
        tiles=wiring.settings.tile_url,
    )
    return page, status


@dataclass(frozen=True, slots=True)
class _LegLine:
    """One leg as the reviewer reads it: no places."""

    number: int
    leg: Leg
    reasons: tuple[str, ...]
    said: str


def _legs(read: ScoreSheet) -> list[_LegLine]:
    chosen = request.form.getlist("legs")
    return [
        _LegLine(
            number,
            leg,
            tuple(here.say(f"reasons.{code}") for code in leg.reasons),
            chosen[number - 1] if len(chosen) >= number else leg.mode,
        )
        for number, leg in enumerate(legs_of(read.trip, read.sheet.facts), start=1)
    ]


def _answer_by(review: Review) -> date:
    return answer_by(here.local(review.opened_at).date())


def _left(review: Review) -> int:
    """Count the working days until the promised one; below 0 the days it is late."""
    return working_days_left(here.now().date(), _answer_by(review))


def _foresight(public_id: str) -> Foresight:
    wiring = here.wiring()
    return foresee_answers(
        wiring.open_uow, wiring.shelf, public_id, actor=here.actor(), now=wiring.now()
    )


def _mode_and_points(mode: str, foresight: Foresight | None) -> str:
    """Name a mode, with what the trip would earn in it where that is known."""
    name = here.say(f"modes.{mode}")
    if foresight is None or mode not in foresight.accepted_as:
        return name
    return here.say("review.as_mode", mode=name, n=foresight.accepted_as[mode])


def _motion(public_id: str) -> SpeedView:
    wiring = here.wiring()
    found = trip_speed(
        wiring.open_reading, wiring.shelf.seal, wiring.shelf.rulebook, public_id, here.actor()
    )
    return speed_view(found)


def _path(read: ScoreSheet) -> TracePath:
    wiring = here.wiring()
    return trace_path(wiring.open_reading, wiring.shelf.seal, read.trip.public_id, here.actor())
