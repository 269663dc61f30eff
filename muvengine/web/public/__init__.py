"""Pages of the public folder."""

from muvengine.web.public import (
    auto,
    boards,
    draws,
    enrol_form,
    help_texts,
    home,
    hunts,
    join,
    notices,
    phone_files,
    pictures,
    places,
    pots,
    reports,
    rules,
    share,
    teams,
    till_files,
    workers,
)
from muvengine.web.public.pages import pages
from muvengine.web.public.share import WITHOUT_FORM

__all__ = [
    "WITHOUT_FORM",
    "auto",
    "boards",
    "draws",
    "enrol_form",
    "help_texts",
    "home",
    "hunts",
    "join",
    "notices",
    "pages",
    "phone_files",
    "pictures",
    "places",
    "pots",
    "reports",
    "rules",
    "share",
    "teams",
    "till_files",
    "workers",
]
