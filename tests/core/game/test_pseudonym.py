"""A pseudonym is plain letters, and nobody's own name."""

from __future__ import annotations

import pytest

from muvengine.core.errors import BadInput
from muvengine.core.game.pseudonym import check_pseudonym


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  Renard   bleu ", "Renard bleu"),
        ("Écureuil-d'or 12", "Écureuil-d'or 12"),
        ("雪の狐", "雪の狐"),
        ("Li le lièvre", "Li le lièvre"),
    ],
)
def test_plain_words_are_kept_on_one_line(said: str, kept: str) -> None:
    assert check_pseudonym(said, "Li Wei") == kept


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "short"),
        ("1 2 3", "short"),
        ("ab", "short"),
        ("x" * 25, "long"),
        ("fox@town.fr", "letters"),
        ("fox\u202egnp", "letters"),
        ("fox 0612", "letters"),
        ("<b>fox</b>", "letters"),
        ("fatou la renarde", "own_name"),
        ("FÂTOU", "own_name"),
        ("Renard Diallo", "own_name"),
    ],
)
def test_what_is_no_pseudonym_is_refused_and_told_why(said: str, why: str) -> None:
    with pytest.raises(BadInput) as caught:
        check_pseudonym(said, "Fatou Diallo")
    assert caught.value.facts["fields"] == {"pseudonym": why}
