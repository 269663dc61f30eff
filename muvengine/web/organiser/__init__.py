"""The organiser's pages: rules, shops, trips to look at, and the money."""

from muvengine.web.organiser import check_file, home, review, rulebook, shops
from muvengine.web.organiser.pages import pages

__all__ = ["check_file", "home", "pages", "review", "rulebook", "shops"]
