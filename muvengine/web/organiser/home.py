"""The programme at a glance, and whether its ledger holds."""

from __future__ import annotations

from flask import render_template

from muvengine.core.modes.verdict import Outcome
from muvengine.reads.dashboard import dashboard, mail_figures
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.reports import waiting
from muvengine.reads.seal import sealed_head
from muvengine.reads.solvency import alarms
from muvengine.reads.watch import open_alerts
from muvengine.web import here
from muvengine.web.organiser.pages import pages
from muvengine.words.catalogue import known


@pages.get("", strict_slashes=False)
def home() -> str:
    """Show the figures of the month, and what waits for a person."""
    wiring = here.wiring()
    board = dashboard(wiring.open_reading, here.now().date())
    return render_template(
        "organiser/home.html",
        board=board,
        alerts=open_alerts(wiring.open_reading),
        reports_waiting=waiting(wiring.open_reading),
        trips=[(str(outcome), board.town.trips.get(outcome, 0)) for outcome in Outcome],
        jobs=[(run, f"organiser.job_{run.job}") for run in board.jobs],
        known=known,
        alarms=alarms(wiring.open_reading),
        mails=mail_figures(wiring.open_reading, wiring.now()) if wiring.post_box else None,
        mail_folder=wiring.settings.mail_folder,
    )


@pages.get("/ledger")
def ledger() -> str:
    """Check everything that must hold in the ledger, now."""
    reading = here.wiring().open_reading
    found, head = check_ledger(reading), sealed_head(reading)
    return render_template("organiser/ledger.html", violations=found, head=head, at=here.now())
