from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from muvengine.core.people.mail import MailKind, MailProblem, MailText
from muvengine.services.post_box import Outgoing
from muvengine.services.send_mail import NotDelivered, send_mail
from muvengine.store.job_runs import JobRun
from tests.build import Town, ride
from tests.mailing import mailing


def test_the_month_is_counted_and_nobody_is_named(town: Town) -> None:
    town.trip(ride())
    town.trip(ride(by="car", seed=3), "walk", of=town.karim_)
    page = town.ines().get("/organiser")
    assert "1 confirmed 0 doubtful 1 refused" in page.text
    assert "1 participant" in page.text
    assert "Fatou" not in page.text


def test_a_trip_that_was_taken_back_is_not_counted(town: Town) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    town.fatou().post(f"{url}/delete", on=f"{url}/wrong")
    assert "0 confirmed" in town.ines().get("/organiser").text


def test_money_and_points_are_told_as_they_lie(town: Town) -> None:
    fatou, ines = town.fatou(), town.ines()
    fatou.post("/me/offers", on="/me/offers", offer="1")
    page = ines.get("/organiser")
    assert "Left for vouchers €4,999.00" in page.text
    assert "Promised in vouchers not used yet €1.00" in page.text
    assert "1 voucher not used yet" in page.text
    assert "Ready to be spent 100" in page.text
    assert "Given to the season 100,000" in page.text


def test_what_waits_stands_first_and_leads_there(town: Town) -> None:
    ines = town.ines()
    assert "No trip waits for a person." in ines.get("/organiser").text
    url = f"/me/trips/{town.trip(ride())}"
    town.fatou().post(f"{url}/ask", on=f"{url}/wrong", message="Please look")
    page = ines.get("/organiser")
    assert "1 trip waits for a person" in page.text


def test_the_last_run_of_each_job_is_told(town: Town) -> None:
    now = town.wiring.now()
    with town.wiring.open_uow() as uow:
        uow.job_runs.claim("verify-ledger", "2026-04-07", now=now, abandoned_before=now)
        uow.job_runs.finish(JobRun("verify-ledger", "2026-04-07", "failed", now, now, {}))
        uow.job_runs.claim("seal-journals", "2026-04-07", now=now, abandoned_before=now)
        uow.job_runs.finish(JobRun("seal-journals", "2026-04-07", "done", now, now, {}))
        uow.job_runs.claim("a-new-one", "2026-04-07", now=now, abandoned_before=now)
        uow.commit()
    page = town.ines().get("/organiser")
    assert "Check the accounts: failed Tuesday 7 April, 14:00" in page.text
    assert "a-new-one: running" in page.text
    # What went well is folded away behind its count; what failed is not.
    folded = page.text.index("1 task went well")
    assert page.text.index("Check the accounts: failed") < folded
    assert folded < page.text.index("Seal the accounts: done")


def test_the_accounts_are_checked_on_demand(town: Town) -> None:
    page = town.ines("fr").get("/organiser/ledger")
    assert "Tous les comptes sont justes." in page.text


def test_a_broken_account_is_named(town: Town) -> None:
    with town.wiring.engine.begin() as connection:
        connection.execute(
            text("UPDATE ledger_account SET balance = balance + 7 WHERE code = 'programme:budget'")
        )
    page = town.ines().get("/organiser/ledger")
    assert "Stop payments" in page.alert
    assert "programme:budget" in page.text
    assert "500007" in page.text


def test_a_town_without_a_season_is_warned(town: Town) -> None:
    with town.wiring.engine.begin() as connection:
        connection.execute(text("UPDATE season SET last_day = '2026-02-01'"))
    assert "No envelope of points has this day." in town.ines().get("/organiser").text


def test_how_mails_fare_is_told_without_whose_they_are(town: Town, tmp_path: Path) -> None:
    assert "No mails are sent" in town.ines().get("/organiser").text
    town = mailing(town, tmp_path)
    box, now = town.wiring.post_box, town.wiring.now()
    assert box is not None
    letter = MailText("Hello", "Fatou\n")
    with town.wiring.open_uow() as uow:
        for kind in (MailKind.SIGN_IN, MailKind.WEEK):
            box.put(
                uow, Outgoing(kind, kind, town.fatou_.id, "fatou@mail.example", letter), now=now
            )
        uow.commit()

    def away(*_: object) -> None:
        raise NotDelivered(MailProblem.AWAY)

    late = now + timedelta(minutes=10)
    for _ in range(2):
        send_mail(town.wiring.open_uow, box.seal, away, lambda: late)
    page = town.ines().get("/organiser")
    assert "1 mail waits since" in page.text
    assert "1 mail given up in the last 7 days" in page.text
    assert "The mail server does not answer" in page.text
    assert "fatou" not in page.source.lower()
