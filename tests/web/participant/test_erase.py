from __future__ import annotations

from tests.build import Town, ride

DELETE = "/me/privacy/delete"


def test_what_one_still_has_is_named_first_and_what_goes_and_stays(town: Town) -> None:
    town.trip(ride())
    page = town.fatou().get(DELETE)
    assert "You still have 200 points to spend." in page.text
    assert "still on their way" in page.text
    assert "Give my points to a common goal" in page.text
    assert "This stays, under a number that is nobody’s" in page.text


def test_the_button_does_nothing_without_the_box(town: Town) -> None:
    fatou = town.fatou()
    assert "Tick the box first." in fatou.post(DELETE, 422).alert
    assert fatou.get("/me").path == "/me"


def test_who_has_left_is_signed_out_and_nowhere(town: Town) -> None:
    town.trip(ride())
    phone, tablet = town.fatou(), town.fatou()
    page = phone.post(DELETE, sure="yes")
    assert (page.path, page.told) == ("/", "Your account is deleted. Thank you for every trip.")
    assert tablet.get("/me").path == "/sign-in"
    assert phone.get("/me").path == "/sign-in"
    found = town.karim().get(f"/desk?q={town.fatou_.name}")
    assert f"/desk/people/{town.fatou_.public_id}" not in found.source
    town.karim().get(f"/desk/people/{town.fatou_.public_id}", 404)


def test_a_helper_deletes_with_the_wish_on_paper(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    karim.post(DELETE, 422, sure="yes")
    page = karim.post(DELETE, paper="yes")
    assert (page.path, page.told) == ("/desk", "The account is deleted.")
    assert "deleted an account for good" in town.ines().get("/organiser/audit").text


def test_an_account_on_hold_is_told_to_ask(town: Town) -> None:
    with town.wiring.open_uow() as uow:
        uow.people.change(town.fatou_.id, frozen_at=town.wiring.now())
        uow.commit()
    assert "This account is on hold." in town.fatou().post(DELETE, 409, sure="yes").alert
