"""Every job of the table runs on a town, and a broken ledger is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from muvengine.bootstrap import Wiring
from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import read_town
from muvengine.jobs.schedule import JOBS
from muvengine.jobs.tick import tick
from muvengine.services.seed_town import seed_town
from tests.formats import weather_files


def seeded(wiring: Wiring) -> None:
    town, rules = read_town(shipped("seed_data")), shipped("rules/muv.yaml").read_bytes()
    seed_town(
        wiring.open_uow,
        town,
        rules,
        now=wiring.now() - timedelta(days=3),
        new_token=wiring.new_token,
    )


def states(wiring: Wiring) -> dict[str, str]:
    with wiring.open_reading() as uow:
        return {run.job: run.state for run in uow.job_runs.latest()}


def test_every_job_runs_on_a_town(wiring: Wiring) -> None:
    seeded(wiring)
    ran = tick(wiring, JOBS)
    assert [job for job, _ in ran] == [job.key for job in JOBS]
    assert set(states(wiring).values()) == {"done"}


def test_a_broken_ledger_fails_the_nightly_check_and_nothing_else(wiring: Wiring) -> None:
    seeded(wiring)
    with wiring.open_uow() as uow:
        uow.connection.exec_driver_sql(
            "UPDATE ledger_account SET balance = balance + 1 WHERE code = 'programme:budget'"
        )
        uow.commit()
    tick(wiring, JOBS)
    assert {job for job, state in states(wiring).items() if state == "failed"} == {"verify-ledger"}


def test_weather_comes_from_the_file_of_the_settings(wiring: Wiring, tmp_path: Path) -> None:
    seeded(wiring)
    file = tmp_path / "weather.json"
    file.write_bytes(weather_files.as_json())
    with_file = replace(wiring, settings=replace(wiring.settings, weather_path=file))
    tick(with_file, JOBS)
    with wiring.open_reading() as uow:
        notes = uow.programme.day_notes(date(2026, 3, 23), date(2026, 3, 29))
    assert [note.weather for note in notes] == weather_files.WORDS


def test_a_weather_file_that_cannot_be_used_fails_its_job_alone(
    wiring: Wiring, tmp_path: Path
) -> None:
    seeded(wiring)
    lost = replace(wiring, settings=replace(wiring.settings, weather_path=tmp_path / "lost.json"))
    tick(lost, JOBS)
    failed = {job for job, state in states(wiring).items() if state == "failed"}
    assert failed == {"import-weather"}


def test_keys_are_told_apart() -> None:
    keys = [job.key for job in JOBS]
    assert len(keys) == len(set(keys))
    assert all(len(key) <= 40 for key in keys)
