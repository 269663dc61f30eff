"""What a page may ask of its surroundings: who is there, in which language, at what time."""

from __future__ import annotations

from datetime import datetime
from typing import Final, cast

from flask import current_app, g, request, session
from flask_login import current_user

from muvengine.bootstrap import Wiring
from muvengine.core.errors import NotAllowed, SignInNeeded
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Device, Person, SignedIn
from muvengine.core.trips.programme import Programme
from muvengine.formats.text_seal import TextSeal
from muvengine.reads.programme import programme as read_programme
from muvengine.reads.who import device_by_token
from muvengine.services.second_factor import code_seal as make_seal
from muvengine.web.cookies import DEVICE, read_cookie
from muvengine.words import catalogue

# What a tablet did before it was revoked is still heard here.
LATE: Final = "shop.redeem_tap"
# The pages that are written in few languages.
ORGANISERS: Final = "organiser"


def wiring() -> Wiring:
    """Give the wiring of this application."""
    return cast("Wiring", current_app.extensions["muv"])


def programme() -> Programme:
    """Give the programme, read once a request."""
    if "programme" not in g:
        g.programme = read_programme(wiring().open_reading)
    return cast("Programme", g.programme)


def now() -> datetime:
    """Tell the time on the town's clocks."""
    return wiring().now().astimezone(programme().zone)


def local(moment: datetime) -> datetime:
    """Move a moment to the town's zone, so that it reads as on the wall clock."""
    return moment.astimezone(programme().zone)


def signed_in() -> SignedIn | None:
    """Tell who is signed in, and whom they help."""
    user = current_user._get_current_object()  # noqa: SLF001  the proxy has no public way out
    return user.signed_in if user.is_authenticated else None


def me() -> SignedIn:
    """Give who is signed in, on pages that are guarded.

    Raises:
        SignInNeeded: the guard was passed by nobody; a page outside its folder.
    """
    who = signed_in()
    if who is None:
        raise SignInNeeded
    return who


def subject() -> Person:
    """Give the participant whose trips and points these are."""
    return me().subject


def actor() -> Actor:
    """Give whose hand is acting, and for whom."""
    return me().actor


def device() -> Device | None:
    """Tell which shop's tablet this is."""
    if "device" not in g:
        token = read_cookie(DEVICE)
        late = request.endpoint == LATE
        reading, moment = wiring().open_reading, wiring().now()
        g.device = device_by_token(reading, token, moment, late=late) if token else None
    return cast("Device | None", g.device)


def till() -> Device:
    """Give the shop's tablet, on pages that are guarded.

    Raises:
        NotAllowed: this is not a paired tablet.
    """
    found = device()
    if found is None:
        raise NotAllowed(audience="shop")
    return found


def locale() -> str:
    """Tell the language of this page: the chosen one, or one that says all that is on it."""
    chosen = chosen_locale()
    if request.blueprint != ORGANISERS or chosen in catalogue.COMPLETE:
        return chosen
    spoken = written_locales()
    best = request.accept_languages.best_match(spoken)
    usual = catalogue.SOURCE_LOCALE if catalogue.SOURCE_LOCALE in spoken else spoken[0]
    return best or usual


def chosen_locale() -> str:
    """Choose the language: asked for, the person's own, the browser's, the programme's."""
    if "locale" not in g:
        g.locale = _choose_locale()
    return cast("str", g.locale)


def written_locales() -> tuple[str, ...]:
    """Name the languages that organisers write and read in."""
    return catalogue.in_full(programme().locales)


def locales_on(size: str) -> tuple[str, ...]:
    """Name the languages a sign speaks: all on A4, those of organisers where room is small."""
    return programme().locales if size == "a4" else written_locales()


def say(code: str, /, **facts: object) -> str:
    """Put ``code`` into words in the language of this page."""
    return catalogue.say(code, locale(), **facts)


def code_seal() -> TextSeal:
    """Give what closes the seeds of codes."""
    return make_seal(wiring().settings.secret_key)


def address() -> str:
    """Tell where the request comes from, as far as trusted proxies tell."""
    return request.remote_addr or "unknown"


def attempt(endpoint: str, request_hash: str = "", key: str | None = None) -> Attempt:
    """Give the attempt of a posted form: its hidden token, drawn when the form was shown."""
    who = signed_in()
    hand = who.actor if who else till().actor
    token = key or request.form.get("attempt", "")
    return Attempt(actor=hand, key=token, endpoint=endpoint, request_hash=request_hash)


def _choose_locale() -> str:
    offered = programme().locales
    asked = session.get("locale")
    if asked in offered:
        return str(asked)
    who = signed_in()
    if who is not None and who.person.locale in offered:
        return who.person.locale
    return request.accept_languages.best_match(offered) or offered[0]
