from __future__ import annotations

from tests.build import Town
from tests.formats.test_picture import picture

PAGE = "/organiser/offers/1/picture"


def test_a_picture_is_sent_shown_printed_and_taken_away(town: Town) -> None:
    ines, fatou = town.ines(), town.fatou()
    assert "Picture of A loaf" in ines.get(PAGE).text
    page = ines.upload(PAGE, [("loaf.png", picture())])
    assert "The picture is kept." in page.told
    source = page.one("img", class_="offer-picture").attrs["src"] or ""
    reply = town.stranger().client.get(source)
    assert (reply.status_code, reply.mimetype) == (200, "image/jpeg")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in reply.headers["Cache-Control"]
    for url in ("/me/offers", "/shops/boulangerie"):
        assert fatou.get(url).one("img", class_="offer-picture").attrs["src"] == source
    code = fatou.post("/me/offers", on="/me/offers", offer="1").path.rsplit("/", 1)[-1]
    printed = fatou.client.get(f"/me/vouchers/{code}/card.pdf").data
    assert b"/DCTDecode" in printed
    page = ines.post(f"{PAGE}/drop", on=PAGE)
    assert "The picture is gone." in page.told
    assert not page.all("img", class_="offer-picture")
    assert town.stranger().client.get(source).status_code == 404


def test_what_is_no_picture_is_said_at_the_field(town: Town) -> None:
    ines = town.ines()
    assert "Choose a picture first." in ines.post(PAGE, 422).alert
    page = ines.upload(PAGE, [("loaf.svg", b"<svg/>")], 422)
    assert "This is no PNG or JPEG picture." in page.alert
    assert "Cette photo" not in page.text
    page = ines.upload(PAGE, [("loaf.png", picture()[:100])], 422)
    assert "We cannot read this picture." in page.alert
