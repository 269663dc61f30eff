"""Reports that were confirmed before their rows are guarded and their promises broken."""

from __future__ import annotations

from muvengine.core.people.identity import Person
from tests import report_life as life
from tests.money import Town


def reports_of_which_one_is_refused(made: Town, reporter: Person) -> None:
    """Report 1 is refused and its reward taken back, report 2 and reward 2 stand."""
    life.play(made, life.GAME)
    witness = made.person("Lina")
    for _ in range(2):
        life.see(made, witness, life.report(made, reporter, words="By the lamp"))
    life.answer(made, 1, "refused", "nothing is there")
