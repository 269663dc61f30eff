"""Who did what, for whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import render_template, request

from muvengine.core.people.act import Act
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.people import staff
from muvengine.reads.shops import shops
from muvengine.web import here
from muvengine.web.numbers import row_number
from muvengine.web.organiser.pages import pages
from muvengine.words.catalogue import known
from muvengine.words.helper_acts import act_code

ACTS_SHOWN: Final = 50


@pages.get("/audit")
def audit() -> str:
    """List acts, the latest first; participants are numbers here."""
    reading = here.wiring().open_reading
    acts = audit_trail(
        reading, before=request.args.get("before", type=row_number), count=ACTS_SHOWN
    )
    names = {person.id: person.name for person in staff(reading)}
    called = _shop_names()
    return render_template(
        "organiser/audit.html",
        acts=[(act, _what(act), _who(act, names), _about(act, called)) for act in acts],
        next=acts[-1].id if len(acts) == ACTS_SHOWN else None,
        later_page="before" in request.args,
    )


def _what(act: Act) -> str:
    code = act_code(act.act)
    done = here.say(code) if code else act.act
    changed = _changed(act)
    return f"{done}{here.say('layout.colon')} {changed}" if changed else done


def _about(act: Act, shop_names: Mapping[str, str]) -> str:
    code = f"rooms.about_{act.ref_kind}"
    if known(code):
        which = shop_names.get(act.ref_id, act.ref_id) if act.ref_kind == "shop" else act.ref_id
        return here.say(code, which=which)
    return f"{act.ref_kind} {act.ref_id}".strip()


def _shop_names() -> dict[str, str]:
    """Give names by key and by number: acts say the one or the other."""
    found = shops(here.wiring().open_reading, open_only=False)
    return {word: shop.name for shop in found for word in (str(shop.id), shop.key)}


def _changed(act: Act) -> str:
    """Name what was changed, where the act says so: a set route counts while it is changed."""
    changes = act.meta.get("changes")
    names = [f"routes.change_{name}" for name in changes] if isinstance(changes, dict) else []
    return ", ".join(here.say(name) for name in names if known(name))


def _who(act: Act, names: dict[int, str]) -> str:
    actor = act.actor
    if actor.id in names and actor.kind != "device":
        return names[actor.id]
    if actor.id is None:
        return here.say("office.actor_system")
    return here.say(f"office.actor_{actor.kind}", number=str(actor.id))
