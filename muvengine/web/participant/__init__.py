"""Pages of the participant folder."""

from muvengine.web.participant.pages import pages

__all__ = ["pages"]
