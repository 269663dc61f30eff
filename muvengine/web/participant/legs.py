"""The parts of a trip: proposed from its trace, confirmed or changed by its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.modes.mode import Mode
from muvengine.core.trips.judgement import Claim, ClaimedLeg
from muvengine.reads.proposed_legs import ProposedLeg, proposed_legs
from muvengine.reads.score_sheet import ScoreSheet
from muvengine.services.correct_trip import Correction, correct_trip
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.participant.trip import own_sheet
from muvengine.web.refused import words_for

Answer = tuple[str, int]
FEET: Final = (Mode.WALK.value, Mode.RUN.value, Mode.WHEELCHAIR.value)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the form.

    Attributes:
        number: from 1.
        leg: as proposed.
        mode: that is chosen already; empty for none.
        until: end as the form shows it, local ``HH:MM``; empty for the last.
        modes: to choose from.
    """

    number: int
    leg: ProposedLeg
    mode: str
    until: str
    modes: tuple[str, ...]


@pages.get("/trips/<public_id>/legs")
def legs(public_id: str) -> Answer:
    """Show the parts the trip seems to have."""
    return _page(own_sheet(public_id), Form(), HTTPStatus.OK)


@pages.post("/trips/<public_id>/legs")
def tell_legs(public_id: str) -> Response | Answer:
    """Judge the kept trace by the parts its owner tells."""
    read = own_sheet(public_id)
    found = _proposed(public_id)
    form = _read(found)
    if not form:
        return _page(read, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    claimed = _claimed(read, found)
    correction = Correction(public_id, Claim(_main(claimed), claimed))
    wiring = here.wiring()
    try:
        correct_trip(
            wiring.open_uow,
            wiring.shelf,
            correction,
            attempt=correction.attempt(here.actor(), request.form.get("attempt", "")),
            now=wiring.now(),
        )
    except BadInput:
        wrong = Form(form.typed, errors={"until-1": "participant.legs_order"})
        return _page(read, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    except NotPossible as refusal:
        return _page(read, form, HTTPStatus.CONFLICT, words_for(refusal))
    tell("participant.told_counted")
    return redirect(url_for(".trip", public_id=public_id), HTTPStatus.SEE_OTHER)


def _proposed(public_id: str) -> tuple[ProposedLeg, ...]:
    wiring = here.wiring()
    return proposed_legs(
        wiring.open_reading, wiring.shelf.seal, wiring.shelf.rulebook, public_id, here.actor()
    )


def _read(found: tuple[ProposedLeg, ...]) -> Form:
    typed = {name: value for name, value in request.form.items() if name[:4] in {"mode", "unti"}}
    errors: dict[str, str] = {}
    for number, leg in enumerate(found, start=1):
        if typed.get(f"mode-{number}") not in leg.modes:
            errors[f"mode-{number}"] = "participant.add_no_mode"
        if number < len(found) and _clock(typed.get(f"until-{number}", "")) is None:
            errors[f"until-{number}"] = "participant.legs_clock"
    return Form(typed, {}, errors)


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if len(text) in {5, 8} else None
    except ValueError:
        return None


def _claimed(read: ScoreSheet, found: tuple[ProposedLeg, ...]) -> tuple[ClaimedLeg, ...]:
    """Put modes and clocks together; neighbours in one mode are one leg."""
    claimed: list[ClaimedLeg] = []
    start = read.trip.start_at
    for number, leg in enumerate(found, start=1):
        last = number == len(found)
        end = read.trip.end_at if last else _end(leg, request.form[f"until-{number}"])
        mode = request.form[f"mode-{number}"]
        if claimed and claimed[-1].mode == mode:
            claimed[-1] = ClaimedLeg(mode, claimed[-1].start, end)
        else:
            claimed.append(ClaimedLeg(mode, start, end))
        start = end
    return tuple(claimed)


def _end(leg: ProposedLeg, text: str) -> datetime:
    """Give the moment a clock shows, nearest to the proposed end; unchanged to the second."""
    proposed = here.local(leg.end_at)
    if text == f"{proposed:%H:%M}":
        return leg.end_at
    clock = _clock(text)
    assert clock is not None, "the form was read before"
    near = datetime.combine(proposed.date(), clock, proposed.tzinfo)
    days = (near + timedelta(days=offset) for offset in (-1, 0, 1))
    return min(days, key=lambda moment: abs(moment - proposed))


def _main(claimed: tuple[ClaimedLeg, ...]) -> str:
    return max(claimed, key=lambda leg: leg.end - leg.start).mode


def _page(read: ScoreSheet, form: Form, status: int, sentence: str | None = None) -> Answer:
    found = _proposed(read.trip.public_id)
    page = render_template(
        "participant/legs.html",
        trip=read.trip,
        form=form,
        sentence=sentence,
        parts=[_part(number, leg, len(found)) for number, leg in enumerate(found, start=1)],
    )
    return page, status


def _part(number: int, leg: ProposedLeg, count: int) -> Part:
    until = "" if number == count else f"{here.local(leg.end_at):%H:%M}"
    # On foot is likely enough to be chosen already; which vehicle, only its rider knows.
    mode = "" if leg.fast else Mode.WALK.value
    modes = leg.modes if leg.fast else tuple(dict.fromkeys((*FEET, *leg.modes)))
    known = tuple(one for one in modes if one in leg.modes)
    return Part(number, leg, mode, until, known)
