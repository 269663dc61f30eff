"""What the weekly statements of shops do to the books."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from tests.auditor.books import Books, Refused, Statement, Taken
from tests.auditor.counter import UNDO_MAX

SUNDAY = 6


def draft(books: Books) -> None:
    """Gather what each shop took in weeks that are over and can no longer be undone."""
    today = (books.now - UNDO_MAX).date()

    def place(taken: Taken) -> tuple[int, date]:
        return books.shops_of_tills[taken.till], _sunday(taken.at.date())

    due = [one for one in books.taken if not one.undone and one.statement is None]
    due = sorted((one for one in due if place(one)[1] < today), key=place)
    for (shop, sunday), lines in groupby(due, place):
        statement = Statement(shop, sunday, 0)
        books.statements.append(statement)
        for line in lines:
            line.statement = statement
            statement.cents += line.cents


def close(books: Books, statement: Statement) -> int | Refused:
    """Give the draft the next number."""
    if statement.state != "draft":
        return Refused("not_possible")
    if statement.shop not in books.named_shops:
        return Refused("bad_input")
    statement.state = "closed"
    statement.number = 1 + max((one.number or 0 for one in books.statements), default=0)
    return statement.number


def pay(books: Books, statement: Statement, reference: str) -> int | Refused:
    """The town has paid; give the statement's number."""
    if not reference:
        return Refused("bad_input")
    if statement.state != "closed":
        return Refused("not_possible")
    assert statement.number is not None
    statement.state = "paid"
    books.moved["bank"] += statement.cents
    return statement.number


def _sunday(day: date) -> date:
    return day + timedelta(days=SUNDAY - day.weekday())
