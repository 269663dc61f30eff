"""Pages of the mediator folder."""

from muvengine.web.mediator.pages import pages

__all__ = ["pages"]
