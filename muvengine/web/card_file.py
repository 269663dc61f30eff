"""Many cards as one file to print, handed out this one time."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response

from muvengine.core.people.card import PrintedCard
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.code import in_groups
from muvengine.formats.card_pdf import GRIDS, CardPaper, draw_cards
from muvengine.formats.qr import qr_modules
from muvengine.web import here
from muvengine.web.downloads import TYPES, handed_out
from muvengine.words.catalogue import say


def card_file(cards: Sequence[tuple[PrintedCard, Person | None]], layout: str) -> Response:
    """Hand out cards with their secret codes.

    The answer to the POST that made them: an address to come back to would have to keep them.

    Args:
        cards: each with whose it is; None for nobody's.
        layout: a name of ``GRIDS``.
    """
    papers = [_paper(card, person) for card, person in cards]
    title, locale = here.say("packs.title"), here.locale()
    content = draw_cards(
        papers, GRIDS[layout], title=title, language=locale[:2], made_at=here.now()
    )
    answer = handed_out(content, f"{layout}.pdf", TYPES["pdf"])
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _paper(card: PrintedCard, person: Person | None) -> CardPaper:
    locale = person.locale if person else here.locale()
    programme = here.programme()
    lost = f"{say('paper.card_lost', locale)} {programme.contact}".strip()
    return CardPaper(
        title=programme.name,
        name=person.name if person else say("packs.paper_name", locale),
        blank=person is None,
        number=in_groups(card.number),
        lost=lost,
        modules=qr_modules(card.qr_text(here.wiring().settings.base_url)),
        pin_title=say("paper.pin", locale),
        pin=card.pin,
        pin_keep=say("paper.pin_keep", locale),
        language=locale,
    )
