"""The till stamps cards for a treasure hunt, at the places that are in its shop."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import LimitReached, NotPossible, OwnShop, UnknownCode
from muvengine.reads import hunts as reading
from muvengine.services.find_place import CardStamp, stamp_card
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.hunt_words import state_of, tell_helper, words_of
from muvengine.web.shop.pages import pages
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


@pages.get("/hunts")
def hunts() -> str:
    """List the places of this shop that can be found now."""
    found = reading.at_shop(here.wiring().open_reading, here.till().shop_key, here.now())
    return render_template("shop/hunts.html", places=found, state_of=state_of)


@pages.get("/hunts/<key>/<int:number>")
def hunt_place(key: str, number: int) -> Answer:
    """Wait for the next card."""
    return _page(key, number, HTTPStatus.OK)


@pages.post("/hunts/<key>/<int:number>")
def stamp_hunt_card(key: str, number: int) -> Response | Answer:
    """Stamp the card that was read."""
    wiring, device = here.wiring(), here.till()
    stamp = CardStamp(key, (number,), request.form.get("card", "")[:200])
    attempt = stamp.attempt(device.actor, request.form.get("attempt", ""))
    try:
        told = stamp_card(wiring.open_uow, stamp, attempt=attempt, now=wiring.now(), device=device)
    except (UnknownCode, NotPossible, LimitReached, OwnShop) as refusal:
        return _page(key, number, status_of(refusal), words_of(refusal))
    tell_helper(told)
    return redirect(url_for(".hunt_place", key=key, number=number), HTTPStatus.SEE_OTHER)


def _page(key: str, number: int, status: int, sentence: str | None = None) -> Answer:
    open_reading = here.wiring().open_reading
    hunt, place = reading.helped_place(open_reading, key, number)
    page = render_template(
        "shop/hunt_place.html",
        form=Form(),
        sentence=sentence,
        hunt=hunt,
        place=place,
        last=reading.last_stamps(open_reading, hunt, number, device_id=here.till().id),
    )
    return page, status
