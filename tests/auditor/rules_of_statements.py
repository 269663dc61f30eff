"""Drafting, closing and paying statements, new money, and the seal."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from muvengine.core.people.actor import SYSTEM
from muvengine.services.draft_statements import draft_statements
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.seal_journals import seal_journals
from tests.auditor import deeds, statements
from tests.auditor.books import Refused, Statement
from tests.auditor.rules_of_points import ANY
from tests.auditor.stage import Stage

NOBODYS = 10


class Statements(Stage):
    """What shops are owed and paid."""

    @rule(shop=st.integers(0, 1), legal_name=st.sampled_from(["SARL", ""]))
    def name(self, shop: int, legal_name: str) -> None:
        """Write down who a shop is before the law, or rub it out."""
        if legal_name:
            self.books.named_shops.add(shop)
        else:
            self.books.named_shops.discard(shop)
        deeds.name_shop(self.town, self.shop_ids[shop], legal_name)

    @rule()
    def draft(self) -> None:
        statements.draft(self.books)
        self.run(lambda town: draft_statements(town.open_uow, now=town.now))

    @precondition(lambda self: self.books.statements)
    @rule(which=ANY)
    def close(self, which: int) -> None:
        if which % NOBODYS == NOBODYS - 1:
            self.perform(deeds.close(self.town, 4711), Refused("not_found"))
            return
        statement = self.books.statements[which % len(self.books.statements)]
        due = statements.close(self.books, statement)
        heard = self.perform(deeds.close(self.town, self._id_of(statement)), due)
        assert isinstance(due, Refused) or heard.value == due

    @precondition(lambda self: self.books.statements)
    @rule(which=ANY, reference=st.sampled_from(["SEPA 1", "SEPA 2", ""]))
    def pay(self, which: int, reference: str) -> None:
        statement = self.books.statements[which % len(self.books.statements)]
        due = statements.pay(self.books, statement, reference)
        heard = self.perform(deeds.pay(self.town, self._id_of(statement), reference), due)
        assert isinstance(due, Refused) or heard.value == due

    @rule(cents=st.integers(1, 900), again=st.booleans())
    def fund(self, cents: int, again: bool) -> None:  # noqa: FBT001  drawn
        """A funder's money; the first letter's number is written a second time."""
        reference = "2026-1" if again else self.town.key()
        self.books.budget += 0 if again else cents
        funding = Funding("ville", cents, reference)
        done = self.run(
            lambda town: fund_budget(town.open_uow, funding, actor=SYSTEM, now=town.now)
        )
        assert done in {None, not again}

    @rule()
    def seal(self) -> None:
        self.run(lambda town: seal_journals(town.open_uow, now=town.now))

    def _id_of(self, statement: Statement) -> int:
        wanted = (self.shop_ids[statement.shop], statement.last_day)
        with self.reading() as uow:
            ids = {(one.shop_id, one.period_to): one.id for one in uow.settlements.listed()}
        return ids[wanted]
