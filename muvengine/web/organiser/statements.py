"""What shops are owed: draft, close, write down that it was paid."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotPossible
from muvengine.reads.statements import statement_with_lines
from muvengine.reads.statements import statements as list_statements
from muvengine.services.close_statement import ENDPOINT as CLOSE
from muvengine.services.close_statement import close_statement
from muvengine.services.draft_statements import draft_statements
from muvengine.services.pay_statement import ENDPOINT as PAY
from muvengine.services.pay_statement import REFERENCE_CHARACTERS_MAX, pay_statement
from muvengine.web import here
from muvengine.web.downloads import statement_file
from muvengine.web.forms import Form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words import statement_in_words as told

Answer = tuple[str, int]


@pages.get("/statements")
def statements() -> str:
    """List every statement, the newest period first."""
    return render_template(
        "organiser/statements.html",
        statements=[
            (one, shop, told.title_of(one, here.locale()))
            for one, shop in list_statements(here.wiring().open_reading)
        ],
    )


@pages.post("/statements")
def draft() -> Response:
    """Draft what is over; nothing happens where nothing is."""
    made = draft_statements(here.wiring().open_uow, now=here.now())
    if made:
        tell("statements.drafted", n=len(made))
    else:
        tell("statements.drafted_none")
    return redirect(url_for(".statements"), HTTPStatus.SEE_OTHER)


@pages.get("/statements/<int:statement_id>")
def statement(statement_id: int) -> Answer:
    """Show what stands on a statement, and what can be done with it now."""
    return _page(statement_id, Form(), HTTPStatus.OK)


@pages.post("/statements/<int:statement_id>/close")
def close(statement_id: int) -> Response | Answer:
    """Give a draft its number."""
    wiring, attempt = here.wiring(), here.attempt(CLOSE, str(statement_id))
    try:
        done = close_statement(wiring.open_uow, statement_id, attempt=attempt, now=wiring.now())
    except BadInput:
        missing = here.say("statements.payee_missing")
        return _page(statement_id, Form(), HTTPStatus.UNPROCESSABLE_ENTITY, missing)
    except NotPossible:
        changed = here.say("statements.not_now")
        return _page(statement_id, Form(), HTTPStatus.CONFLICT, changed)
    tell("statements.told_closed", number=done.value["number"])
    return redirect(url_for(".statement", statement_id=statement_id), HTTPStatus.SEE_OTHER)


@pages.post("/statements/<int:statement_id>/paid")
def paid(statement_id: int) -> Response | Answer:
    """Write down that the town has paid."""
    reference = request.form.get("reference", "")
    wiring, attempt = here.wiring(), here.attempt(PAY, f"{statement_id}|{reference}")
    try:
        done = pay_statement(
            wiring.open_uow, statement_id, reference, attempt=attempt, now=wiring.now()
        )
    except BadInput:
        wrong = {"reference": "statements.pay_reference_wrong"}
        form = Form({"reference": reference}, errors=wrong)
        return _page(statement_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except NotPossible:
        changed = here.say("statements.not_now")
        return _page(statement_id, Form(), HTTPStatus.CONFLICT, changed)
    tell("statements.told_paid", number=done.value["number"])
    return redirect(url_for(".statement", statement_id=statement_id), HTTPStatus.SEE_OTHER)


@pages.get("/statements/<int:statement_id>.pdf", defaults={"ending": "pdf"})
@pages.get("/statements/<int:statement_id>.csv", defaults={"ending": "csv"})
@pages.get("/statements/<int:statement_id>.json", defaults={"ending": "json"})
def statement_as_file(statement_id: int, ending: str) -> Response:
    """Hand a statement out, to print or for the accountant's program."""
    return statement_file(statement_with_lines(here.wiring().open_reading, statement_id), ending)


def _page(statement_id: int, form: Form, status: int, sentence: str | None = None) -> Answer:
    read = statement_with_lines(here.wiring().open_reading, statement_id)
    zone, locale = here.programme().zone, here.locale()
    page = render_template(
        "organiser/statement.html",
        form=form,
        sentence=sentence,
        read=read,
        title=told.title_of(read.statement, locale),
        about=told.about(read.statement, read.shop.name, locale),
        rows=tuple(told.rows(read.lines, read.statement, zone, locale)),
        closing=told.closing(read.statement, locale, zone),
        reference_max=REFERENCE_CHARACTERS_MAX,
    )
    return page, status
