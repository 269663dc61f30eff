"""Pages of the public folder."""

from muvengine.web.public import help_texts, home, join, places, rules
from muvengine.web.public.pages import pages

__all__ = [
    "help_texts",
    "home",
    "join",
    "pages",
    "places",
    "rules",
]
