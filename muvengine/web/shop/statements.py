"""What the programme owes this shop, statement by statement."""

from __future__ import annotations

from flask import Response, render_template

from muvengine.core.errors import NotFound
from muvengine.core.vouchers.contest import last_contest_day
from muvengine.core.vouchers.statement import StatementState
from muvengine.reads.contests import contests_of
from muvengine.reads.statements import ReadStatement, owed_to, statement_with_lines
from muvengine.reads.statements import statements as list_statements
from muvengine.web import here
from muvengine.web.downloads import statement_file
from muvengine.web.shop.pages import pages
from muvengine.words import contest_in_words
from muvengine.words import statement_in_words as told


@pages.get("/statements")
def statements() -> str:
    """List this shop's statements, and what has come together since."""
    reading, shop_id, locale = here.wiring().open_reading, here.till().shop_id, here.locale()
    owed = owed_to(reading, shop_id)
    return render_template(
        "shop/statements.html",
        owed=owed,
        waiting=[(told.correction_of(line, locale), line.amount_cents) for line in owed.waiting],
        statements=[
            (one, told.title_of(one, locale))
            for one, _ in list_statements(reading, shop_id=shop_id)
            if one.state is not StatementState.DRAFT
        ],
    )


@pages.get("/statements/<int:statement_id>")
def statement(statement_id: int) -> str:
    """Show what stands on one of this shop's statements."""
    zone, locale = here.programme().zone, here.locale()
    read = ours(statement_id)
    found = contests_of(here.wiring().open_reading, statement_id)
    last = last_contest_day(read.statement, zone)
    return render_template(
        "shop/statement.html",
        read=read,
        title=told.title_of(read.statement, locale),
        about=told.about(read.statement, read.shop.name, locale),
        rows=tuple(told.rows(read.lines, read.statement, zone, locale)),
        closing=told.closing(read.statement, locale, zone),
        until=last if last and here.now().date() <= last else None,
        contested={one.contest.line for one in found},
        asked=[
            (
                one.contest,
                contest_in_words.about(one.contest, locale),
                contest_in_words.answer(one.contest, one.carrier, zone, locale),
            )
            for one in found
        ],
    )


@pages.get("/statements/<int:statement_id>.pdf", defaults={"ending": "pdf"})
@pages.get("/statements/<int:statement_id>.csv", defaults={"ending": "csv"})
@pages.get("/statements/<int:statement_id>.json", defaults={"ending": "json"})
def statement_as_file(statement_id: int, ending: str) -> Response:
    """Hand one of this shop's statements out."""
    return statement_file(ours(statement_id), ending)


def ours(statement_id: int) -> ReadStatement:
    """Give one of this shop's statements; a draft is the town's alone.

    Raises:
        NotFound: no such statement, another shop's, or a draft.
    """
    reading = here.wiring().open_reading
    read = statement_with_lines(reading, statement_id, shop_id=here.till().shop_id)
    if read.statement.state is StatementState.DRAFT:
        raise NotFound(kind="statement")
    return read
