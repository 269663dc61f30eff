"""How long a shop's request to join is kept."""

from __future__ import annotations

import pytest

from muvengine.core.vouchers.shop_request import ANSWERED_KEPT, WAITING_KEPT
from muvengine.words.shop_hand import SENTENCES


@pytest.mark.parametrize("key", [
    "join_privacy", "join_unknown_code", "answer_forgotten", "requests_lead",
])  # fmt: skip
def test_an_answered_request_is_forgotten_when_the_pages_say_so(key: str) -> None:
    assert f" {ANSWERED_KEPT.days} days" in str(SENTENCES[key])


def test_a_shop_that_waits_for_its_answer_is_not_forgotten_before_one_that_has_it() -> None:
    assert WAITING_KEPT > ANSWERED_KEPT
