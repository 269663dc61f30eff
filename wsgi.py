"""For any WSGI server: ``gunicorn wsgi:app``."""

from __future__ import annotations

import os

from muvengine.app import create_app
from muvengine.bootstrap import wire
from muvengine.settings import Settings

app = create_app(wire(Settings.from_env(os.environ)))
