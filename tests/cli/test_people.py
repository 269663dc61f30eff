"""People from the command line: what is printed once works once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from muvengine.cli.people import people
from muvengine.core.errors import BadCredentials, BadInput, NotFound, NotPossible
from muvengine.core.people.identity import SignedIn
from muvengine.reads.people import the_one
from muvengine.reads.who import bearer
from muvengine.services.sign_in import Browser, by_card, by_link
from muvengine.store.unit_of_work import UnitOfWork
from tests.people import Dice, OpenUow

Run = Callable[..., Result]
HERE = Browser("192.0.2.7")


@pytest.fixture
def on_file(sqlite_engine: Engine) -> OpenUow:
    return partial(UnitOfWork, sqlite_engine)


@pytest.fixture
def run(sqlite_engine: Engine) -> Run:
    env = {
        "MUV_DATABASE_URL": sqlite_engine.url.render_as_string(),
        "MUV_BASE_URL": "https://muv.example",
    }

    def invoke(*arguments: str) -> Result:
        return CliRunner(env=env).invoke(people, arguments)

    return invoke


def clock() -> datetime:
    """The command uses the real clock, so what it makes is good now."""
    return datetime.now(UTC)  # noqa: TID251  see above


def test_a_participant_gets_a_card_that_opens(run: Run, on_file: OpenUow) -> None:
    added = run("add", "--name", "Fatou", "--mode", "bus", "--consent")
    assert added.exit_code == 0, added.output
    assert added.output.startswith("Added Fatou (participant): ")
    printed = run("card", "fatou").output
    number = re.search(r"^number  (\S+)$", printed, re.MULTILINE)
    pin = re.search(r"^PIN     (\d{4})$", printed, re.MULTILINE)
    address = re.search(r"^QR      (HTTPS://MUV\.EXAMPLE/C/[A-Z2-7]{26})$", printed, re.MULTILINE)
    assert number
    assert pin
    assert address
    for card in (number[1], address[1]):
        by_card(on_file, card=card, pin=pin[1], browser=HERE, now=clock(), new_token=Dice(card))
    # The printed number finds her too.
    assert the_one(on_file, number[1]).name == "Fatou"


def test_a_colleague_gets_a_link_that_opens_once(run: Run, on_file: OpenUow) -> None:
    added = run("add", "--role", "organiser", "--name", "Inès", "--email", "Ines@town.example")
    assert added.exit_code == 0, added.output
    link = re.search(r"https://muv\.example/enter/(\S+)", added.output)
    assert link
    enter = partial(by_link, on_file, link=link[1], browser=HERE, new_token=Dice("ines"))
    assert enter(now=clock())
    with pytest.raises(BadCredentials):
        enter(now=clock())
    assert "/enter/" in run("link", "ines@town.example").output


def test_who_lost_phone_and_paper_is_let_in_by_the_server(run: Run) -> None:
    run("add", "--role", "organiser", "--name", "Inès", "--email", "ines@town.example")
    told = run("codes-off", "ines@town.example")
    assert (told.exit_code, told.output) == (0, "Inès signs in without a code.\n")


def test_an_api_token_is_its_owners(run: Run, on_file: OpenUow) -> None:
    run("add", "--name", "Fatou", "--consent")
    token = run("token", "Fatou", "--name", "phone").output.strip()
    who = bearer(on_file, token, clock())
    assert isinstance(who, SignedIn)
    assert who.person.name == "Fatou"


@pytest.mark.parametrize("arguments", [
    ("add", "--name", "Ana", "--email", "ana@x.example"),
    ("add", "--name", "Ana", "--role", "mediator"),
    ("add", "--name", "Ana", "--role", "king"),
    ("add",),
])  # fmt: skip
def test_wrong_usage_is_said_before_anything_is_done(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize(("arguments", "refusal"), [
    (("add", "--name", "Ana"),                                   BadInput),
    (("add", "--name", "Ana", "--consent", "--mode", "rocket"),  BadInput),
    (("card", "nobody"),                                         NotFound),
    (("card", "karim@town.example"),                             NotPossible),
    (("link", "ana"),                                            NotFound),
])  # fmt: skip
def test_what_is_not_right_is_refused(
    run: Run, arguments: tuple[str, ...], refusal: type[Exception]
) -> None:
    run("add", "--name", "Karim", "--role", "mediator", "--email", "karim@town.example")
    # Two people of one name: neither is meant.
    for _ in range(2):
        run("add", "--name", "Ana", "--consent")
    assert isinstance(run(*arguments).exception, refusal)


def test_a_database_of_another_version_is_not_touched(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    empty = tmp_path_factory.mktemp("empty") / "muv.db"
    done = CliRunner(env={"MUV_DATABASE_URL": f"sqlite:///{empty}"}).invoke(people, ["card", "x"])
    assert done.exit_code == 1
    assert "db upgrade" in done.output
