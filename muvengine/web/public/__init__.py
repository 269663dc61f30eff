"""Pages of the public folder."""

from muvengine.web.public import (
    auto,
    boards,
    draws,
    help_texts,
    home,
    hunts,
    join,
    notices,
    pictures,
    places,
    pots,
    reports,
    rules,
    teams,
    till_files,
    workers,
)
from muvengine.web.public.pages import pages

__all__ = [
    "auto",
    "boards",
    "draws",
    "help_texts",
    "home",
    "hunts",
    "join",
    "notices",
    "pages",
    "pictures",
    "places",
    "pots",
    "reports",
    "rules",
    "teams",
    "till_files",
    "workers",
]
