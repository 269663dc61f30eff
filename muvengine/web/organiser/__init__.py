"""Pages of the organiser folder."""

from muvengine.web.organiser.pages import pages

__all__ = ["pages"]
