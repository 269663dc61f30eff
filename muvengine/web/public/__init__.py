"""Pages of the public folder."""

from muvengine.web.public.pages import pages

__all__ = ["pages"]
