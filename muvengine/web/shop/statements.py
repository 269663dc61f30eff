"""What the programme owes this shop, statement by statement."""

from __future__ import annotations

from flask import Response, render_template

from muvengine.core.errors import NotFound
from muvengine.core.vouchers.statement import StatementState
from muvengine.reads.statements import ReadStatement, owed_to, statement_with_lines
from muvengine.reads.statements import statements as list_statements
from muvengine.web import here
from muvengine.web.downloads import statement_file
from muvengine.web.shop.pages import pages
from muvengine.words import statement_in_words as told


@pages.get("/statements")
def statements() -> str:
    """List this shop's statements, and what has come together since."""
    reading, shop_id = here.wiring().open_reading, here.till().shop_id
    return render_template(
        "shop/statements.html",
        owed=owed_to(reading, shop_id),
        statements=[
            (one, told.title_of(one, here.locale()))
            for one, _ in list_statements(reading, shop_id=shop_id)
            if one.state is not StatementState.DRAFT
        ],
    )


@pages.get("/statements/<int:statement_id>")
def statement(statement_id: int) -> str:
    """Show what stands on one of this shop's statements."""
    zone, locale = here.programme().zone, here.locale()
    read = _ours(statement_id)
    return render_template(
        "shop/statement.html",
        read=read,
        title=told.title_of(read.statement, locale),
        about=told.about(read.statement, read.shop.name, locale),
        rows=tuple(told.rows(read.lines, read.statement, zone, locale)),
        closing=told.closing(read.statement, locale, zone),
    )


@pages.get("/statements/<int:statement_id>.pdf", defaults={"ending": "pdf"})
@pages.get("/statements/<int:statement_id>.csv", defaults={"ending": "csv"})
def statement_as_file(statement_id: int, ending: str) -> Response:
    """Hand one of this shop's statements out."""
    return statement_file(_ours(statement_id), ending)


def _ours(statement_id: int) -> ReadStatement:
    """Give one of this shop's statements; a draft is the town's alone.

    Raises:
        NotFound: no such statement, another shop's, or a draft.
    """
    reading = here.wiring().open_reading
    read = statement_with_lines(reading, statement_id, shop_id=here.till().shop_id)
    if read.statement.state is StatementState.DRAFT:
        raise NotFound(kind="statement")
    return read
