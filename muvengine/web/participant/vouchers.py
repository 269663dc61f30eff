"""Vouchers: to show in a shop, to print, to give back."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response as File
from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.vouchers.voucher import Voucher
from muvengine.formats.qr import qr_svg
from muvengine.reads.counters import counter_sign_of
from muvengine.reads.offline_scans import scans_of_voucher
from muvengine.reads.voucher_text import voucher_text
from muvengine.reads.vouchers import ending, voucher_of, vouchers_of
from muvengine.services.void_voucher import void_voucher
from muvengine.web import here
from muvengine.web.kept_pages import is_kept_copy, owner_of_phone
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.voucher_file import voucher_file


@pages.get("/vouchers")
def vouchers() -> str:
    """List vouchers, those to use first."""
    found = vouchers_of(here.wiring().open_reading, here.subject().id)
    usable = [voucher for voucher in found if voucher.usable]
    return render_template(
        "kept/vouchers.html" if is_kept_copy() else "participant/vouchers.html",
        open=usable,
        owner=owner_of_phone(),
        seen_at=here.now(),
        today=here.now().date(),
        ending=ending(here.wiring().open_reading, here.subject().id, here.now().date()),
        closed=[voucher for voucher in found if not voucher.usable],
    )


@pages.get("/vouchers/<code>")
def voucher(code: str) -> str:
    """Show the code so large that a shop can read it over the counter."""
    return _page("kept/voucher.html" if is_kept_copy() else "participant/voucher.html", code)


@pages.get("/vouchers/<code>/print")
def print_voucher(code: str) -> str:
    """Lay the voucher out for paper, with a line for the shop's initials."""
    return _page("paper/voucher.html", code)


@pages.get("/vouchers/<code>/<layout>.pdf")
def voucher_pdf(code: str, layout: str) -> File:
    """Hand the voucher out as a file, for any printer.

    Raises:
        NotFound: none of theirs carries this code, or it cannot be used any more.
    """
    person = here.subject()
    found = voucher_of(here.wiring().open_reading, person.id, code)
    return voucher_file([(found, person)] if found.usable else [], layout)


@pages.post("/vouchers/<code>/cancel")
def cancel_voucher(code: str) -> Response:
    """Give an unused voucher back."""
    person, wiring = here.subject(), here.wiring()
    void_voucher(
        wiring.open_uow,
        code,
        person_id=person.id,
        reason=here.say("participant.cancel_reason"),
        attempt=Attempt.of(here.actor(), request.form.get("attempt", ""), "void_voucher", code),
        now=here.now(),
    )
    tell("participant.told_cancelled")
    return redirect(url_for(".vouchers"), HTTPStatus.SEE_OTHER)


def _page(template: str, code: str) -> str:
    reading = here.wiring().open_reading
    found = voucher_of(reading, here.subject().id, code)
    return render_template(
        template,
        voucher=found,
        qr=_qr(found),
        scans=scans_of_voucher(reading, found.id),
        sign=counter_sign_of(reading, found.shop_id),
        today=here.now().date(),
        owner=owner_of_phone(),
        seen_at=here.now(),
    )


def _qr(voucher: Voucher) -> Markup:
    wiring = here.wiring()
    text = voucher_text(wiring.open_reading, wiring.settings.secret_key, voucher)
    return Markup(qr_svg(text))  # noqa: S704  drawn by ourselves from capitals and digits
