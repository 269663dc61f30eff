"""Plans of sets, and the files they become."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from muvengine.formats.gpx.read import read_gpx
from muvengine.formats.shipped import shipped
from muvengine.formats.trace_generator.cheat_table import CHEATS
from muvengine.formats.trace_sets import COLUMNS, Entry, make_files, read_plan

DAY = datetime(2026, 4, 1, 4, tzinfo=UTC)


def test_the_shipped_plan_names_every_mode_and_a_cheat() -> None:
    seed, entries = read_plan(shipped("seed_data") / "sets.yaml")
    assert seed == 7
    assert len({entry.mode for entry in entries}) == 12
    assert any(entry.cheat for entry in entries)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("seed: 1",                                "a plan has a list called sets"),
        ("sets: []",                               "a plan has a list called sets"),
        ("seed: -1\nsets: [{mode: walk}]",         "seed is a whole number"),
        ("sets: [walk]",                           "set 1: known are"),
        ("sets: [{mode: walk, speed: 3}]",         "set 1: known are"),
        ("sets: [{mode: walk}, {mode: hover}]",    "set 2: unknown mode 'hover'"),
        ("sets: [{cheat: magic}]",                 "set 1: unknown cheat 'magic'"),
        ("sets: [{cheat: planned, mode: walk}]",   "set 1: planned is said to be bike, not walk"),
        ("sets: [{mode: walk, count: 0}]",         "set 1: count is a whole number from 1"),
        ("sets: [{mode: walk, phones: 1.5}]",      "set 1: phones is a whole number"),
        ("sets: [{mode: walk, behind_s: soon}]",   "set 1: behind_s is a number"),
    ],
)  # fmt: skip
def test_a_wrong_plan_is_told_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_plan(plan)


def test_each_telephone_has_a_file_and_all_of_a_journey_one_run() -> None:
    files = list(make_files(Entry("carpool", count=2, phones=2, behind_s=30.0), 7, DAY))
    rows = [dict(zip(COLUMNS, made.row, strict=True)) for made in files]
    assert [row["run"] for row in rows] == [
        "carpool-00000", "carpool-00000", "carpool-00000-behind",
        "carpool-00001", "carpool-00001", "carpool-00001-behind",
    ]  # fmt: skip
    assert len({made.name for made in files}) == 6
    assert [row["file"] for row in rows] == [made.name for made in files]
    assert all(len(read_gpx(made.text.encode()).fixes) > 10 for made in files)


@pytest.mark.parametrize("key", list(CHEATS))
def test_a_cheat_has_its_original_beside_it_where_the_town_would_have_it(key: str) -> None:
    cheat = CHEATS[key]
    files = list(make_files(Entry(cheat.declared, cheat=key), 7, DAY, prefix="01-"))
    assert len(files) == 1 + cheat.known
    sent = dict(zip(COLUMNS, files[-1].row, strict=True))
    assert (sent["mode"], sent["declared"], sent["cheat"]) == (cheat.true, cheat.declared, key)
    assert sent["file"].startswith("01-")
    assert read_gpx(files[-1].text.encode()).creator == cheat.creator
