"""Timetables of public transport: what is in use, and the form that takes a new one."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import FileRefused, NotPossible
from muvengine.formats.gtfs.problems import Problem
from muvengine.reads.timetables import timetable as read_timetable
from muvengine.reads.timetables import timetables as list_timetables
from muvengine.services.keep_timetable import (
    NAME_CHARS_MAX,
    close_timetable,
    publish_timetable,
    upload_timetable,
)
from muvengine.web import here
from muvengine.web.drawings import Line, map_drawing
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.http_status import status_of
from muvengine.words.timetables import problem_lines

Answer = tuple[str, int]


class TimetableForm(Schema):
    """Whose timetable; the file comes beside."""

    name = fields.String(
        required=True,
        validate=validate.Length(max=NAME_CHARS_MAX, error="timetables.name_too_long"),
        error_messages={"required": "timetables.name_missing"},
    )


@pages.get("/timetables")
def timetables() -> Answer:
    """List timetables, and ask for the next one."""
    return _list(Form(), HTTPStatus.OK)


@pages.post("/timetables")
def add_timetable() -> Response | Answer:
    """Read a file; with errors nothing is kept and all are shown."""
    form, file = read_form(TimetableForm, request.form), request.files.get("file")
    if file is None or not file.filename:
        form = replace(form, errors={**form.errors, "file": "timetables.no_file"})
    if not form or file is None:
        return _list(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    try:
        feed_id, problems = upload_timetable(
            wiring.open_uow,
            file.read(),
            form.values["name"],
            actor=here.actor(),
            now=wiring.now(),
        )
    except FileRefused as refusal:
        wrong = replace(form, errors={"file": f"timetables.file_{refusal.code}"})
        return _list(wrong, status_of(refusal))
    if feed_id is None:
        return _list(form, HTTPStatus.UNPROCESSABLE_ENTITY, problems)
    tell("timetables.told_draft")
    return redirect(url_for(".timetable", feed_id=feed_id), HTTPStatus.SEE_OTHER)


@pages.get("/timetables/<int:feed_id>")
def timetable(feed_id: int) -> str:
    """Show what was read: lines, stops, departures, days, and what was left out."""
    found = read_timetable(here.wiring().open_reading, feed_id)
    lines = [Line(path=way.path, label=way.name, name=way.name) for way in found.ways]
    return render_template(
        "organiser/timetable.html",
        feed=found.feed,
        lines=found.lines,
        problems=problem_lines(found.feed.problems, here.locale()),
        today=here.now().date(),
        drawing=map_drawing(lines, [], title=here.say("timetables.map")),
    )


@pages.post("/timetables/<int:feed_id>/use")
def use_timetable(feed_id: int) -> Response:
    """Hold trips against it from now on."""
    wiring = here.wiring()
    try:
        name = publish_timetable(wiring.open_uow, feed_id, actor=here.actor(), now=wiring.now())
    except NotPossible:
        tell("timetables.not_draft")
        return redirect(url_for(".timetable", feed_id=feed_id), HTTPStatus.SEE_OTHER)
    tell("timetables.told_live", name=name)
    return redirect(url_for(".timetables"), HTTPStatus.SEE_OTHER)


@pages.post("/timetables/<int:feed_id>/close")
def put_away_timetable(feed_id: int) -> Response:
    """Hold no trip against it any more."""
    wiring = here.wiring()
    name = close_timetable(wiring.open_uow, feed_id, actor=here.actor(), now=wiring.now())
    tell("timetables.told_closed", name=name)
    return redirect(url_for(".timetables"), HTTPStatus.SEE_OTHER)


def _list(form: Form, status: int, problems: tuple[Problem, ...] = ()) -> Answer:
    told = [(one.code, one.file, one.line, one.facts) for one in problems]
    lines = problem_lines(told, here.locale())
    page = render_template(
        "organiser/timetables.html",
        form=form,
        feeds=list_timetables(here.wiring().open_reading),
        problems=list(zip(problems, lines, strict=True)),
        today=here.now().date(),
    )
    return page, status
