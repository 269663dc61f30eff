"""Mails go to a real server by SMTP, or into a folder; what the server answers is understood."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from muvengine.core.people.mail import MailProblem, MailText
from muvengine.jobs.postman import Postman, Server, postman
from muvengine.services.send_mail import NotDelivered
from muvengine.settings import MailTls, Settings
from tests.mail_server import MailServer, certificate, serving
from tests.people import NOON

FATOU = "fatou@mail.example"
STOP = f"https://muv.example/mail/stop/{'x' * 90}"
TEXT = MailText("Votre lien", "Bonjour Fatou,\n\nÀ bientôt !\n", STOP)
SETTINGS = Settings(
    base_url="https://muv.example",
    mail_host="127.0.0.1",
    mail_tls=MailTls.NONE,
    mail_from="Le quartier <muv@town.example>",
)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with serving(MailServer()) as listening:
        yield listening


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("tls"))


def deliver(settings: Settings, server: MailServer, *texts: MailText) -> None:
    context = server.trusting() if server.certificate else None
    handing = Server(replace(settings, mail_port=server.port), context)
    with Postman(settings, lambda: NOON, handing) as carrier:
        for number, text in enumerate(texts):
            carrier.deliver(f"mail-{number}", FATOU, text)


def test_a_mail_arrives_as_plain_text(server: MailServer) -> None:
    deliver(SETTINGS, server, TEXT)
    [mail] = server.taken
    assert server.to == [FATOU]
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().splitlines() == TEXT.body.splitlines()
    said = {name: str(mail[name]) for name in ("From", "To", "Subject", "Message-ID", "Date")}
    assert said == {
        "From": "Le quartier <muv@town.example>",
        "To": FATOU,
        "Subject": TEXT.subject,
        "Message-ID": "<mail-0@muv.example>",
        "Date": "Tue, 07 Apr 2026 12:00:00 +0000",
    }
    assert mail["List-Unsubscribe"] == f"<{STOP}>"
    assert mail.as_bytes().isascii()
    assert mail["Auto-Submitted"] == "auto-generated"


def test_several_mails_go_in_one_conversation(server: MailServer) -> None:
    deliver(SETTINGS, server, TEXT, TEXT, TEXT)
    assert len(server.taken) == 3
    assert server.heard.count("EHLO") == 1


@pytest.mark.parametrize("tls", [MailTls.STARTTLS, MailTls.IMPLICIT])
def test_the_password_goes_over_an_encrypted_line(pem: Path, tls: MailTls) -> None:
    settings = replace(SETTINGS, mail_tls=tls, mail_user="muv", mail_password="secret")
    listening = MailServer(certificate=pem, implicit=tls is MailTls.IMPLICIT)
    with serving(listening) as server:
        deliver(settings, server, TEXT)
    assert len(server.taken) == 1
    assert "AUTH" in server.heard
    if tls is MailTls.STARTTLS:
        assert server.heard.index("STARTTLS") < server.heard.index("AUTH")


def test_a_server_that_nobody_vouches_for_hears_no_password(pem: Path) -> None:
    settings = replace(SETTINGS, mail_tls=MailTls.STARTTLS, mail_user="muv", mail_password="secret")
    with serving(MailServer(certificate=pem)) as server:
        handing = Server(replace(settings, mail_port=server.port))
        with closing(handing), pytest.raises(NotDelivered) as caught:
            Postman(settings, lambda: NOON, handing).deliver("mail", FATOU, TEXT)
    assert (caught.value.problem, caught.value.for_good) == (MailProblem.AWAY, False)
    assert "AUTH" not in server.heard


def test_a_server_without_encryption_gets_nothing(server: MailServer) -> None:
    server.answers["EHLO"] = "250 mail.example"
    with pytest.raises(NotDelivered) as caught:
        deliver(replace(SETTINGS, mail_tls=MailTls.STARTTLS), server, TEXT)
    assert caught.value.problem is MailProblem.AWAY
    assert server.taken == []


@pytest.mark.parametrize(
    ("word", "answer", "problem", "for_good"),
    [
        ("RCPT", "550 nobody of that name", MailProblem.REFUSED, True),
        ("RCPT", "450 come back later",     MailProblem.REFUSED, False),
        ("DATA", "554 looks like spam",     MailProblem.REFUSED, True),
        ("DATA", "451 the disk is full",    MailProblem.REFUSED, False),
        ("MAIL", "550 not from you",        MailProblem.AWAY,    False),
        ("EHLO", "421 too busy",            MailProblem.AWAY,    False),
        ("AUTH", "535 who are you",         MailProblem.LOGIN,   False),
    ],
)  # fmt: skip
def test_each_answer_is_understood_and_none_of_its_words_kept(
    server: MailServer,
    word: str,
    answer: str,
    problem: MailProblem,
    *,
    for_good: bool,
) -> None:
    server.answers[word] = answer
    settings = replace(SETTINGS, mail_user="muv", mail_password="secret")
    with pytest.raises(NotDelivered) as caught:
        deliver(settings, server, TEXT)
    assert (caught.value.problem, caught.value.for_good) == (problem, for_good)
    assert FATOU not in repr(caught.value)
    assert server.taken == []


def test_a_server_that_is_not_there_is_away() -> None:
    with serving(MailServer()) as server:
        port = server.port
    started = time.perf_counter()
    with pytest.raises(NotDelivered) as caught:
        deliver(SETTINGS, replace(server, port=port), TEXT)
    assert caught.value.problem is MailProblem.AWAY
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("address", [
    "fatou", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", "é@mail.example",
])  # fmt: skip
def test_an_address_that_is_none_is_refused_for_good(server: MailServer, address: str) -> None:
    handing = Server(replace(SETTINGS, mail_port=server.port))
    carrier = Postman(SETTINGS, lambda: NOON, handing)
    with carrier, pytest.raises(NotDelivered) as caught:
        carrier.deliver("mail", address, TEXT)
    assert (caught.value.problem, caught.value.for_good) == (MailProblem.REFUSED, True)
    assert server.taken == []


def test_a_folder_holds_each_mail_once(tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    settings = Settings(mail_folder=folder, base_url="http://127.0.0.1:8000")
    with postman(settings, lambda: NOON) as carrier:
        for _ in range(2):
            carrier.deliver("one", FATOU, TEXT)
    [file] = folder.iterdir()
    mail = message_from_bytes(file.read_bytes(), policy=default)
    assert file.name == "one.eml"
    assert mail["From"] == "muv@127.0.0.1"
    assert mail.get_content().splitlines() == TEXT.body.splitlines()


def test_a_folder_that_cannot_be_written_waits_for_better_times(tmp_path: Path) -> None:
    (tmp_path / "mails").write_text("in the way")
    carrier = postman(Settings(mail_folder=tmp_path / "mails"), lambda: NOON)
    with carrier, pytest.raises(NotDelivered) as caught:
        carrier.deliver("one", FATOU, TEXT)
    assert caught.value.problem is MailProblem.AWAY
