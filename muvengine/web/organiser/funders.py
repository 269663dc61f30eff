"""Who promised money, by the name people know."""

from __future__ import annotations

from muvengine.services.init_town import FUNDER
from muvengine.web import here


def funder_name(name: str) -> str:
    """Name a funder: the town itself is no word of a list."""
    return here.say("office.funder_town") if name == FUNDER else name
