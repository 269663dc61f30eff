"""Alerts from the tills: look after one, close it with a reason."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible, ReasonMissing
from muvengine.reads.watch import alerts as list_alerts
from muvengine.services.settle_alert import close_alert as close
from muvengine.services.settle_alert import own_alert as own
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@pages.get("/alerts")
def alerts() -> Answer:
    """List what waits for a person, then what was closed."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/alerts/<int:alert_id>/own")
def own_alert(alert_id: int) -> Response:
    """Let the others see who looks after it."""
    wiring = here.wiring()
    try:
        own(wiring.open_uow, alert_id, actor=here.actor(), now=wiring.now())
    except NotPossible:
        tell("offers.alert_gone")
    return redirect(url_for(".alerts"), HTTPStatus.SEE_OTHER)


@pages.post("/alerts/<int:alert_id>/close")
def close_alert(alert_id: int) -> Response | Answer:
    """Close it, with the reason that stays beside it."""
    wiring, field = here.wiring(), f"reason-{alert_id}"
    reason = request.form.get(field, "")
    try:
        close(wiring.open_uow, alert_id, reason, actor=here.actor(), now=wiring.now())
    except ReasonMissing:
        form = Form({field: reason}, errors={field: "offers.reason_short"})
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except NotPossible:
        tell("offers.alert_gone")
    else:
        tell("offers.told_alert")
    return redirect(url_for(".alerts"), HTTPStatus.SEE_OTHER)


def _page(form: Form, status: int) -> Answer:
    found = list_alerts(here.wiring().open_reading)
    page = render_template(
        "organiser/alerts.html",
        form=form,
        open=[one for one in found if one.closed_at is None],
        closed=[one for one in found if one.closed_at is not None],
        labels={f"reason-{one.id}": here.say("offers.alert_reason") for one in found},
    )
    return page, status
