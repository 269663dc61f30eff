"""What people call the set routes, wherever a sheet names them."""

from __future__ import annotations

from muvengine.reads.routes import routes
from muvengine.web import here
from muvengine.words.catalogue import written


def route_labels(locale: str | None = None) -> dict[str, str]:
    """Give the names of the routes by key, in the language of this page or in another."""
    spoken = locale or here.locale()
    found = routes(here.wiring().open_reading)
    return {one.line.key: written(one.label, spoken) or one.line.key for one in found}
