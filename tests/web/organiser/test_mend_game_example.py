"""Examples of a game's draft that are not as agreed are mended or taken out by a button."""

from __future__ import annotations

from tests.build import Town
from tests.web.organiser.drafting import submit
from tests.web.organiser.game_drafting import DRAFT, EDIT, PARTS, desk, source


def test_an_example_that_turns_wrong_is_mended_by_a_button(town: Town) -> None:
    ines = desk(town)
    told = submit(ines, f"{PARTS}/streak", {"rewards.0.points": "25"})
    assert "5 examples are not as agreed" in told.text
    assert "Points: 25, expected 20" in told.text
    mend = told.all("form", action=f"{DRAFT}/examples/0/mend")
    assert mend
    told = submit(ines, EDIT, action=f"{DRAFT}/examples/0/mend")
    assert "The example expects what it gives now." in told.told
    assert "    expect: {streak: 2, points: 25}" in source(town).splitlines()
    assert "4 examples are not as agreed" in told.text


def test_an_example_of_what_is_gone_is_taken_out(town: Town) -> None:
    ines = desk(town)
    told = submit(ines, f"{PARTS}/challenges/without-a-car/remove")
    assert "1 example is not as agreed" in told.text
    number = 14
    assert told.all("form", action=f"{DRAFT}/examples/{number}/mend") == [], "it would mend nothing"
    told = submit(ines, EDIT, action=f"{DRAFT}/examples/{number}/drop")
    assert "The example is taken out." in told.told
    assert "This game is right." in told.text
    ines.post(f"{DRAFT}/examples/99/drop", 404, on=EDIT)


def test_an_example_is_known_by_its_number_so_a_colleagues_change_comes_first(town: Town) -> None:
    ines = desk(town)
    before = submit(ines, f"{PARTS}/streak", {"rewards.0.points": "25"})
    submit(ines, f"{PARTS}/streak", {"days": "2"})
    mend = f"{DRAFT}/examples/0/mend"
    page = submit(ines, EDIT, {}, 409, action=mend, before=before)
    assert "changed" in page.alert
