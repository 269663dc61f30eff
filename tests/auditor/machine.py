"""Everything that may happen, in any order."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.auditor.rules_of_points import Points
from tests.auditor.rules_of_statements import Statements
from tests.auditor.rules_of_time import Time
from tests.auditor.rules_of_vouchers import Vouchers

MINUTES_OF_A_DAY = 24 * 60


class Money(Points, Vouchers, Statements, Time):
    """A town with all its rules."""

    @rule(days=st.integers(1, 20))
    def nights_pass(self, days: int) -> None:
        """Nobody does anything, but the jobs of the night do what is due."""
        self.wait(days * MINUTES_OF_A_DAY)
        self.release()
        self.expire()
        self.expire_points()
        self.draft()
        self.seal()
