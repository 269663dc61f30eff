"""A mail is sent once, whoever works and whatever dies; what it said is forgotten then."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.people.mail import MailKind, MailProblem, MailState, MailText
from muvengine.services.post_box import Outgoing, PostBox, post_box
from muvengine.services.send_mail import NotDelivered, send_mail
from muvengine.store.mails import LEASE
from tests.people import NOON
from tests.town import SECRET, Town, found

FATOU = "fatou@mail.example"
TEXT = MailText("A link", "https://muv.example/enter/secret\n")
Sent = tuple[str, str, MailText]


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


@pytest.fixture
def box() -> PostBox:
    return post_box(SECRET, "https://muv.example")


class Hand:
    """Takes mails, or does not."""

    def __init__(self, refusal: NotDelivered | None = None) -> None:
        self.taken: list[Sent] = []
        self.refusal = refusal

    def __call__(self, public_id: str, address: str, text: MailText) -> None:
        if self.refusal:
            raise self.refusal
        self.taken.append((public_id, address, text))


def put(town: Town, box: PostBox, *names: str, kind: MailKind = MailKind.WEEK) -> None:
    with town.open_uow() as uow:
        for name in names:
            box.put(uow, Outgoing(kind, name, town.person.id, FATOU, TEXT), now=NOON)
        uow.commit()


def rows(town: Town) -> list[tuple[object, ...]]:
    with town.open_reading() as uow:
        found = uow.connection.exec_driver_sql(
            "SELECT public_id, state, address, sealed, problem, tries FROM mail ORDER BY id"
        )
        return [tuple(row) for row in found]


def test_a_mail_of_a_transaction_that_was_undone_does_not_exist(town: Town, box: PostBox) -> None:
    with town.open_uow() as uow:
        box.put(uow, Outgoing(MailKind.WEEK, "one", town.person.id, FATOU, TEXT), now=NOON)
    assert rows(town) == []


def test_a_sent_mail_leaves_neither_text_nor_address(town: Town, box: PostBox) -> None:
    put(town, box, "one")
    [(_, _, address, sealed, _, _)] = rows(town)
    assert isinstance(sealed, bytes)
    assert (address, b"secret" in sealed) == (FATOU, False)
    hand = Hand()
    sent = send_mail(town.open_uow, box.seal, hand, lambda: NOON)
    assert sent is not None
    assert hand.taken == [("one", FATOU, TEXT)]
    assert rows(town) == [("one", "sent", "", None, None, 1)]
    assert send_mail(town.open_uow, box.seal, hand, lambda: NOON) is None


def test_the_same_mail_is_kept_once(town: Town, box: PostBox) -> None:
    put(town, box, "week", "week")
    assert len(rows(town)) == 1


def test_workers_at_once_send_each_mail_once(town: Town, box: PostBox) -> None:
    names = [f"mail-{number}" for number in range(12)]
    put(town, box, *names)
    hand = Hand()

    def work(_worker: int) -> None:
        while send_mail(town.open_uow, box.seal, hand, lambda: NOON):
            pass

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))
    assert sorted(name for name, _, _ in hand.taken) == sorted(names)
    assert {state for _, state, *_ in rows(town)} == {"sent"}


def test_the_mail_of_a_worker_that_died_is_sent_by_another_later(town: Town, box: PostBox) -> None:
    put(town, box, "one")
    with town.open_uow() as uow:
        assert uow.mails.claim(NOON)
        uow.commit()
    hand = Hand()
    assert send_mail(town.open_uow, box.seal, hand, lambda: NOON + LEASE) is None
    later = NOON + LEASE + timedelta(seconds=1)
    assert send_mail(town.open_uow, box.seal, hand, lambda: later)
    assert len(hand.taken) == 1


def test_a_worker_that_was_only_slow_changes_nothing_that_another_wrote(
    town: Town, box: PostBox
) -> None:
    put(town, box, "one")
    with town.open_uow() as uow:
        slow = uow.mails.claim(NOON)
        uow.commit()
    assert slow is not None
    later = NOON + LEASE + timedelta(seconds=1)
    away = Hand(NotDelivered(MailProblem.AWAY))
    assert send_mail(town.open_uow, box.seal, away, lambda: later)
    with town.open_uow() as uow:
        uow.mails.finish(slow, slow.mail.given_up(MailProblem.REFUSED, later))
        uow.commit()
    assert rows(town)[0][1:3] == ("waiting", FATOU)


def test_a_server_that_is_away_is_asked_again_after_a_pause(town: Town, box: PostBox) -> None:
    put(town, box, "one")
    tried = send_mail(town.open_uow, box.seal, Hand(NotDelivered(MailProblem.AWAY)), lambda: NOON)
    assert tried is not None
    assert tried.state is MailState.WAITING
    hand = Hand()
    assert send_mail(town.open_uow, box.seal, hand, lambda: tried.next_at - SECOND) is None
    assert send_mail(town.open_uow, box.seal, hand, lambda: tried.next_at)
    assert len(hand.taken) == 1


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("refusal", "later", "problem"),
    [
        (NotDelivered(MailProblem.REFUSED, for_good=True), timedelta(0), "refused"),
        (None, timedelta(days=3), "late"),
        (NotDelivered(MailProblem.AWAY), timedelta(hours=47, minutes=59, seconds=40), "away"),
    ],
    ids=["refused for good", "too late", "away too long"],
)
def test_a_mail_is_given_up_and_emptied(
    town: Town, box: PostBox, refusal: NotDelivered | None, later: timedelta, problem: str
) -> None:
    put(town, box, "one")
    hand = Hand(refusal)
    send_mail(town.open_uow, box.seal, hand, lambda: NOON + later)
    assert rows(town) == [("one", "given_up", "", None, problem, 1)]
    assert hand.taken == []


def test_a_mail_sealed_under_another_secret_is_given_up(town: Town, box: PostBox) -> None:
    put(town, box, "one")
    other = post_box("another secret of 32 characters..", box.base_url)
    send_mail(town.open_uow, other.seal, Hand(), lambda: NOON)
    assert rows(town)[0][1:] == ("given_up", "", None, "unreadable", 1)


def test_figures_tell_what_waits_and_what_went_wrong(town: Town, box: PostBox) -> None:
    put(town, box, "one", "two", "three")
    send_mail(town.open_uow, box.seal, Hand(), lambda: NOON)
    refused = NotDelivered(MailProblem.REFUSED, for_good=True)
    send_mail(town.open_uow, box.seal, Hand(refused), lambda: NOON)
    with town.open_reading() as uow:
        now = uow.mails.figures(NOON - timedelta(days=7))
        later: datetime = NOON + timedelta(days=1)
        since = uow.mails.figures(later)
    assert (now.waiting, now.oldest_at, now.sent, now.given_up) == (1, NOON, 1, 1)
    assert now.problem is MailProblem.REFUSED
    assert (since.waiting, since.sent, since.given_up, since.problem) == (1, 0, 0, None)
