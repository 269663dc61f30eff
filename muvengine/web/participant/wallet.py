"""Where the points came from, where they went, and which end first."""

from __future__ import annotations

from flask import render_template, request

from muvengine.reads import wallet as reading
from muvengine.reads.corrections import corrections
from muvengine.web import here
from muvengine.web.numbers import row_number
from muvengine.web.participant.pages import pages


@pages.get("/points")
def wallet() -> str:
    """Show the points and the statement."""
    open_reading, person = here.wiring().open_reading, here.subject()
    lines = reading.wallet_lines(
        open_reading, person.id, before=request.args.get("after", type=row_number)
    )
    return render_template(
        "participant/wallet.html",
        wallet=reading.wallet(open_reading, person.id),
        waiting=reading.waiting_trips(open_reading, person.id),
        corrections=corrections(open_reading, person.id),
        lines=lines,
        next=lines[-1].id if len(lines) == reading.LINES else None,
    )
