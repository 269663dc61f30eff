from __future__ import annotations

from collections.abc import Mapping

import pytest

from muvengine.core.modes.judge import judge
from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.core.modes.measure import FIGURES
from muvengine.words.evidence import EvidenceLine, evidence_lines
from tests.core.modes.made import moving


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def line(evidence: Mapping[str, float], figure: str, locale: str = "en") -> EvidenceLine:
    [found] = [one for one in evidence_lines(evidence, locale) if one.figure == figure]
    return found


@pytest.mark.parametrize("mode", list(DEFAULT_LIMITS))
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_every_figure_of_every_mode_has_words(mode: str, locale: str) -> None:
    evidence = judge(moving([20.0] * 10), DEFAULT_LIMITS[mode]).evidence
    told = {one.figure for one in evidence_lines(evidence, locale)}
    found = set(FIGURES) & set(evidence)
    # Lengths and times that say the same again.
    assert found - told <= {"observed_m", "moving_s"}


@pytest.mark.parametrize(("evidence", "figure", "found", "limits", "beyond"), [
    ({"p50_kmh": 9.0, "p50_kmh_max": 7.5}, "p50_kmh", "9 km/h", ("doubtful above 7.5 km/h",), True),
    ({"p50_kmh": 7.5, "p50_kmh_max": 7.5}, "p50_kmh", "7.5 km/h",
     ("doubtful above 7.5 km/h",), False),
    ({"length_m": 150, "distance_m_min": 200}, "length_m", "150 m", ("refused below 200 m",), True),
    ({"length_m": 1500}, "length_m", "1.5 km", (), False),
    ({"fixes": 9, "fixes_min": 10}, "fixes", "9", ("doubtful below 10",), True),
    ({"share_gt25": 0.5, "share_gt25_max": 0.1, "refuse_share_gt25": 0.2}, "share_gt25", "50%",
     ("doubtful above 10%", "refused above 20%"), True),
    ({"interval_median_s": 61, "interval_median_s_max": 60}, "interval_median_s", "61 seconds",
     ("doubtful above 60 seconds",), True),
    # Of the two limits for hidden stretches the greater holds.
    ({"fast_hole_m": 300, "hole_m_max": 150, "hole_share_max": 0.1, "length_m": 4000},
     "fast_hole_m", "300 m", ("doubtful above 400 m",), False),
    ({"fast_hole_m": 300, "hole_m_max": 150, "hole_share_max": 0.1, "length_m": 1000},
     "fast_hole_m", "300 m", ("doubtful above 150 m",), True),
])  # fmt: skip
def test_a_figure_stands_beside_its_limits(
    evidence: dict[str, float], figure: str, found: str, limits: tuple[str, ...], *, beyond: bool
) -> None:
    told = line(evidence, figure)
    assert (plain(told.found), tuple(map(plain, told.limits))) == (found, limits)
    assert told.beyond is beyond


def test_figures_are_written_as_the_language_writes_them() -> None:
    told = line({"p85_kmh": 5.5, "p85_kmh_max": 9.0}, "p85_kmh", "fr")
    assert told.found == "5,5\u00a0km/h"
    assert told.limits == ("douteux au-dessus de 9\u00a0km/h",)
