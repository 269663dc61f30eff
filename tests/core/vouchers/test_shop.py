from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.vouchers.shop import KEY, KEY_CHARACTERS_MAX, Shop, key_of_name


@pytest.mark.parametrize(("name", "key"), [
    ("Café de la Mousse",   "cafe-de-la-mousse"),
    ("L’Épicerie n° 3",     "l-epicerie-n-3"),
    ("  -- Vélo & Co. --",  "velo-co"),
    ("咖啡",                 ""),
    ("",                    ""),
    ("a" * 63 + " b",       "a" * 63),
])  # fmt: skip
def test_a_name_becomes_a_word_for_addresses(name: str, key: str) -> None:
    assert key_of_name(name) == key


def test_a_new_shop_takes_part() -> None:
    new = Shop("le-fournil", "Le Fournil", 43.64, 5.1)
    assert (new.id, new.open) == (0, True)


@given(st.text())
def test_whatever_the_name_the_word_is_good_or_missing(name: str) -> None:
    key = key_of_name(name)
    assert not key or KEY.fullmatch(key)
    assert len(key) <= KEY_CHARACTERS_MAX
