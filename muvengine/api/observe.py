"""For those who watch the server: is it alive, is it ready, how is it going?

Open to everybody who can reach the server; nothing here names a person or a place.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, current_app, jsonify

from muvengine.bootstrap import Wiring
from muvengine.reads.gauges import Gauge, gauges
from muvengine.reads.health import health as look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prometheus_client import Metric

pages = Blueprint("observe", __name__)

HELP = {
    "trips": ("outcome", "Trips kept, by verdict."),
    "vouchers": ("state", "Vouchers, by state."),
    "redemptions": ("state", "Redemptions, by state."),
    "reviews": ("state", "Questions about trips, by state."),
    "balance": ("account", "Points and euro cents, by kind of account."),
    "job_last_done": ("job", "When a job last ended well, seconds since 1970."),
}


@pages.get("/health")
def health() -> Response:
    """Say that this process answers."""
    return jsonify(status="alive")


@pages.get("/ready")
def ready() -> tuple[Response, int]:
    """Say whether people may be sent here: database, its shape, and the last run of each job."""
    wiring = _wiring()
    found = look(wiring.engine, wiring.open_reading, now=wiring.now())
    body = {
        "ready": found.ready,
        "database": found.database,
        "migrations": found.migrations,
        "jobs_alive": found.jobs_alive,
        "jobs": {
            run.job: {
                "period": run.period,
                "state": run.state,
                "started_at": run.started_at.isoformat(),
            }
            for run in found.jobs
        },
    }
    return jsonify(body), HTTPStatus.OK if found.ready else HTTPStatus.SERVICE_UNAVAILABLE


@pages.get("/metrics")
def metrics() -> Response:
    """Give figures as Prometheus text."""
    # Imported when asked: the library takes longer to load than all pages together.
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest  # noqa: PLC0415

    counted = gauges(_wiring().open_reading)
    return Response(generate_latest(_Collected(counted)), content_type=CONTENT_TYPE_LATEST)


class _Collected:
    """What was just counted, in the shape the library writes."""

    def __init__(self, counted: list[Gauge]) -> None:
        self._counted = counted

    def collect(self) -> Iterable[Metric]:
        """Give one family a name."""
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415

        families = {
            name: GaugeMetricFamily(f"muv_{name}", text, labels=[label])
            for name, (label, text) in HELP.items()
        }
        for gauge in self._counted:
            families[gauge.name].add_metric([gauge.sort], gauge.value)
        return list(families.values())


def _wiring() -> Wiring:
    return cast("Wiring", current_app.extensions["muv"])
