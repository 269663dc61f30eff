"""Version 1 of the JSON API."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect


def init_api(app: Flask, csrf: CSRFProtect) -> None:
    """Add the API; bearer tokens take the place of form tokens."""
    del app, csrf
