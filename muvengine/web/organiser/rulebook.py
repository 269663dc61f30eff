"""The rulebook: in plain words, as its text, and every version it had."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import MuvError, NoRulebook, NotPossible, RulebookGap
from muvengine.core.rules.life import stages
from muvengine.formats.rulebook_yaml.report import as_text
from muvengine.reads.rulebook import RulebookNow, rulebook_kept, rulebook_now
from muvengine.reads.rulebook_life import rulebook_life, version_seen
from muvengine.services.withdraw_rulebook import withdraw_rulebook
from muvengine.web import here
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.place_names import with_place_names
from muvengine.web.refused import words_for
from muvengine.web.rehearsal_on_page import last_told
from muvengine.words.http_status import status_of
from muvengine.words.rulebook_in_words import describe

Answer = tuple[str, int]


@pages.get("/rulebook")
def rulebook() -> str:
    """Show the rules of today, the drafts, and every version."""
    wiring, today = here.wiring(), here.now().date()
    life = rulebook_life(wiring.open_reading, today)
    now: RulebookNow | None = None
    with suppress(NoRulebook):
        now = rulebook_now(wiring.open_reading, wiring.shelf.rulebook, today)
    parts = describe(with_place_names(now.rulebook), here.locale(), today) if now else ()
    return render_template(
        "organiser/rulebook.html", now=now, parts=parts, life=life, day_of=day_of
    )


@pages.get("/rulebook/versions/<int:version_id>")
def rulebook_version(version_id: int) -> Answer:
    """Show one version, as of its first day."""
    return _version(version_id, None, HTTPStatus.OK)


@pages.post("/rulebook/versions/<int:version_id>/withdraw")
def withdraw_version(version_id: int) -> Response | Answer:
    """Take a version back before its first day."""
    wiring = here.wiring()
    try:
        withdraw_rulebook(wiring.open_uow, version_id, actor=here.actor(), now=wiring.now())
    except (NotPossible, RulebookGap) as refusal:
        return _version(version_id, _why_not(refusal), status_of(refusal))
    lived, _ = version_seen(wiring.open_reading, version_id)
    tell("rulebooks.told_withdrawn", version=lived.version.version)
    return redirect(url_for(".rulebook"), HTTPStatus.SEE_OTHER)


def problems_in_words(problems: Any, file: str = "muv.yaml") -> list[tuple[bool, str]]:  # noqa: ANN401  a refusal's facts
    """Write each problem with its place, its line and a caret; tell which are warnings."""
    return [(one.warning, as_text([one], file, here.locale())) for one in problems]


def day_of(moment: datetime) -> date:
    """Give the town's day of a moment."""
    return here.local(moment).date()


def _version(version_id: int, sentence: str | None, status: int) -> Answer:
    wiring = here.wiring()
    kept = rulebook_kept(wiring.open_reading, wiring.shelf.rulebook, version_id)
    lived, names = version_seen(wiring.open_reading, version_id)
    day = kept.version.effective_from
    page = render_template(
        "organiser/rulebook_version.html",
        kept=kept,
        lived=lived,
        names=names,
        stage=stages([lived], here.now().date())[version_id],
        parts=describe(with_place_names(kept.rulebook), here.locale(), day),
        sentence=sentence,
        day_of=day_of,
        rehearsed=last_told(kept.version.sha256),
    )
    return page, status


def _why_not(refusal: MuvError) -> str:
    if isinstance(refusal, NotPossible) and refusal.facts.get("state") == "begun":
        return here.say("rulebooks.begun")
    return words_for(refusal)
