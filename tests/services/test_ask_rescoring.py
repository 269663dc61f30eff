"""Scoring past trips anew takes a finished rehearsal of the very thing, and two organisers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, MuvError, NotAllowed, NotFound, NotPossible
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.rules.rescoring_act import ActState, Terms
from muvengine.services.ask_rescoring import (
    approve_rescoring,
    ask_rescoring,
    drop_rescoring,
    go_on,
    stop_rescoring,
    wish,
)
from muvengine.services.work_rescoring import end_here
from tests.people import staff
from tests.recount import DEARER, FIRST, LAST, LATER, REASONS, TAKE_BACK, Recount, recount
from tests.services.test_base_of_a_day import walk
from tests.town import NOON, Town, found

DAY = timedelta(days=1)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


@pytest.fixture
def made(town: Town) -> Recount:
    walk(town, 5)
    return recount(town, DEARER)


def asked(made: Recount, terms: Terms, *, key: str = "key", by: Actor | None = None) -> str:
    return ask_rescoring(
        made.town.open_uow,
        terms,
        attempt=wish(terms, by or made.ines, key),
        now=LATER,
        new_token=made.town.dice,
    )


def refused(act: Callable[[], object]) -> tuple[str, object]:
    with pytest.raises(MuvError) as caught:
        act()
    return caught.value.code, caught.value.facts.get("state")


def test_nothing_is_asked_for_without_a_rehearsal(made: Recount) -> None:
    assert refused(made.ask) == ("not_possible", "not_rehearsed")


def test_a_rehearsal_of_other_days_or_of_another_text_does_not_count(made: Recount) -> None:
    made.rehearse(FIRST + DAY, LAST)
    made.rehearse(FIRST, LAST - DAY)
    replace(made, source=made.source + "# once more\n").rehearse()
    assert refused(made.ask) == ("not_possible", "not_rehearsed")
    made.rehearse()
    assert made.act(made.ask()).state is ActState.ASKED


def test_a_rehearsal_that_still_runs_does_not_count(made: Recount) -> None:
    made.rehearse(FIRST + DAY, LAST)
    with made.town.open_uow() as uow:
        [rehearsal] = uow.simulations.latest(most=1)
        kept = uow.simulations.get(rehearsal.public_id)
        wanted = replace(kept.wanted, first=FIRST)
        again = replace(kept, public_id="running", wanted=wanted, state=type(kept.state)("running"))
        uow.simulations.add(again, ())
        uow.commit()
    assert refused(made.ask) == ("not_possible", "not_rehearsed")


def test_only_rules_that_have_begun_score_past_trips(made: Recount) -> None:
    made.rehearse()
    terms = Terms(made.version.id, FIRST, LAST, REASONS)
    attempt = wish(terms, made.ines, "early")
    too_early = NOON

    def early() -> str:
        return ask_rescoring(
            made.town.open_uow, terms, attempt=attempt, now=too_early, new_token=made.town.dice
        )

    assert refused(early) == ("not_possible", "not_begun")
    with made.town.open_uow() as uow:
        assert uow.rulebooks.withdraw(made.version.id, by=None, now=LATER)
        uow.commit()
    assert refused(made.ask) == ("not_possible", "withdrawn")
    with pytest.raises(NotFound):
        asked(made, replace(terms, version_id=99))


@pytest.mark.parametrize(
    ("terms", "fields"),
    [
        ({"first": LAST + DAY}, {"last": "order"}),
        ({"last": LATER.date() + DAY}, {"last": "future"}),
        ({"reasons": {"fr": "Le vélo payait trop peu"}}, {"reason_en": "length"}),
        ({"reasons": {"fr": "non", "en": "x" * 201}},
         {"reason_fr": "length", "reason_en": "length"}),
        ({"take_back": "so"}, {"take_back": "length"}),
    ],
)  # fmt: skip
def test_every_word_and_every_day_is_looked_at(
    made: Recount, terms: dict[str, object], fields: dict[str, str]
) -> None:
    made.rehearse()
    plain = Terms(made.version.id, FIRST, LAST, REASONS)
    with pytest.raises(BadInput) as caught:
        asked(made, replace(plain, **terms))  # type: ignore[arg-type]
    assert caught.value.facts["fields"] == fields


def test_asking_twice_with_one_key_is_asking_once_and_one_act_is_open_at_a_time(
    made: Recount,
) -> None:
    made.rehearse()
    terms = Terms(made.version.id, FIRST, LAST, REASONS)
    assert asked(made, terms) == asked(made, terms)
    assert refused(lambda: asked(made, terms, key="another")) == ("not_possible", "open")


def test_whoever_asked_never_approves_and_nobody_but_an_organiser_does(made: Recount) -> None:
    made.rehearse()
    public_id = made.ask()
    mediator = Actor(Role.MEDIATOR, staff(made.town.open_uow, "Karim").id)
    for hand in (made.ines, mediator, made.town.me, SYSTEM):
        with pytest.raises(NotAllowed):
            made.approve(public_id, hand)
    made.approve(public_id)
    act = made.act(public_id)
    assert (act.state, act.asked_by, act.decided_by) == (
        ActState.RUNNING, made.ines.id, made.hugo.id,
    )  # fmt: skip
    assert refused(lambda: made.approve(public_id)) == ("not_possible", "running")


def test_what_whoever_runs_the_server_asked_for_any_organiser_approves(made: Recount) -> None:
    made.rehearse()
    public_id = asked(made, Terms(made.version.id, FIRST, LAST, REASONS), by=SYSTEM)
    made.approve(public_id, made.ines)
    assert made.act(public_id).state is ActState.RUNNING


def test_what_is_dropped_is_over_and_makes_room(made: Recount) -> None:
    made.rehearse()
    public_id = made.ask()
    drop_rescoring(made.town.open_uow, public_id, actor=made.ines, now=LATER)
    assert refused(lambda: made.approve(public_id)) == ("not_possible", "dropped")
    assert made.work() == 0
    assert made.ask() != public_id


def test_an_act_stands_still_and_goes_on_or_ends_where_it_is(made: Recount) -> None:
    public_id, opening = made.begun(TAKE_BACK), made.town.open_uow
    assert refused(lambda: go_on(opening, public_id, actor=made.ines, now=LATER)) == (
        "not_possible", "running",
    )  # fmt: skip
    stop_rescoring(opening, public_id, actor=made.ines, now=LATER)
    assert made.work() == 0
    go_on(opening, public_id, actor=made.hugo, now=LATER)
    stop_rescoring(opening, public_id, actor=made.ines, now=LATER)
    end_here(opening, public_id, actor=made.ines, now=LATER)
    act = made.act(public_id)
    assert act.state is ActState.DONE
    assert act.outcome is not None
    assert act.outcome.changed == 0
    assert refused(lambda: end_here(opening, public_id, actor=made.ines, now=LATER)) == (
        "not_possible", "done",
    )  # fmt: skip


def test_every_step_is_in_the_audit_trail(made: Recount) -> None:
    public_id = made.begun()
    stop_rescoring(made.town.open_uow, public_id, actor=made.ines, now=LATER)
    go_on(made.town.open_uow, public_id, actor=made.hugo, now=LATER)
    made.work()
    with made.town.open_reading() as uow:
        acts = [act for act in uow.audit.list() if act.act.startswith("rescoring.")]
    assert [(act.act, act.actor.id) for act in reversed(acts)] == [
        ("rescoring.ask", made.ines.id),
        ("rescoring.approve", made.hugo.id),
        ("rescoring.stop", made.ines.id),
        ("rescoring.go_on", made.hugo.id),
        ("rescoring.finish", None),
    ]
    assert {act.ref_id for act in acts} == {public_id}
    assert acts[0].meta["trips"] == 1


def test_no_such_act(made: Recount) -> None:
    opening = made.town.open_uow
    for act in (approve_rescoring, drop_rescoring, stop_rescoring, go_on, end_here):
        with pytest.raises(NotFound):
            act(opening, "nothing", actor=made.hugo, now=LATER)


def test_what_was_decided_meanwhile_is_not_decided_again(made: Recount) -> None:
    made.rehearse()
    public_id = made.ask()
    with made.town.open_uow() as uow:
        read = uow.rescorings.get(public_id)
    drop_rescoring(made.town.open_uow, public_id, actor=made.hugo, now=LATER)
    with made.town.open_uow() as uow:
        assert not uow.rescorings.turn(read, ActState.RUNNING, decided_by=made.hugo.id)
    with pytest.raises(NotPossible):
        made.approve(public_id)
