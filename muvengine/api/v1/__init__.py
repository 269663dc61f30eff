"""Version 1 of the JSON API."""

from __future__ import annotations

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_smorest import Api
from flask_wtf import CSRFProtect

from muvengine import __version__
from muvengine.api.v1 import programme, reading, tills, trips, vouchers
from muvengine.api.v1.door import PREFIX

RESOURCES = (trips.resources, programme.resources, vouchers.resources, tills.resources)


class _Api(Api):  # type: ignore[misc]  # the library is not typed
    """Our own error bodies: problem+json, see ``problems``."""

    def _register_error_handlers(self) -> None:
        """Leave errors to the application."""


def init_api(app: Flask, csrf: CSRFProtect) -> None:
    """Add the API; bearer tokens take the place of form tokens."""
    app.config.from_mapping(
        API_TITLE="muvengine",
        API_VERSION=__version__,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
            "security": [{"bearer": []}],
        },
    )
    assert isinstance(app.json, DefaultJSONProvider)
    # An answer stands in the order of its schema: what it is first, how it came about after.
    app.json.sort_keys = False
    api = _Api(app)
    for resources in RESOURCES:
        csrf.exempt(resources)
        api.register_blueprint(resources)
    app.extensions[reading.DOCUMENT] = api.spec.to_dict
    app.register_blueprint(reading.pages)
