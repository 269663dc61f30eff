from __future__ import annotations

from tests.build import Town

NOTICES = "/organiser/notices"
LEGAL = f"{NOTICES}/legal/en"
OWN = "# Who we are\n\nThe town of %town%. <b>Bold</b>"


def test_a_text_is_looked_at_then_kept_and_everybody_reads_it(town: Town) -> None:
    ines = town.ines()
    assert ines.get(NOTICES).text.count("The text to begin with") == 8
    page = ines.post(LEGAL, text=OWN, do="show")
    assert "How it will look" in page.text
    assert "Who runs" not in page.text
    assert "Legal notice" in town.stranger().get("/notices/legal").one("h1").text
    assert "Everybody reads it now." in ines.post(LEGAL, text=OWN, do="keep").told
    public = town.stranger().get("/notices/legal")
    assert public.one("h1").text == "Who we are"
    assert "&lt;b&gt;Bold" in public.source
    assert "%town%" not in public.text
    french = town.stranger("fr").get("/notices/legal")
    assert french.one("h1").text == "Mentions légales"
    assert "Yours, of" in ines.get(NOTICES).text
    assert "wrote a public text" in ines.get("/organiser/audit").text


def test_earlier_versions_stay_to_be_read_and_the_first_text_comes_back(town: Town) -> None:
    ines = town.ines()
    ines.post(LEGAL, text=OWN, do="keep")
    ines.post(LEGAL, text="# Another", do="keep")
    assert "The town of %town%." in ines.get(LEGAL).text
    ines.post(LEGAL, text="", do="keep")
    assert town.stranger().get("/notices/legal").one("h1").text == "Legal notice"
    assert "The text to begin with was brought back." in ines.get(LEGAL).text


def test_what_is_wrong_is_said_and_the_words_stay(town: Town) -> None:
    ines = town.ines()
    page = ines.post(LEGAL, 422, text="no title", do="keep")
    assert "Begin with a title" in page.alert
    assert "no title" in page.one("textarea").text
    assert "too long" in ines.post(LEGAL, 422, text="# T\n" + "x" * 30_001, do="keep").alert
    ines.get(f"{NOTICES}/legal/xx", 404)
    ines.get(f"{NOTICES}/secrets/en", 404)


def test_two_who_write_at_once_do_not_write_over_each_other(town: Town) -> None:
    ines, form = town.ines(), {"text": "# Mine", "do": "keep"}
    old = ines.hidden(LEGAL)
    ines.post(LEGAL, text=OWN, do="keep")
    assert "Somebody else has written meanwhile." in ines.send(LEGAL, old | form, 422).alert
    assert ines.post(LEGAL, text="# Mine", do="keep").told
