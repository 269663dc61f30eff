from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from muvengine.cli import main
from muvengine.core.game.draw import Draw, DrawState, Prize
from muvengine.core.game.drawing import commitment_of, numbered, terms_of, tickets_hash, winners
from muvengine.formats.draw_file import draw_json

DAY = date(2026, 4, 1)
SEED = "a secret word"
ENTRIES = numbered([("00ff", 2), ("11ee", 3)])
FROZEN = Draw(
    "spring",
    {"fr": "Fête du vélo"},
    DAY,
    DAY,
    DAY,
    (Prize(1, {"en": "A bell"}),),
    seed=SEED,
    commitment=commitment_of(SEED),
    state=DrawState.DRAWN,
    tickets_sha256=tickets_hash(ENTRIES),
    tickets_total=5,
)
WON = winners(ENTRIES, SEED, terms_of(FROZEN))[0]
DRAWN = replace(FROZEN, prizes=(Prize(1, {"en": "A bell"}, ticket=WON, person_id=4),))

Run = Callable[[Path], int]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["draw", "check", *arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def plain(draw: Draw = DRAWN) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(draw_json(draw, ENTRIES))
    return found


@pytest.fixture
def write(tmp_path: Path) -> Callable[[object], str]:
    def written(said: object) -> str:
        path = tmp_path / "draw.json"
        path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
        return str(path)

    return written


def test_a_published_draw_is_checked_without_a_database(
    write: Callable[[object], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(write(plain())) == 0
    told = capsys.readouterr().out
    assert f"Right: These tickets win: {WON}" in told
    assert "Wrong" not in told
    assert run(write(plain()), "--locale", "fr") == 0
    assert "Juste" in capsys.readouterr().out


def test_a_false_winner_is_found(
    write: Callable[[object], str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = plain()
    said["prizes"][0]["ticket"] = WON % 5 + 1
    assert run(write(said), "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["right"] is False
    assert [one["step"] for one in told["steps"] if not one["right"]] == ["winners"]
    assert run(write(said)) == 1
    assert f"Published: {WON % 5 + 1}" in capsys.readouterr().out


@pytest.mark.parametrize(("said", "why"), [
    ("no json", "field=json"),
    ("[" * 100_000, "field=json"),
    ("[]", "field="),
    ({**plain(), "schema": "muv.draw/v9"}, "field=schema"),
    ({**plain(), "entries": [[2, 1, "a"]]}, "field=entries"),
    ({**plain(), "entries": [["1", 2, "a"]]}, "field=entries"),
    ({**plain(), "prizes": [{"ticket": 0}]}, "field=prizes"),
    (plain(replace(DRAWN, state=DrawState.FROZEN)), "state=frozen"),
])  # fmt: skip
def test_what_is_no_draw_that_is_over_is_refused(
    write: Callable[[object], str],
    capsys: pytest.CaptureFixture[str],
    said: object,
    why: str,
) -> None:
    assert run(write(said)) == 1
    assert why in capsys.readouterr().err


def test_what_cannot_be_checked_is_told_in_words_that_fit_a_file(
    write: Callable[[object], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(write({"schema": "muv.rehearsal/v1"})) == 1
    assert "is not the file of a draw (field=schema)." in capsys.readouterr().err
    assert run(write(plain() | {"seed": ""})) == 1
    assert "This draw's seed is not published yet (state=drawn)." in capsys.readouterr().err
