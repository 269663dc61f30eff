"""What was left out, told in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from muvengine.core.traces.cuts import Cut, CutKind
from muvengine.words.motion import cut_lines
from tests.core.traces.walks import START

PARIS = ZoneInfo("Europe/Paris")
T0 = START.timestamp()  # Ten in the morning in Paris.


def said(*cuts: Cut, locale: str = "en") -> str:
    [line] = cut_lines((cuts,), PARIS, locale)
    assert line.number == 1
    return line.text


GO, STOP = T0 + 240, T0 + 540
ONE = [
    (Cut(CutKind.SPIKE, GO, GO, 1, 900.0), ("At 10:04", "jumped 900\u00a0m away and came")),
    (Cut(CutKind.SPIKE, GO, GO + 9, 3, 900.0), ("At 10:04", "900\u00a0m away for 3 positions")),
    (
        Cut(CutKind.TELEPORT, GO, GO + 5, 0, 8_000.0),
        ("At 10:04", "8\u00a0km at once", "No vehicle"),
    ),
    (Cut(CutKind.GAP, GO, STOP, 0, 820.0), ("From 10:04 to 10:09 nothing", "over 820\u00a0m")),
    (Cut(CutKind.GAP, GO, STOP, 0, 20.0), ("From 10:04 to 10:09 nothing", "at one place")),
    (Cut(CutKind.PAUSE, GO, STOP, 0, 820.0), ("From 10:04 to 10:09 the app", "over 820\u00a0m")),
    (Cut(CutKind.PAUSE, GO, STOP, 0, 20.0), ("From 10:04 to 10:09 the app", "at one place")),
    (Cut(CutKind.STAY, GO, STOP, 0, 90.0), ("From 10:04 to 10:09", "one place", "trembles")),
    (Cut(CutKind.INACCURATE, GO, GO + 9, 4), ("From 10:04 on", "did not know", "4 positions")),
    (Cut(CutKind.DOUBLE, GO, GO, 1), ("At 10:04 one position", "We kept the first.")),
]


@pytest.mark.parametrize(("cut", "parts"), ONE)
def test_one_cut_is_told_with_its_clock_time_its_size_and_why(
    cut: Cut, parts: tuple[str, ...]
) -> None:
    text = said(cut)
    assert text.startswith(parts[0])
    assert [part for part in parts if part not in text] == []
    assert said(cut, locale="fr") != text


@pytest.mark.parametrize("kind", CutKind)
def test_many_of_one_kind_are_summed_up(kind: CutKind) -> None:
    cuts = [Cut(kind, T0 + at, T0 + at + 70, 2, 300.0) for at in range(0, 1_500, 300)]
    text = said(*cuts)
    assert text.startswith("From 10:00 to 10:21")
    expected = {"gap": "1.5\u00a0km", "pause": "1.5\u00a0km", "stay": "6\u00a0min"}
    default = "10 positions" if kind in {"inaccurate", "double"} else "300\u00a0m"
    assert expected.get(kind, default) in text
