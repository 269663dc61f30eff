"""A card and a voucher to learn with: they have no effect, and every reader says so."""

from __future__ import annotations

from flask import render_template
from markupsafe import Markup

from muvengine.core.vouchers.code import practice_code
from muvengine.formats.qr import qr_svg
from muvengine.web import here
from muvengine.web.mediator.pages import pages


@pages.get("/practice")
def practice() -> str:
    """Show both as they are printed."""
    code = practice_code()
    drawing = qr_svg(code)
    return render_template(
        "paper/practice.html",
        code=code,
        qr=Markup(drawing),  # noqa: S704  drawn by us from capitals and digits
        kinds=[here.say("desk.practice_card"), here.say("desk.practice_voucher")],
    )
