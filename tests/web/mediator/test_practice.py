"""A card and a voucher to learn with, which have no effect."""

from __future__ import annotations

from muvengine.core.vouchers.code import PRACTICE, draw_code, in_groups, is_practice, practice_code
from muvengine.reads.ledger_check import check_ledger
from tests.build import Town


def test_the_sheet_says_in_large_words_what_it_is(town: Town) -> None:
    page = town.karim().get("/desk/practice")
    assert page.source.count(">Practice</p>") == 2
    assert page.source.count(in_groups(practice_code())) == 2


def test_the_till_and_the_desk_say_that_nothing_was_done(town: Town) -> None:
    code = practice_code()
    till = town.tablet()
    for _ in range(12):
        # However often it is tried: a tablet of learners is not held for guessing.
        page = till.post("/shop", 409, on="/shop", code=code)
        assert "Practice: nothing was taken." in page.text.replace("\xa0", " ")
    assert "Practice: this card is nobody" in town.karim().get(f"/desk?q={code}").text
    assert check_ledger(town.wiring.open_reading) == ()


def test_the_practice_code_is_read_as_people_type_it_and_is_never_drawn() -> None:
    assert is_practice(practice_code().lower().replace("1", "i"))
    assert not is_practice("")
    assert not is_practice(draw_code("A" * 22))
    assert practice_code().startswith(PRACTICE)
