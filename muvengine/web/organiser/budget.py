"""Can the town honour what it promises, and for how long?"""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible, ReasonMissing
from muvengine.reads.solvency import Solvency, alarms, solvency
from muvengine.services.answer_alarm import close_alarm, take_alarm
from muvengine.web import here
from muvengine.web.bars import Part, bar, stack
from muvengine.web.organiser.funders import funder_name
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@pages.get("/budget")
def budget() -> Answer:
    """Show what was promised, what is free, and until when both envelopes last."""
    return _page(HTTPStatus.OK)


@pages.post("/budget/alarms/<int:alarm_id>/take")
def take_alarm_up(alarm_id: int) -> Response:
    """Look after an alarm."""
    return _answered(alarm_id, None, "solvency.told_taken")


@pages.post("/budget/alarms/<int:alarm_id>/close")
def answer_alarm(alarm_id: int) -> Response | Answer:
    """Say how an alarm was answered."""
    try:
        return _answered(alarm_id, request.form.get("reason", ""), "solvency.told_closed")
    except ReasonMissing:
        return _page(HTTPStatus.UNPROCESSABLE_ENTITY, here.say("refusals.reason_missing"))


def _answered(alarm_id: int, reason: str | None, code: str) -> Response:
    wiring, actor = here.wiring(), here.actor()
    try:
        if reason is None:
            take_alarm(wiring.open_uow, alarm_id, actor=actor, now=wiring.now())
        else:
            close_alarm(wiring.open_uow, alarm_id, reason, actor=actor, now=wiring.now())
    except NotPossible:
        # Another organiser was faster, or the reason is gone.
        code = "solvency.told_gone"
    tell(code)
    return redirect(url_for(".budget"), HTTPStatus.SEE_OTHER)


def _page(status: int, sentence: str | None = None) -> Answer:
    open_reading = here.wiring().open_reading
    seen = solvency(open_reading, here.now())
    page = render_template(
        "organiser/budget.html",
        seen=seen,
        alarms=alarms(open_reading),
        bar=bar,
        funder_name=funder_name,
        euros=stack(_euros(seen)),
        sentence=sentence,
    )
    return page, status


def _euros(seen: Solvency) -> list[Part]:
    return [
        Part("used", seen.paid_cents),
        Part("owed", seen.figures.payable_cents),
        Part("promised", seen.committed_cents - seen.figures.payable_cents),
        Part("free", seen.figures.budget_cents),
    ]
