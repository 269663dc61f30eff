"""Pages of the public folder."""

from muvengine.web.public import help_texts, home, places, pots, rules, till_files
from muvengine.web.public.pages import pages

__all__ = ["help_texts", "home", "pages", "places", "pots", "rules", "till_files"]
