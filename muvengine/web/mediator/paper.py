"""The mediator types in the paper list of a shop without a tablet."""

from __future__ import annotations

from flask import render_template, url_for

from muvengine.reads.shops import shop as read_shop
from muvengine.reads.shops import shops
from muvengine.web import here
from muvengine.web.mediator.pages import pages
from muvengine.web.paper_lines import enter_for_shop, no_lines


@pages.get("/paper")
def paper_shops() -> str:
    """Ask whose list it is."""
    return render_template("mediator/paper.html", shops=shops(here.wiring().open_reading))


@pages.get("/paper/<key>")
def paper_list(key: str) -> str:
    """Ask for the lines."""
    return _page(key, done=False)


@pages.post("/paper/<key>")
def enter_paper_list(key: str) -> str:
    """Take each line; the form comes back with what came of it."""
    return _page(key, done=True)


def _page(key: str, *, done: bool) -> str:
    shop = read_shop(here.wiring().open_reading, key)
    lines = no_lines(here.now().date())
    if done:
        lines = enter_for_shop(shop.id, shop.key)
    return render_template(
        "organiser/paper_list.html",
        shop=shop,
        lines=lines,
        done=done,
        action=url_for(".enter_paper_list", key=key),
        back=url_for(".paper_shops"),
        back_text=here.say("shop_hand.paper_shops"),
    )
