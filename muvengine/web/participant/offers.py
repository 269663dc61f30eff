"""What there is for points, and taking it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Role
from muvengine.core.vouchers.near import Near
from muvengine.reads.choices import Choice, choices
from muvengine.reads.near_offers import near_shops
from muvengine.reads.wallet import wallet
from muvengine.services.buy_voucher import Purchase
from muvengine.services.buy_voucher import buy_voucher as buy
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.numbers import ROW_MAX
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.refused import words_for
from muvengine.words.catalogue import written
from muvengine.words.figures import Metres
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
Group = tuple[str, list[Choice]]


class PurchaseForm(Schema):
    """Which offer, whether an age was said, and whether a mediator wants it on paper."""

    offer = fields.Integer(required=True, validate=validate.Range(max=ROW_MAX))
    old_enough = fields.Boolean(load_default=False)
    paper = fields.Boolean(load_default=False)


@pages.get("/offers")
def offers() -> Answer:
    """List what is on sale, with what stands in the way."""
    return _page()


@pages.post("/offers")
def buy_voucher() -> Response | Answer:
    """Take an offer; the same press twice gives the same voucher."""
    form = read_form(PurchaseForm, request.form)
    if not form:
        raise BadInput(fields=form.errors)
    wiring, purchase = here.wiring(), _purchase(form)
    try:
        bought = buy(
            wiring.open_uow,
            purchase,
            attempt=_attempt(purchase),
            now=here.now(),
            new_token=wiring.new_token,
        )
    except MuvError as error:
        return _page(error)
    if purchase.reserve:
        tell("offers.told_reserved")
        return redirect(url_for("mediator.batch"), HTTPStatus.SEE_OTHER)
    tell("participant.told_bought")
    return redirect(url_for(".voucher", code=bought.code), HTTPStatus.SEE_OTHER)


def _purchase(form: Form) -> Purchase:
    """Only a mediator has a printer: what participants take is theirs at once."""
    helping = here.actor().kind == Role.MEDIATOR
    paper = helping and form.values["paper"]
    channel = "print" if paper else "mediator" if helping else "app"
    return Purchase(
        form.values["offer"],
        here.subject().id,
        channel,
        old_enough=form.values["old_enough"],
        reserve=paper,
    )


def _attempt(purchase: Purchase) -> Attempt:
    """Each offer of a page is an attempt of its own: whoever goes back may take another one."""
    drawn = request.form.get("attempt", "")
    key = f"{drawn}:{purchase.offer_id}" if drawn else ""
    return Attempt.of(here.actor(), key, "buy_voucher", purchase)


def _groups(offered: Sequence[Choice], near: Mapping[str, Near]) -> list[Group]:
    """Put what is near the person's ways first: on the way, aside, in their zone; each by price."""
    ours = [one for one in offered if one.shop_key in near]
    others = [one for one in offered if one.shop_key not in near]
    if not ours:
        return [("", others)]
    ours.sort(key=lambda one: _aside(near[one.shop_key]))
    return [("near_title", ours), *([("near_others", others)] if others else [])]


def _aside(near: Near) -> tuple[bool, float]:
    return near.zone is not None, 0.0 if near.on_route else near.distance_m


def _why_near(near: Near) -> str:
    if near.route is None:
        assert near.zone is not None, "one of the two tells"
        return here.say("phone.near_zone", zone=written(near.zone.label, here.locale()))
    route = written(near.route.label, here.locale())
    if near.on_route:
        return here.say("phone.near_on_route", route=route)
    return here.say("phone.near_route", distance=Metres(round(near.distance_m, -1)), route=route)


def _page(refusal: MuvError | None = None) -> Answer:
    reading, person = here.wiring().open_reading, here.subject()
    today = here.now().date()
    near = near_shops(reading, person.id, today)
    offered = choices(reading, person, here.now())
    page = render_template(
        "participant/offers.html",
        offered=offered,
        groups=_groups(offered, near),
        why_near={key: _why_near(one) for key, one in near.items()},
        today=today,
        available=wallet(reading, person.id).available,
        sentence=words_for(refusal) if refusal else None,
        code=refusal.code if refusal else None,
    )
    return page, status_of(refusal) if refusal else HTTPStatus.OK
