"""Public texts of the town: which there are, and one while it is written."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotFound, NotPossible
from muvengine.core.people.notice import NAMES, Notice, check_notice
from muvengine.formats.help_page import HelpPage, as_page
from muvengine.formats.notice_text import filled
from muvengine.reads.notices import notice_desk, notices_of_town
from muvengine.services.write_notice import NoticeText, write_notice
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.notice_facts import notice_facts
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@pages.get("/notices")
def notices() -> str:
    """List the texts with who wrote them last."""
    texts = notices_of_town(here.wiring().open_reading, here.programme().locales)
    return render_template("organiser/notices.html", texts=texts)


@pages.get("/notices/<name>/<language>")
def edit_notice(name: str, language: str) -> Answer:
    """Show a text to be written."""
    return _page(_which(name, language), language, Form(), None)


@pages.post("/notices/<name>/<language>")
def keep_notice(name: str, language: str) -> Response | Answer:
    """Keep a text, or show how it will look."""
    which, form = _which(name, language), Form(typed=request.form.to_dict())
    text, over = request.form.get("text", ""), request.form.get("revision", 0, int)
    try:
        source = check_notice(text)
        if request.form.get("do") == "show":
            shown = as_page(filled(source, notice_facts()), language) if source else None
            return _page(which, language, form, shown)
        new = NoticeText(which, language, source, over)
        write_notice(here.wiring().open_uow, new, actor=here.actor(), now=here.wiring().now())
    except BadInput as refusal:
        return _page(which, language, Form(form.typed, errors={"text": _told(refusal)}), None)
    except NotPossible:
        return _page(which, language, Form(form.typed, errors={"text": "notice.changed"}), None)
    tell("notice.told_kept")
    return redirect(url_for(".edit_notice", name=name, language=language), HTTPStatus.SEE_OTHER)


def _told(refusal: BadInput) -> str:
    fields = refusal.facts["fields"]
    assert isinstance(fields, dict)
    return f"notice.{fields['text']}"


def _which(name: str, language: str) -> Notice:
    if name not in NAMES or language not in here.programme().locales:
        raise NotFound(kind="page")
    return Notice(name)


def _page(which: Notice, language: str, form: Form, shown: HelpPage | None) -> Answer:
    page = render_template(
        "organiser/edit_notice.html",
        which=which,
        language=language,
        desk=notice_desk(here.wiring().open_reading, which, language),
        form=form,
        shown=shown,
        # HTML in it is switched off.
        body=Markup(shown.body) if shown else None,  # noqa: S704
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
