"""Printed vouchers, each in the language of who holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from muvengine.core.people.identity import Person
from muvengine.core.vouchers.code import in_groups
from muvengine.core.vouchers.voucher import Voucher
from muvengine.formats.qr import qr_modules
from muvengine.formats.voucher_pdf import LAYOUTS, VoucherPaper, draw_vouchers
from muvengine.words.catalogue import say, written
from muvengine.words.spelling import spelled
from muvengine.words.voucher_in_words import heading_lines, paper_terms


@dataclass(frozen=True, slots=True)
class Drawn:
    """What stands on paper beside the words.

    Attributes:
        drawings: the file of each pictogram; ``gift`` stands for one that is not there.
        text_of: gives what a scanner reads off a voucher.
        pictures: JPEGs by offer, to stand in place of the pictogram.
    """

    drawings: Mapping[str, str]
    text_of: Callable[[Voucher], str]
    pictures: Mapping[int, bytes] = field(default_factory=dict)


def voucher_pdf(
    held: Sequence[tuple[Voucher, Person]],
    drawn: Drawn,
    layout: str,
    *,
    locale: str,
    made_at: datetime,
) -> bytes:
    """Draw vouchers for paper.

    Args:
        held: vouchers with who holds them, at least one.
        drawn: pictograms, pictures and codes.
        layout: ``sheet`` or ``card``.
        locale: of who prints; each voucher speaks to its holder.
        made_at: aware.
    """
    papers = [_paper(voucher, person, drawn) for voucher, person in held]
    title = say("offers.paper_title", locale)
    return draw_vouchers(papers, LAYOUTS[layout], title=title, language=locale[:2], made_at=made_at)


def _paper(voucher: Voucher, person: Person, drawn: Drawn) -> VoucherPaper:
    locale = person.locale
    words = spelled(voucher.code, locale)
    return VoucherPaper(
        title=written(voucher.title, locale),
        lines=tuple(heading_lines(voucher, person.name, locale)),
        terms=paper_terms(voucher, locale),
        code=in_groups(voucher.code),
        spelled=say("offers.paper_spell", locale, words=words) if words else "",
        modules=qr_modules(drawn.text_of(voucher)),
        drawing=drawn.drawings.get(voucher.pictogram, drawn.drawings["gift"]),
        used_on=say("offers.paper_date", locale),
        initials=say("offers.paper_initials", locale),
        picture=drawn.pictures.get(voucher.offer_id, b""),
        language=locale[:2],
    )
