"""A shop says that a line of its statement is wrong, or that a voucher is missing."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotFound, NotPossible
from muvengine.core.vouchers.contest import WORDS_CHARACTERS_MAX, Reason
from muvengine.core.vouchers.statement import StatementLine
from muvengine.services.contest_line import ENDPOINT, Complaint, contest_line
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.shop.pages import pages
from muvengine.web.shop.statements import ours
from muvengine.words import statement_in_words as told

Answer = tuple[str, int]
OF_LINE: Final = tuple(reason for reason in Reason if reason is not Reason.MISSING)


class ContestForm(Schema):
    """What is wrong, and in whose words."""

    reason = fields.String(
        load_default=Reason.MISSING.value,
        validate=validate.OneOf(list(Reason), error="contests.reason_needed"),
    )
    words = fields.String(
        load_default="",
        validate=validate.Length(max=WORDS_CHARACTERS_MAX, error="contests.words_long"),
    )


@pages.get("/statements/<int:statement_id>/wrong/<int:line>")
def ask(statement_id: int, line: int) -> Answer:
    """Ask what is wrong with a line; line 0 is one that is missing."""
    return _page(statement_id, line, Form(), HTTPStatus.OK)


@pages.post("/statements/<int:statement_id>/wrong/<int:line>")
def contest(statement_id: int, line: int) -> Response | Answer:
    """Send it to the town."""
    form = read_form(ContestForm, request.form)
    if form and line and form.values["reason"] == Reason.MISSING:
        form = Form(form.typed, errors={"reason": "contests.reason_needed"})
    if not form:
        return _page(statement_id, line, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    values = form.values
    reason = Reason(values["reason"])
    complaint = Complaint(statement_id, line or None, reason, values["words"])
    try:
        contest_line(
            here.wiring().open_uow,
            complaint,
            device=here.till(),
            attempt=here.attempt(ENDPOINT, str(complaint)),
            now=here.now(),
        )
    except BadInput:
        form = Form(form.typed, errors={"words": "contests.words_needed"})
        return _page(statement_id, line, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except NotPossible:
        sentence = here.say("contests.asked_before")
        return _page(statement_id, line, form, HTTPStatus.CONFLICT, sentence)
    tell("contests.told_asked")
    return redirect(url_for(".statement", statement_id=statement_id), HTTPStatus.SEE_OTHER)


def _page(
    statement_id: int, line: int, form: Form, status: int, sentence: str | None = None
) -> Answer:
    read = ours(statement_id)
    contested: StatementLine | None = None
    if line:
        if line > len(read.lines):
            raise NotFound(kind="line")
        contested = read.lines[line - 1]
    zone, locale = here.programme().zone, here.locale()
    page = render_template(
        "shop/contest.html",
        form=form,
        sentence=sentence,
        statement=read.statement,
        line=line,
        contested=contested,
        what=told.what_of(contested, read.statement, zone, locale) if contested else "",
        reasons=[reason.value for reason in OF_LINE],
        words_max=WORDS_CHARACTERS_MAX,
    )
    return page, status
