"""Time, blows, and requests that come again."""

from __future__ import annotations

from datetime import UTC, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.auditor import deeds
from tests.auditor.blows import Blow
from tests.auditor.digest import digest
from tests.auditor.rules_of_points import ANY
from tests.auditor.stage import Stage
from tests.money import PARIS


class Time(Stage):
    """What happens to any act."""

    @rule(minutes=st.one_of(
        st.integers(1, 25), st.integers(60, 1500), st.integers(1440, 12 * 1440),
    ))  # fmt: skip
    def wait(self, minutes: int) -> None:
        later = self.town.now.astimezone(UTC) + timedelta(minutes=minutes)
        self.town.now = self.books.now = later.astimezone(PARIS)

    @rule(at=st.one_of(st.none(), st.integers(1, 30)))
    def be_struck(self, at: int | None) -> None:
        """The next act ends at this statement, or just before its commit; then it is sent again."""
        self.blow = Blow(at)

    @precondition(lambda self: self.history)
    @rule(which=ANY)
    def come_again(self, which: int) -> None:
        """An old request, however long ago: the same answer, and nothing moves."""
        deed, heard = self.history[-1 - which % len(self.history)]
        before = digest(self.engine)
        assert self.hear(deed) == heard
        assert digest(self.engine) == before

    @precondition(lambda self: self.history)
    @rule(owner=st.integers(0, 1), kind=st.integers(0, 2))
    def use_a_key_twice(self, owner: int, kind: int) -> None:
        """One key for two different things: refused, and nothing is kept."""
        person = self.people[owner]
        first = deeds.void(self.town, person, "no such code", "another mind")
        self.hear(first)
        before = digest(self.engine)
        deed = deeds.buy(self.town, person, self.offer_ids[kind], key=first.key)
        assert self.hear(deed).code == "key_reused"
        assert digest(self.engine) == before
