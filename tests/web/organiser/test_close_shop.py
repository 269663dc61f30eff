from __future__ import annotations

from tests.build import Town

SHOP = "/organiser/shops/boulangerie"


def test_a_shop_closes_and_its_vouchers_go_back(town: Town) -> None:
    ines, fatou = town.ines(), town.fatou()
    page = fatou.post("/me/offers", on="/me/offers", offer="1")
    voucher = page.path
    page = ines.get(f"{SHOP}/close")
    assert "1 voucher of this shop is not used." in page.text
    page = ines.post(f"{SHOP}/close", 422, reason="no")
    assert "Type a reason of 5 letters or more." in page.alert
    page = ines.post(f"{SHOP}/close", reason="The baker retired")
    assert "Boulangerie du Cours is closed. 1 voucher went back." in page.told
    assert "left the programme" in page.text
    assert "Its points came back to you." in fatou.get(voucher).text
    assert "You have 200 points to spend." in fatou.get("/me/offers").text


def test_who_works_in_a_shop_is_marked_and_cannot_use_a_voucher_there(town: Town) -> None:
    ines, url = town.ines(), f"{SHOP}/staff"
    code = town.fatou().post("/me/offers", on="/me/offers", offer="1").path.rsplit("/", 1)[-1]
    assert "Nobody is marked." in ines.get(url).text
    page = ines.post(url, 422, who="Nobody of this name")
    assert "We find nobody by this name or number." in page.alert
    page = ines.post(url, who="fatou")
    assert "Fatou is marked." in page.told
    page = town.tablet().post("/shop", 409, code=code)
    assert "Its owner works here." in page.text
    page = ines.post(f"{url}/{town.fatou_.public_id}/end", on=url)
    assert "Nobody is marked." in page.text
    assert town.tablet().post("/shop", code=code).status == 200


def test_the_limit_of_a_day_is_set_for_all_shops(town: Town) -> None:
    ines, url = town.ines(), "/organiser/shops/limit"
    page = ines.post(url, 422, on="/organiser/shops", vouchers_a_day="0")
    assert "This number is too small or too large." in page.alert
    ines.post(url, on="/organiser/shops", vouchers_a_day="1")
    assert ines.get("/organiser/shops").field("vouchers_a_day") == "1"
    town.give(500)
    fatou = town.fatou()
    fatou.post("/me/offers", on="/me/offers", offer="1")
    assert "You have taken enough vouchers for today." in fatou.get("/me/offers").text


def test_a_shop_without_vouchers_gives_nothing_back(town: Town) -> None:
    text = town.ines().get(f"{SHOP}/close").text
    assert "No voucher of this shop waits to be used." in text
    assert "0 vouchers" not in text
