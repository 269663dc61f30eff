"""Points handed out at a workshop; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, NotAllowed
from muvengine.core.ledger.account import available
from muvengine.core.ledger.journal import By, Ref
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.reads.helpers import helper_day
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.game_posting import Cause, pay
from muvengine.services.give_at_workshop import Workshop, give_at_workshop
from muvengine.services.said_lines import Answered
from muvengine.services.set_helper_ceiling import set_helper_ceiling
from tests.people import card, participant, staff
from tests.town import NOON, Town, found

NAME = "Atelier vélo du mardi"


@pytest.fixture
def town(engine: Engine) -> Town:
    """Fatou's town, with Nadia at the desk."""
    town = found(engine)
    staff(town.open_uow, "Nadia")
    return town


def nadia(town: Town) -> Actor:
    with town.open_reading() as uow:
        return next(
            Actor("mediator", one.id) for one in uow.people.staff() if one.role == "mediator"
        )


def give(town: Town, *said: str, points: int = 20, key: str | None = None) -> tuple[Answered, ...]:
    workshop = Workshop(NAME, points, said)
    return give_at_workshop(
        town.open_uow, workshop, actor=nadia(town), key=key or town.key(), now=NOON
    )


def points_of(town: Town, person_id: int | None = None) -> int:
    with town.open_reading() as uow:
        return uow.ledger.balance(available(person_id or town.person.id))


def spend_the_season(town: Town, *, but: int) -> None:
    """Pay somebody else all that the season has, but some."""
    rich = participant(town.open_uow, "Rich")
    with town.open_uow() as uow:
        season = uow.seasons.paying_day(NOON.date(), 1)
        assert season is not None
        cause = Cause(rich.id, "all", Ref("person", rich.id), NOON.date())
        pay(uow, cause, uow.ledger.balance(season.envelope) - but, By(SYSTEM, NOON))
        uow.commit()


def codes(handed: tuple[Answered, ...]) -> list[str]:
    return [one.refusal.code if one.refusal else "given" for one in handed]


def limited(town: Town, points_max: int) -> None:
    ines = staff(town.open_uow, "Inès", Role.ORGANISER)
    with town.open_reading() as uow:
        helper = next(one for one in uow.people.staff() if one.role is Role.MEDIATOR)
    actor = Actor("organiser", ines.id)
    set_helper_ceiling(town.open_uow, helper.public_id, points_max, actor=actor, now=NOON)


def test_each_card_of_a_list_is_paid_and_each_line_is_answered(town: Town) -> None:
    ali = participant(town.open_uow, "Ali")
    handed = give(town, "fatou", card(town.open_uow, ali).number, "nobody at all")
    assert [one.name for one in handed] == ["Fatou", "Ali", ""]
    assert codes(handed) == ["given", "given", "unknown_code"]
    assert (points_of(town), points_of(town, ali.id)) == (20, 20)
    assert check_ledger(town.open_reading) == ()
    assert helper_day(town.open_reading, nadia(town).id or 0, NOON.date()).given == 40


def test_a_list_sent_twice_pays_once_and_so_does_a_card_read_again(town: Town) -> None:
    key = town.key()
    assert give(town, "fatou", key=key) == give(town, "fatou", key=key)
    assert codes(give(town, "fatou", " fatou ")) == ["not_possible"]
    assert points_of(town) == 20


def test_two_windows_at_once_pay_once(town: Town) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda key: codes(give(town, "fatou", key=key)), ["one", "two"]))
    assert sorted(both) == [["given"], ["not_possible"]]
    assert points_of(town) == 20
    assert check_ledger(town.open_reading) == ()


def test_nobody_hands_out_more_in_a_day_than_the_organiser_allows(town: Town) -> None:
    limited(town, 50)
    participant(town.open_uow, "Ali")
    participant(town.open_uow, "Omar")
    handed = give(town, "fatou", "ali", "omar")
    assert codes(handed) == ["given", "given", "limit"]
    assert handed[2].refusal is not None
    assert handed[2].refusal.facts["left"] == 10


def test_an_envelope_that_is_nearly_used_up_gives_nobody_a_part(town: Town) -> None:
    spend_the_season(town, but=25)
    participant(town.open_uow, "Ali")
    handed = give(town, "fatou", "ali")
    assert codes(handed) == ["given", "unfunded"]
    assert points_of(town) == 20
    assert check_ledger(town.open_reading) == ()


@pytest.mark.parametrize(
    ("workshop", "field"),
    [
        (Workshop("vélo", 20, ("fatou",)), "name"),
        (Workshop("x" * 121, 20, ("fatou",)), "name"),
        (Workshop(NAME, 0, ("fatou",)), "points"),
        (Workshop(NAME, 101, ("fatou",)), "points"),
        (Workshop(NAME, 20, (" ",)), "people"),
        (Workshop(NAME, 20, tuple(str(n) for n in range(61))), "people"),
    ],
)
def test_what_is_out_of_range_gives_nothing(town: Town, workshop: Workshop, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        give_at_workshop(town.open_uow, workshop, actor=nadia(town), key="k", now=NOON)
    assert field in refused.value.facts["fields"]  # type: ignore[operator]


def test_only_a_helper_hands_out_and_to_nobody_of_the_house(town: Town) -> None:
    with pytest.raises(NotAllowed):
        give_at_workshop(
            town.open_uow, Workshop(NAME, 5, ("fatou",)), actor=town.me, key="k", now=NOON
        )
    # Colleagues do not play: the helper's own name finds nobody.
    assert codes(give(town, "nadia")) == ["unknown_code"]


def test_the_act_is_written_down_with_whose_hand_and_for_whom(town: Town) -> None:
    give(town, "fatou")
    with town.open_reading() as uow:
        [act] = [one for one in uow.audit.list(about=town.person.id) if one.act == "workshop.give"]
        [told] = uow.done_for.between(town.person.id, NOON.replace(hour=0), NOON.replace(hour=23))
    assert act.actor == Actor("mediator", nadia(town).id, on_behalf_of=town.person.id)
    assert (told.helper, told.points, told.reason) == ("Nadia", 20, NAME)
