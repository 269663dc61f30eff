"""Whatever may become of a thing has a word on its owner's pages and in their download."""

from __future__ import annotations

import pytest

from muvengine.core.vouchers.voucher import VoucherState
from muvengine.words.catalogue import known


@pytest.mark.parametrize("state", VoucherState)
def test_every_state_of_a_voucher_has_a_word(state: VoucherState) -> None:
    assert known(f"participant.voucher_{state}")
