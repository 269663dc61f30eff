"""The worker's turn with mails: everything that is due, and nothing personal in the log."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from muvengine.bootstrap import Wiring
from muvengine.core.people.mail import MailKind, MailText
from muvengine.jobs.mails import send_mails
from muvengine.services.post_box import Outgoing
from muvengine.settings import MailTls, Settings
from tests import people
from tests.mail_server import MailServer, serving
from tests.mailing import with_mails

FATOU = "fatou@mail.example"


def put(wiring: Wiring, count: int = 3) -> None:
    fatou = people.participant(wiring.open_uow)
    assert wiring.post_box is not None
    with wiring.open_uow() as uow:
        for number in range(count):
            text = MailText("Hello", "Fatou, https://m.ex/enter/token\n")
            mail = Outgoing(MailKind.SIGN_IN, f"mail-{number}", fatou.id, FATOU, text)
            wiring.post_box.put(uow, mail, now=wiring.now())
        uow.commit()


def test_everything_due_goes_in_one_turn(wiring: Wiring, tmp_path: Path) -> None:
    town = with_mails(wiring, mail_folder=tmp_path)
    put(town)
    assert send_mails(town) == 3
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "mail-0.eml",
        "mail-1.eml",
        "mail-2.eml",
    ]
    assert send_mails(town) == 0


def test_a_server_that_is_away_is_asked_once_a_turn_and_the_log_names_nobody(
    wiring: Wiring, caplog: pytest.LogCaptureFixture
) -> None:
    with serving(MailServer(answers={"EHLO": "421 later", "HELO": "421 later"})) as server:
        town = with_mails(
            wiring,
            mail_host="127.0.0.1",
            mail_port=server.port,
            mail_tls=MailTls.NONE,
            mail_from="muv@town.example",
        )
        put(town)
        with caplog.at_level(logging.DEBUG):
            assert send_mails(town) == 0
        assert server.heard.count("EHLO") == 1
    said = [record.getMessage() for record in caplog.records]
    assert said == ["mails wait: away"]


def test_a_town_without_mails_has_nothing_to_send(wiring: Wiring) -> None:
    assert wiring.post_box is None
    assert send_mails(wiring) == 0


def test_the_box_is_there_where_mails_go_somewhere() -> None:
    assert not Settings(mail_from="muv@town.example").sends_mails
    assert Settings(mail_folder=Path("mails")).sends_mails
    assert Settings(mail_host="mail.example").sends_mails
