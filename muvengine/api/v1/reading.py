"""The document of the API, as a page that people read."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, current_app, render_template

from muvengine.api.v1.door import PREFIX

pages = Blueprint("api_document", __name__, url_prefix=PREFIX)
DOCUMENT: Final = "muv_api_document"


@pages.get("/")
def read() -> str:
    """List every call with what it does; the document itself is for programs."""
    paths: dict[str, dict[str, dict[str, Any]]] = current_app.extensions[DOCUMENT]()["paths"]
    calls = [
        (method.upper(), path.replace("{", "<").replace("}", ">"), details.get("summary", ""))
        for path, methods in sorted(paths.items())
        for method, details in methods.items()
        if method in {"get", "post"}
    ]
    return render_template("public/api.html", calls=calls)
