"""The weekly letter by mail: once a week, for whoever wants it, until they do not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from muvengine.jobs.schedule import JOBS
from muvengine.jobs.tick import tick
from muvengine.jobs.week_letters import queue_week_letters
from muvengine.reads.letter import letter_mail, letter_of
from muvengine.reads.programme import programme
from tests.build import Town, ride
from tests.conftest import Clock
from tests.mailing import delivered, link, mailing, said
from tests.web.participant.test_week_lines import play

FATOU = "fatou@mail.example"
WEEKLY = tuple(job for job in JOBS if job.key == "week-letters")


@pytest.fixture
def mails(town: Town, tmp_path: Path) -> Town:
    """A town in which Fatou plays, and has confirmed her address."""
    play(town)
    town.trip(ride())
    posting = mailing(town, tmp_path)
    posting.fatou().post("/me/mail", email=FATOU)
    [mail] = delivered(posting)
    posting.stranger().post(link(mail))
    return posting


def want(mails: Town) -> None:
    assert mails.fatou().post("/me/mail/letter", on="/me/mail", wanted="yes").told


def test_nobody_gets_a_letter_they_did_not_ask_for(mails: Town) -> None:
    assert queue_week_letters(mails.wiring, mails.wiring.now()) == 0


def test_the_letter_says_what_the_one_on_paper_says(mails: Town) -> None:
    want(mails)
    assert queue_week_letters(mails.wiring, mails.wiring.now()) == 1
    [mail] = delivered(mails)
    text = " ".join(said(mail).split())
    paper = mails.fatou().get("/me/week/letter").one("section", lang="fr")
    assert mail["Subject"].startswith("Votre semaine du")
    for sentence in re.findall(r"Encore [^.]+\.", paper.text):
        assert " ".join(sentence.split()) in text
    assert "Bonjour Fatou," in text


def test_it_comes_once_a_week_however_often_the_worker_looks(mails: Town, clock: Clock) -> None:
    want(mails)
    tick(mails.wiring, WEEKLY)
    tick(mails.wiring, WEEKLY)
    assert queue_week_letters(mails.wiring, clock()) == 0
    assert len(delivered(mails)) == 1
    clock.moment += timedelta(days=5, hours=12)
    tick(mails.wiring, WEEKLY)
    assert delivered(mails) == []
    clock.moment += timedelta(days=1)
    tick(mails.wiring, WEEKLY)
    assert len(delivered(mails)) == 1


def test_the_link_in_it_stops_it_without_signing_in(mails: Town) -> None:
    want(mails)
    queue_week_letters(mails.wiring, mails.wiring.now())
    [mail] = delivered(mails)
    stop = str(mail["List-Unsubscribe"]).strip("<> ").removeprefix("http://localhost")
    assert link(mail) == stop
    reader = mails.stranger()
    reader.get(stop)
    assert mails.wiring.post_box is not None
    assert reader.post(f"{stop}x", 404).alert
    assert reader.post(stop).one("h1").text == "No letter any more"
    later = mails.wiring.now() + timedelta(days=7)
    assert queue_week_letters(mails.wiring, later) == 0


def test_a_letter_that_was_stopped_while_it_was_written_does_not_go(mails: Town) -> None:
    want(mails)
    mails.fatou().post("/me/mail/drop", on="/me/mail")
    assert queue_week_letters(mails.wiring, mails.wiring.now()) == 0
    # Without an address there is no letter to want.
    mails.fatou().post("/me/mail/letter", 409, on="/me/mail", wanted="yes")


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_lines_are_as_wide_as_mail_programs_show(mails: Town, locale: str) -> None:
    now = mails.wiring.now().astimezone(programme(mails.wiring.open_reading).zone)
    letter = letter_of(mails.wiring.open_reading, replace(mails.fatou_, locale=locale), now)
    text = letter_mail(letter, "https://muv.example/x", programme(mails.wiring.open_reading))
    assert all(len(line) <= 72 for line in text.body.splitlines())
