"""What everybody reads is said in short sentences, plain words and one word for one thing."""

from __future__ import annotations

import pytest

from muvengine.words.plain import INITIALS, LINTED, findings, hard_to_read


@pytest.mark.parametrize("locale", LINTED)
def test_nothing_for_everybody_is_hard_to_read(locale: str) -> None:
    assert list(findings(locale)) == []


@pytest.mark.parametrize(
    ("locale", "text", "why"),
    [
        ("en", "One two-word sentence.", "write “two” in digits"),
        ("en", "Your journey is over.", "say “trip”, not “journey”"),
        ("en", "Please authenticate.", "“authenticate” is a hard word"),
        ("en", "Ask the NGO.", "“NGO” is no word"),
        ("en", "a " * 15 + "b.", f"16 words in one sentence: {'a ' * 15}b."),
        ("fr", "Votre déplacement est fini.", "say “trajet”, not “déplacement”"),
        ("fr", "Un courriel part.", "say “e-mail”, not “courriel”"),
        ("fr", "Le solde débiteur est connu.", "“solde débiteur” is a hard word"),
        ("fr", "Il en faut cinq.", "write “cinq” in digits"),
        ("fr", "ATTENTION !", "“ATTENTION” is no word"),
    ],
)
def test_what_is_hard_to_read_is_found_and_why(locale: str, text: str, why: str) -> None:
    assert list(hard_to_read(text, locale)) == [why]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "a " * 14 + "b. " + "c " * 14 + "d!"),
        ("en", "A sheet of A4, as a PDF file, for {number_of_users} people."),
        ("en", "Find it in the App Store."),
        ("fr", "Votre e-mail, dans un fichier GPX. Un trajet."),
        ("fr", "On lit 2 pages. Puis 3 autres."),
    ],
)
def test_what_is_easy_is_left_alone(locale: str, text: str) -> None:
    assert list(hard_to_read(text, locale)) == []


def test_letters_that_stand_for_words_are_few_and_each_has_its_reason() -> None:
    assert len(INITIALS) < 15
    assert all(INITIALS.values())
