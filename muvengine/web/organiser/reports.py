"""What people report on routes and at places: the oldest first, answered, and as a table."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible, ReasonMissing
from muvengine.core.spots.report import ANSWERS, GOING_ON, ReportState
from muvengine.formats.table_cells import write_table
from muvengine.reads import reports as reading
from muvengine.services.answer_report import answer_report
from muvengine.web import here
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.forms import Form, read_form
from muvengine.web.numbers import row_number
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.web.report_words import report_words
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
SHOWN: Final = 50
FILTERS: Final = {
    "going_on": GOING_ON,
    **{one.value: (one,) for one in ReportState},
    "all": tuple(ReportState),
}
COLUMNS: Final = (
    "number", "day", "category", "place", "words", "state", "since", "witnesses", "answer",
    "points",
)  # fmt: skip


class AnswerForm(Schema):
    """What is so, and a sentence for the reporter."""

    answer = fields.Enum(
        ReportState,
        by_value=True,
        required=True,
        error_messages={"required": "report.office_choose", "unknown": "report.office_choose"},
    )
    words = fields.String(load_default="")


@pages.get("/reports")
def reports() -> str:
    """List those that are to be done, or in another state, the oldest first."""
    chosen, after = _chosen(), request.args.get("after", type=row_number) or 0
    open_reading = here.wiring().open_reading
    found = reading.in_office(open_reading, FILTERS[chosen], after=after, most=SHOWN)
    counted = reading.counted(open_reading)
    return render_template(
        "organiser/reports.html",
        reports=found,
        chosen=chosen,
        filters={name: sum(counted.get(one, 0) for one in FILTERS[name]) for name in FILTERS},
        later=found[-1].report.id if len(found) == SHOWN else None,
        oldest=not after,
        **report_words(),
    )


@pages.get("/reports.csv")
def reports_csv() -> Response:
    """Hand out a table of those that the list shows; nobody's name is in it."""
    words, chosen = report_words(), _chosen()
    place_name = words["place_name"]
    assert callable(place_name), "places have names"
    rows: list[list[object]] = [[here.say(f"report.col_{name}") for name in COLUMNS]]
    for one in reading.in_office(here.wiring().open_reading, FILTERS[chosen]):
        report = one.report
        rows.append(
            [
                report.id,
                here.local(report.made_at).date().isoformat(),
                here.say(f"report.category_{report.category}"),
                place_name(report.where),
                report.words,
                here.say(f"report.filter_{report.state}"),
                here.local(report.state_at).date().isoformat(),
                one.witnesses,
                report.answer,
                one.points,
            ]
        )
    return handed_out(write_table(rows), f"reports-{chosen.replace('_', '-')}.csv", TYPES["csv"])


@pages.get("/reports/<int:report_id>")
def report(report_id: int) -> Answer:
    """Show one report, and ask for an answer."""
    return _page(report_id, Form(), HTTPStatus.OK)


@pages.post("/reports/<int:report_id>")
def answer_to_report(report_id: int) -> Response | Answer:
    """Answer it; its points and badge follow."""
    form = read_form(AnswerForm, request.form)
    if not form:
        return _page(report_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    state, words = form.values["answer"], form.values["words"]
    uow = here.wiring().open_uow
    try:
        answer_report(uow, report_id, state, words, actor=here.actor(), now=here.now())
    except ReasonMissing as refusal:
        return _page(report_id, form, status_of(refusal), words_for(refusal))
    except NotPossible as refusal:
        return _page(report_id, form, status_of(refusal), here.say("report.office_not"))
    tell("report.office_told")
    return redirect(url_for(".reports"), HTTPStatus.SEE_OTHER)


def _chosen() -> str:
    asked = request.args.get("state", "")
    return asked if asked in FILTERS else "going_on"


def _page(report_id: int, form: Form, status: int, sentence: str | None = None) -> Answer:
    one = reading.one_in_office(here.wiring().open_reading, report_id)
    kept = one.report
    page = render_template(
        "organiser/report.html",
        one=one,
        form=form,
        sentence=sentence,
        answers=[
            state
            for state in ANSWERS
            if state is not kept.state and not (kept.counts and state is ReportState.CONFIRMED)
        ],
        **report_words(),
    )
    return page, status
