"""Who works in a shop: it does not take their vouchers."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.people.actor import Role
from muvengine.reads.people import find_people
from muvengine.reads.person import participant
from muvengine.reads.shops import shop as read_shop
from muvengine.reads.watch import staff_of_shop
from muvengine.services.mark_shop_staff import mark_shop_staff, unmark_shop_staff
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell

Answer = tuple[str, int]


@pages.get("/shops/<key>/staff")
def shop_staff(key: str) -> Answer:
    """List who is marked, and ask for one more."""
    return _page(key, Form(), HTTPStatus.OK)


@pages.post("/shops/<key>/staff")
def mark_staff(key: str) -> Response | Answer:
    """Mark one participant, by name or card number."""
    wiring, text = here.wiring(), request.form.get("who", "").strip()[:120]
    found = [one for one in find_people(wiring.open_reading, text) if one.role is Role.PARTICIPANT]
    if len(found) != 1:
        code = "offers.staff_many" if found else "offers.staff_unknown"
        form = Form({"who": text}, errors={"who": code})
        return _page(key, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    person = found[0]
    mark_shop_staff(wiring.open_uow, key, person.id, actor=here.actor(), now=wiring.now())
    tell("offers.told_staff", name=person.name)
    return redirect(url_for(".shop_staff", key=key), HTTPStatus.SEE_OTHER)


@pages.post("/shops/<key>/staff/<public_id>/end")
def unmark_staff(key: str, public_id: str) -> Response:
    """Take the mark away."""
    wiring = here.wiring()
    person = participant(wiring.open_reading, public_id).person
    unmark_shop_staff(wiring.open_uow, key, person.id, actor=here.actor(), now=wiring.now())
    tell("offers.told_staff_end", name=person.name)
    return redirect(url_for(".shop_staff", key=key), HTTPStatus.SEE_OTHER)


def _page(key: str, form: Form, status: int) -> Answer:
    reading = here.wiring().open_reading
    shop = read_shop(reading, key)
    return render_template(
        "organiser/shop_staff.html", shop=shop, form=form, staff=staff_of_shop(reading, shop.id)
    ), status
