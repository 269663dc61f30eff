"""Every reason has a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import muvengine
from muvengine.core.modes.judge import Reason
from muvengine.core.traces.signs import honesty_signs
from muvengine.core.trips.judgement import LEG_LEFT_OUT, ROUTE_LEFT_OUT
from muvengine.services.review_trip import REFUSED_BY_PERSON
from muvengine.services.submit_trip import COPIED
from muvengine.services.withdraw_trip import WITHDRAWN
from muvengine.words.catalogue import known, say

PACKAGE = Path(muvengine.__file__).parent
SIGNS = re.findall(r"``(\w+)``:", honesty_signs.__doc__ or "")
NOTED = re.compile(r'(?:dropped\.append\(|_note\(dropped, |^        \()"(\w+)"', re.MULTILINE)
DROPPED = {
    code
    for folder in ("core/traces", "formats")
    for file in sorted((PACKAGE / folder).glob("*.py"))
    for code in re.findall(
        r'(?:dropped\.append\(|_note\(dropped, |^        \()"(\w+)"',
        file.read_text("utf-8"),
        re.MULTILINE,
    )
}
OTHERS = (LEG_LEFT_OUT, ROUTE_LEFT_OUT, REFUSED_BY_PERSON, COPIED, WITHDRAWN)
CODES = sorted({*map(str, Reason), *SIGNS, *DROPPED, *OTHERS})


def test_there_are_signs_and_things_left_out() -> None:
    assert len(SIGNS) >= 6
    assert len(DROPPED) >= 9


@pytest.mark.parametrize("code", CODES)
def test_a_reason_can_be_said_in_both_languages(code: str) -> None:
    assert known(f"reasons.{code}")
    english, french = (say(f"reasons.{code}", locale) for locale in ("en", "fr"))
    assert english != french
