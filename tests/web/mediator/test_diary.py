"""A paper diary at the desk: the grid, its answers, and the empty form."""

from __future__ import annotations

from tests.build import Town

PAGE = "/desk/diary"
WEEK = f"{PAGE}?week=2026-03-30"
FIRST = "2026-03-30:bus:1"
TYPED = {"week": "2026-03-30", "tick": FIRST}


def test_a_week_is_typed_in_at_once_and_shown_as_entered(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    form = karim.hidden(WEEK) | TYPED
    page = karim.send(PAGE, form)
    assert "1 trip is kept" in page.text
    again = karim.send(PAGE, form)
    assert "1 trip is kept" in again.text
    ticked = [
        box.attrs["value"] for box in again.all("input", name="tick") if "checked" in box.attrs
    ]
    assert ticked == [FIRST]
    assert "Karim sent a trip: Bus" in town.fatou().get("/me/helped").text.replace("\xa0", " ")


def test_each_refused_square_is_said_in_words(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    karim.send(PAGE, karim.hidden(WEEK) | TYPED)
    page = karim.send(PAGE, karim.hidden(WEEK) | TYPED)
    assert "It was typed in before." in page.text
    this_week = karim.hidden(PAGE) | {"tick": "2026-04-12:walk:1"}
    assert "This day is still to come." in karim.send(PAGE, this_week).text


def test_a_form_without_a_tick_says_so(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    form = karim.hidden(WEEK)
    for wrong in ({}, {"tick": "rubbish"}, {"tick": "2026-04-20:walk:1"}):
        assert "Tick one trip at least." in karim.send(PAGE, form | wrong, 422).alert


def test_the_trip_and_its_sheet_can_be_read_like_any_other(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    karim.send(PAGE, karim.hidden(WEEK) | TYPED)
    fatou = town.fatou()
    links = [link.attrs["href"] or "" for link in fatou.get("/me/trips").all("a")]
    [trip] = {link for link in links if link.startswith("/me/trips/") and "new" not in link}
    page = fatou.get(trip)
    assert "Trip on your word" in page.text


def test_the_empty_form_has_the_order_of_the_grid(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    grid = [row.text for row in karim.get(WEEK).all("th", scope="row")]
    paper = karim.get(f"{PAGE}/print")
    assert paper.one("div", lang="fr")
    assert len(paper.all("th", scope="row")) == len(grid) == 11
    # Without anybody beside them, a helper prints it in their own language.
    assert town.karim().get(f"{PAGE}/print").all("th", scope="row")


def test_a_diary_is_typed_in_only_beside_its_owner(town: Town) -> None:
    assert town.karim().get(PAGE).path == "/desk"
    assert town.karim().post(PAGE, on="/desk/calls", tick=FIRST).path == "/desk"
