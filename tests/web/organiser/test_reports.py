from __future__ import annotations

from tests.build import Town
from tests.web.reports import MINE, OFFICE, STOP, played, reported, second


def test_the_oldest_is_first_and_nobody_is_named(town: Town) -> None:
    reported(town.fatou(), "light", words="By the door")
    reported(town.browser_of(second(town)), "danger", "/cafe")
    assert "2 reports wait for an answer" in town.ines().get("/organiser").text
    page = town.ines().get(OFFICE)
    assert page.text.index("No light") < page.text.index("Dangerous spot")
    assert "By the door" in page.text
    assert "Café de la Mousse" in page.text
    for name in ("Fatou", "Amine"):
        assert name not in page.text
        assert name not in town.ines().get(f"{OFFICE}/1").text


def test_an_answer_is_read_by_the_reporter_and_pays(town: Town) -> None:
    played(town)
    reported(town.fatou())
    page = town.ines().post(f"{OFFICE}/1", answer="mending", words="A new lamp comes on Monday")
    assert "The answer is kept." in page.told
    mine = town.fatou().get(MINE).text
    assert "The town has confirmed it" in mine
    assert "The town says: A new lamp comes on Monday" in mine
    assert "It has brought you 5 points." in mine
    page = town.ines().get(f"{OFFICE}/1")
    assert "5 points are paid." in page.text
    assert page.all("input", value="confirmed") == []
    assert page.all("input", value="mending") == []


def test_a_refusal_needs_a_sentence_and_keeps_what_was_chosen(town: Town) -> None:
    reported(town.fatou())
    page = town.ines().post(f"{OFFICE}/1", 422, answer="refused", words="no")
    assert "Give a reason" in page.alert
    assert "checked" in page.one("input", id="answer-refused").attrs
    page = town.ines().post(f"{OFFICE}/1", 422)
    assert "What is so?" in page.alert
    town.ines().post(f"{OFFICE}/1", answer="refused", words="Two of us have looked, it is lit")
    mine = town.fatou().get(MINE).text
    assert "The town did not find it." in mine
    assert "Two of us have looked, it is lit" in mine


def test_the_same_answer_twice_is_told(town: Town) -> None:
    reported(town.fatou())
    town.ines().post(f"{OFFICE}/1", answer="mended")
    page = town.ines().post(f"{OFFICE}/1", 409, answer="mended")
    assert "It is in this state already." in page.alert


def test_a_list_is_chosen_by_state_and_handed_out_as_a_table(town: Town) -> None:
    reported(town.fatou(), "light", words="=1+1")
    reported(town.fatou(), "sign", STOP)
    town.ines().post(f"{OFFICE}/2", answer="mended", words="A new sign")
    page = town.ines().get(f"{OFFICE}?state=mended")
    assert "Sign of a stop missing" in page.text
    assert "No light" not in page.text
    table = town.ines().client.get(f"{OFFICE}.csv?state=all")
    assert table.content_type.startswith("text/csv")
    lines = table.get_data(as_text=True).splitlines()
    assert len(lines) == 3
    assert "A new sign" in lines[2]
    assert "Fatou" not in table.get_data(as_text=True)
    # No program that opens the table calculates what somebody wrote.
    assert ",=1+1" not in lines[1]
