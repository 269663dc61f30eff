"""A form to sign: whom somebody lets act for them."""

from __future__ import annotations

from flask import render_template

from muvengine.web import here
from muvengine.web.mediator.pages import pages
from muvengine.web.owner_words import in_words_of


@pages.get("/mandate/print")
def print_mandate() -> str:
    """Give an empty form, in the language of whom it is for."""
    helped = here.me().acting_for
    return render_template(
        "paper/mandate.html", person=helped, **in_words_of(helped or here.me().person)
    )
