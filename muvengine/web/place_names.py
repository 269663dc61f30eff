"""Rules told with the names that people give to zones and set routes."""

from __future__ import annotations

from muvengine.core.rules.rulebook import Rulebook
from muvengine.reads.zones import zones
from muvengine.web import here
from muvengine.web.route_labels import route_labels
from muvengine.words.catalogue import written
from muvengine.words.named_places import with_names


def with_place_names(book: Rulebook, locale: str | None = None) -> Rulebook:
    """Give a rulebook to be put into words, in the language of this page when none is given."""
    found = zones(here.wiring().open_reading)
    called = {one.key: written(one.label, locale or here.locale()) or one.key for one in found}
    return with_names(book, called, route_labels())
