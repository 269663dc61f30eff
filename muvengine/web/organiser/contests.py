"""What shops contest, and the answer: nothing changes, or the next statement puts it right."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotPossible, Unfunded
from muvengine.core.ledger.journal import REASON_CHARACTERS_MAX, REASON_CHARACTERS_MIN
from muvengine.core.vouchers.contest import CORRECTION_CENTS_MAX
from muvengine.reads.contests import contest_with_line
from muvengine.reads.contests import contests as list_contests
from muvengine.services.decide_contest import ENDPOINT, Decision, decide_contest
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import Euros
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words import contest_in_words
from muvengine.words import statement_in_words as told

Answer = tuple[str, int]
SIGNS: Final = {"refuse": 0, "more": 1, "less": -1}
_needed: Final[dict[str, Any]] = {"required": "contests.answer_wrong"}


class DecisionForm(Schema):
    """The answer, how much it moves, and why."""

    decision = fields.String(
        required=True,
        validate=validate.OneOf(list(SIGNS), error="contests.decision_needed"),
        error_messages={"required": "contests.decision_needed"},
    )
    amount = Euros(load_default=0)
    answer = fields.String(
        required=True,
        validate=validate.Length(
            REASON_CHARACTERS_MIN, REASON_CHARACTERS_MAX, error="contests.answer_wrong"
        ),
        error_messages=_needed,
    )


@pages.get("/contests")
def contests() -> str:
    """List the open questions, the longest waiting first, and the latest answers."""
    found, locale = list_contests(here.wiring().open_reading), here.locale()
    return render_template(
        "organiser/contests.html",
        waiting=[(one, shop, contest_in_words.about(one, locale)) for one, shop in found.waiting],
        decided=[(one, shop, contest_in_words.about(one, locale)) for one, shop in found.decided],
    )


@pages.get("/contests/<int:contest_id>")
def contest(contest_id: int) -> Answer:
    """Show what a shop says, the line it is about, and what can be answered."""
    return _page(contest_id, Form(), HTTPStatus.OK)


@pages.post("/contests/<int:contest_id>")
def decide(contest_id: int) -> Response | Answer:
    """Answer, once."""
    form = read_form(DecisionForm, request.form)
    if form and not _fits(form):
        form = Form(form.typed, errors={"amount": "contests.amount_wrong"})
    if not form:
        return _page(contest_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    values = form.values
    cents = SIGNS[values["decision"]] * values["amount"]
    decision = Decision(contest_id, cents, values["answer"])
    attempt = here.attempt(ENDPOINT, str(decision))
    try:
        decide_contest(here.wiring().open_uow, decision, attempt=attempt, now=here.now())
    except BadInput:
        wrong = Form(form.typed, errors={"amount": "contests.amount_over_line"})
        return _page(contest_id, wrong, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Unfunded:
        sentence = here.say("contests.no_money")
        return _page(contest_id, form, HTTPStatus.CONFLICT, sentence)
    except NotPossible:
        sentence = here.say("contests.decided_before")
        return _page(contest_id, form, HTTPStatus.CONFLICT, sentence)
    tell("contests.told_decided")
    return redirect(url_for(".contests"), HTTPStatus.SEE_OTHER)


def _fits(form: Form) -> bool:
    """Tell whether the amount goes with the answer; a refusal's is left aside."""
    decision, amount_cents = str(form.values["decision"]), int(form.values["amount"])
    return decision == "refuse" or 0 < amount_cents <= CORRECTION_CENTS_MAX


def _page(contest_id: int, form: Form, status: int, sentence: str | None = None) -> Answer:
    read = contest_with_line(here.wiring().open_reading, contest_id)
    zone, locale = here.programme().zone, here.locale()
    what = told.what_of(read.line, read.statement, zone, locale) if read.line else ""
    page = render_template(
        "organiser/contest.html",
        form=form,
        sentence=sentence,
        read=read,
        what=what,
        about=contest_in_words.about(read.contest, locale),
        said=contest_in_words.answer(read.contest, read.carrier, zone, locale),
        choices=list(SIGNS) if read.line else [one for one in SIGNS if one != "less"],
        answer_max=REASON_CHARACTERS_MAX,
    )
    return page, status
