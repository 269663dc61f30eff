"""Print where a person stands: on paper, in their own language."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from muvengine.reads.vouchers import vouchers_of
from muvengine.reads.wallet import wallet
from muvengine.web import here
from muvengine.web.mediator.pages import pages
from muvengine.web.owner_words import in_words_of


@pages.get("/balance")
def balance() -> str | Response:
    """Show points and vouchers of the person being helped, and of nobody else."""
    helped, open_reading = here.me().acting_for, here.wiring().open_reading
    if helped is None:
        return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)
    vouchers = vouchers_of(open_reading, helped.id)
    return render_template(
        "paper/balance.html",
        person=helped,
        day=here.now().date(),
        wallet=wallet(open_reading, helped.id),
        vouchers=[voucher for voucher in vouchers if voucher.usable],
        **in_words_of(helped),
    )
