from __future__ import annotations

from tests.build import Town
from tests.web.reports import OFFICE, reported


def test_what_was_mended_is_told_to_everybody_without_words_or_names(town: Town) -> None:
    assert "Nothing yet." in town.stranger().get("/reports").text
    reported(town.fatou(), "bike_stand", "/cafe", words="In front of my window")
    reported(town.fatou(), "light", words="By the door")
    town.ines().post(f"{OFFICE}/1", answer="mended", words="Said to Fatou")
    page = town.stranger().get("/reports")
    assert "Bike stand missing or broken" in page.text
    assert "Café de la Mousse" in page.text
    for secret in ("Fatou", "window", "No light"):
        assert secret not in page.text
