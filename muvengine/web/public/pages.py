"""The blueprint that every module of this folder adds its pages to."""

from __future__ import annotations

from muvengine.web.audience import Audience, pages_for

pages = pages_for(Audience.PUBLIC)
