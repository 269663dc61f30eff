"""Vouchers taken for several people in a row, printed together."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response as File
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.reads.vouchers import batch_of
from muvengine.services.keep_printed import GIVE_BACK, KEEP, give_back_reserved, keep_printed
from muvengine.web import here
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.voucher_file import voucher_file


@pages.get("/batch")
def batch() -> str:
    """List what waits for the printer, with the time until which it waits."""
    waiting = batch_of(here.wiring().open_reading, here.me().person.id, here.now())
    ends = [voucher.reserved_until for voucher, _ in waiting if voucher.reserved_until]
    return render_template("mediator/batch.html", waiting=waiting, until=min(ends, default=None))


@pages.get("/batch/<layout>.pdf")
def print_batch(layout: str) -> File:
    """Draw everything that waits; it may be drawn again as often as the printer jams."""
    waiting = batch_of(here.wiring().open_reading, here.me().person.id, here.now())
    return voucher_file(waiting, layout)


@pages.post("/batch")
def keep_batch() -> Response:
    """They came out well: what was on the paper is issued."""
    wiring, codes = here.wiring(), request.form.getlist("code")
    attempt = Attempt.of(_hand(), request.form.get("attempt", ""), KEEP, codes)
    try:
        kept = keep_printed(wiring.open_uow, codes, attempt=attempt, now=here.now())
    except NotPossible:
        tell("offers.batch_late")
        return redirect(url_for(".batch"), HTTPStatus.SEE_OTHER)
    tell("offers.told_printed", n=kept.value["printed"])
    return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)


@pages.post("/batch/<code>/back")
def give_back(code: str) -> Response:
    """Take one out of the batch."""
    wiring = here.wiring()
    give_back_reserved(
        wiring.open_uow,
        code,
        reason=here.say("offers.batch_back_reason"),
        attempt=Attempt.of(_hand(), request.form.get("attempt", ""), GIVE_BACK, code),
        now=here.now(),
    )
    tell("offers.told_back")
    return redirect(url_for(".batch"), HTTPStatus.SEE_OTHER)


def _hand() -> Actor:
    """A batch holds vouchers of several people: it is handled for none of them."""
    return here.me().person_actor
