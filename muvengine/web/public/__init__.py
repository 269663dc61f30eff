"""Pages of the public folder."""

from muvengine.web.public import help_texts, home, pictures, places, rules
from muvengine.web.public.pages import pages

__all__ = ["help_texts", "home", "pages", "pictures", "places", "rules"]
