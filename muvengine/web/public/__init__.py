"""Pages of the public folder."""

from muvengine.web.public import home, places, rules
from muvengine.web.public.pages import pages

__all__ = ["home", "pages", "places", "rules"]
