"""The rulebook: in plain words, as its text, its versions, and the next one."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import (
    MuvError,
    NoRulebook,
    NotPossible,
    RulebookOverlap,
    RulebookRefused,
)
from muvengine.formats.rulebook_yaml.report import as_text
from muvengine.formats.shipped import shipped_rulebook
from muvengine.reads.rulebook import RulebookNow, rulebook_kept, rulebook_now, rulebook_versions
from muvengine.services.check_rulebook import Checked, check_against_town
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.figures import FullDay
from muvengine.words.http_status import status_of
from muvengine.words.rulebook_in_words import describe

Answer = tuple[str, int]
NOTE_CHARACTERS_MAX: Final = 200
THEMES: Final = (
    "school-month",
    "bike-month",
    "senior-walks",
    "rainy-winter",
    "company-challenge",
)
"""Rulebooks that came with the product, to start from."""


@pages.get("/rulebook")
def rulebook() -> str:
    """Show the rules of today."""
    wiring, today = here.wiring(), here.now().date()
    versions = rulebook_versions(wiring.open_reading)
    try:
        now = rulebook_now(wiring.open_reading, wiring.shelf.rulebook, today)
    except NoRulebook:
        return render_template("organiser/rulebook.html", now=None, parts=(), versions=versions)
    return _show(now, versions=versions)


@pages.get("/rulebook/versions/<int:version_id>")
def rulebook_version(version_id: int) -> str:
    """Show one published version, as of its first day."""
    wiring = here.wiring()
    kept = rulebook_kept(wiring.open_reading, wiring.shelf.rulebook, version_id)
    return _show(kept, versions=rulebook_versions(wiring.open_reading), one=True)


@pages.get("/rulebook/new")
def new_rulebook() -> Answer:
    """Offer the text in force, or one that came with the product, to be changed."""
    start = shipped_rulebook(request.args.get("start", ""))
    return _form(Form(typed={"text": start or _text_in_force()}), HTTPStatus.OK)


@pages.post("/rulebook/new")
def publish() -> Response | Answer:
    """Check the text, and put it in force when that was asked for and nothing is wrong."""
    data, form = _posted()
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    if request.form.get("do") != "publish":
        checked = check_against_town(wiring.open_reading, data)
        return _form(form, HTTPStatus.OK, checked=checked)
    publication = Publication(data, note=form.typed.get("note", ""))
    try:
        version = publish_rulebook(
            wiring.open_uow, publication, actor=here.actor(), now=wiring.now()
        )
    except (NotPossible, RulebookOverlap) as refusal:
        return _form(form, status_of(refusal), sentence=_why_not(refusal))
    except RulebookRefused as refusal:
        problems = refusal.facts["problems"]
        return _form(form, status_of(refusal), problems=problems)
    tell("organiser.told_published", version=version.version, day=FullDay(version.effective_from))
    return redirect(url_for(".rulebook"), HTTPStatus.SEE_OTHER)


def problems_in_words(problems: Any, file: str = "muv.yaml") -> list[tuple[bool, str]]:  # noqa: ANN401  a refusal's facts
    """Write each problem with its place, its line and a caret; tell which are warnings."""
    return [(one.warning, as_text([one], file, here.locale())) for one in problems]


def _show(now: RulebookNow, **more: object) -> str:
    begins = now.version.effective_from
    day = max(begins, here.now().date()) if not more.get("one") else begins
    parts = describe(now.rulebook, here.locale(), day)
    return render_template("organiser/rulebook.html", now=now, parts=parts, **more)


def _posted() -> tuple[bytes, Form]:
    """Give the file where one was chosen, else the text of the form."""
    file, text = request.files.get("file"), request.form.get("text", "")
    # A browser sends a text's lines with two signs at their end; the file has one.
    data = file.read() if file and file.filename else text.replace("\r\n", "\n").encode()
    note = request.form.get("note", "").strip()
    typed = {"text": data.decode(errors="replace"), "note": note}
    errors = {}
    if not data.strip():
        errors["text"] = "organiser.rulebook_empty"
    if len(note) > NOTE_CHARACTERS_MAX:
        errors["note"] = "places.too_long"
    return data, Form(typed=typed, errors=errors)


def _text_in_force() -> str:
    wiring = here.wiring()
    versions = rulebook_versions(wiring.open_reading)
    if not versions:
        return ""
    return rulebook_kept(wiring.open_reading, wiring.shelf.rulebook, versions[0].id).source


def _why_not(refusal: MuvError) -> str:
    if isinstance(refusal, NotPossible):
        first_day = refusal.facts["first_day"]
        assert isinstance(first_day, date), "the service tells the day"
        return here.say("organiser.rulebook_past", day=FullDay(first_day))
    return words_for(refusal)


def _form(
    form: Form,
    status: int,
    *,
    checked: Checked | None = None,
    problems: Any = (),  # noqa: ANN401  a refusal's facts
    sentence: str | None = None,
) -> Answer:
    found = checked.problems if checked else problems
    if any(not problem.warning for problem in found):
        sentence = here.say("refusals.rulebook_refused")
    page = render_template(
        "organiser/new_rulebook.html",
        form=form,
        checked=checked,
        problems=problems_in_words(found),
        sentence=sentence,
        themes=THEMES,
    )
    if sentence and status == HTTPStatus.OK:
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    return page, status
