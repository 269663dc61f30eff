"""The Flask application."""

from __future__ import annotations

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadRequest, HTTPException, UnsupportedMediaType
from werkzeug.middleware.proxy_fix import ProxyFix

from muvengine.api import ingest, observe
from muvengine.api.v1 import init_api, problems
from muvengine.api.v1.door import PREFIX
from muvengine.bootstrap import Wiring
from muvengine.core.errors import MuvError, SettingsRefused
from muvengine.settings import Settings
from muvengine.web import (
    account,
    here,
    mediator,
    organiser,
    packed,
    participant,
    public,
    refused,
    scripted,
    shop,
)
from muvengine.web.form_session import FormSessions
from muvengine.web.headers import init_headers
from muvengine.web.identity import init_identity
from muvengine.web.numbers import RowConverter
from muvengine.web.page_words import init_page_words
from muvengine.web.participant import uploads
from muvengine.web.squeezed import init_squeezing

FORM_BYTES_MAX = 1_000_000
FORM_PARTS_MAX = 300
SEND_MANY = frozenset({"participant.send_trip", "participant.add_file", "public.share_trip"})


def create_app(wiring: Wiring) -> Flask:
    """Build the application around ``wiring``.

    Raises:
        SettingsRefused: there is no secret key to sign forms with.
    """
    settings = wiring.settings
    if not settings.secret_key:
        raise SettingsRefused(name="MUV_SECRET_KEY", problem="missing")
    app = Flask("muvengine", static_folder="web/static", template_folder="web/templates")
    # Packed now, not while somebody waits for a page.
    packed.packed_files()
    app.view_functions["static"] = packed.send
    app.config.from_mapping(_config(settings))
    app.extensions["muv"] = wiring
    app.url_map.converters["int"] = RowConverter
    app.session_interface = FormSessions(but_below=f"{PREFIX}/")
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    app.before_request(_refuse_packed)
    app.before_request(_make_room)
    csrf = CSRFProtect(app)
    Babel(app, locale_selector=here.locale, timezone_selector=lambda: str(here.programme().zone))
    init_identity(app)
    init_headers(app, secure=settings.cookies_secure, tile_url=settings.tile_url)
    init_squeezing(app, wiring.pick)
    _init_refusals(app)
    init_page_words(app)
    for folder in (public, account, participant, shop, mediator, organiser):
        app.register_blueprint(folder.pages)
    for view in (*shop.WITHOUT_FORM, *participant.WITHOUT_FORM, *public.WITHOUT_FORM):
        csrf.exempt(view)
    app.register_blueprint(observe.pages)
    app.register_blueprint(ingest.doors)
    csrf.exempt(ingest.doors)
    init_api(app, csrf)
    return app


def _refuse_packed() -> None:
    """Refuse a packed body before anybody reads it; what unpacks to gigabytes packs to little."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType


def _make_room() -> None:
    """Let the pages that take many files read more; before the form's token is looked for."""
    if request.endpoint in SEND_MANY:
        request.max_content_length = uploads.BODY_BYTES_MAX + FORM_BYTES_MAX


def _init_refusals(app: Flask) -> None:
    """Answer every refusal in the caller's form: a page, or problem+json under /api."""

    @app.errorhandler(MuvError)
    def _refusal(error: MuvError) -> ResponseReturnValue:
        if scripted.is_scripted():
            return scripted.refused(error)
        return problems.refused(error) if _api() else refused.refused(error)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> ResponseReturnValue:
        if scripted.is_scripted():
            return scripted.http_error(error)
        return problems.http_error(error) if _api() else refused.http_error(error)

    @app.errorhandler(RecursionError)
    def _too_deep(_error: RecursionError) -> ResponseReturnValue:
        # Python's JSON reader follows brackets as deep as somebody cares to nest them.
        return _http(BadRequest())

    app.register_error_handler(CSRFError, refused.stale_form)


def _api() -> bool:
    return request.path.startswith(("/api/", f"{ingest.PREFIX}/"))


def _config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        # The form around the file takes a little room of its own.
        "MAX_CONTENT_LENGTH": settings.upload_bytes_max + FORM_BYTES_MAX,
        "MAX_FORM_MEMORY_SIZE": FORM_BYTES_MAX,
        "MAX_FORM_PARTS": FORM_PARTS_MAX,
        "SESSION_COOKIE_NAME": "muv-form",
        "SESSION_COOKIE_SECURE": settings.cookies_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": settings.cookies_secure,
    }
