"""Plain language: what a sentence for everybody may not hold.

It finds what a rule can find.  Whether people understand is for people to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from muvengine.words.catalogue import DOMAINS, FOR_EVERYBODY
from muvengine.words.translations import domain_texts

LINTED: Final = ("fr", "en")
WORDS_MAX: Final = 15

# One term for one thing: the term, then what people might write in its place.
TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {
        "trajet": r"voyages?|déplacements?",
        "façon de se déplacer": r"moyens? de (?:se )?(?:déplacer|déplacement|transport)",
        "parcours": r"itinéraires?",
        "commerce": r"magasins?|boutiques?|commerçante?s?|enseignes?",
        "bon": r"coupons?|bons? d’achat|vouchers?",
        "points": r"scores?",
        "accueil": r"guichets?",
        "application": r"applis?|apps?(?! Store)",
        "téléphone": r"smartphones?|portables?|mobiles?",
        "e-mail": r"courriels?|(?<!e-)mails?|méls?",
        "personne": r"usagers?|utilisateurs?|utilisatrices?|participante?s?",
        "panneau": r"pancartes?|écriteaux?",
        "enregistrement": r"traces?",
    },
    "en": {
        "trip": r"journeys?|(?:a|the|one|each) rides?",
        "way of travelling": r"means of transport|modes? of travel",
        "voucher": r"coupons?|tokens?",
        "points": r"scores?",
        "shop": r"merchants?|boutiques?|shopkeepers?",
        "app": r"applications?",
        "phone": r"smartphones?|mobiles?|cell ?phones?",
        "e-mail": r"emails?",
        "person": r"users?|participants?",
        "recording": r"traces?|tracks?",
    },
}
# Words of offices and of programs, which plainer ones can say.
HARD: Final[Mapping[str, str]] = {
    "fr": r"authentifi\w+|identifi\w+|géolocalis\w+|solde débiteur|notifi\w+|paramètres?"
    r"|valid(?:er|ation)|éligib\w+|effectuer|procéder|préalable\w*|ultérieur\w*|néanmoins"
    r"|toutefois|afin|modalités?|conformément|bénéfici\w+|synchronis\w+|susmentionné\w*"
    r"|nonobstant|en vue de|le cas échéant|s’acquitter|dûment|connexion",
    "en": r"authenticat\w+|identif\w+|geolocat\w+|outstanding balance|notif(?:y|ication)\w*"
    r"|validat\w+|eligib\w+|perform(?:s|ed)?|prior to|subsequent\w*|nevertheless|in order to"
    r"|regarding|pursuant|synchroni[sz]\w+|aforementioned|hereby|utili[sz]e\w*|purchase\w*"
    r"|obtain\w*|whilst|log ?in",
}
NUMBERS: Final[Mapping[str, str]] = {
    "fr": r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|cent",
    "en": r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|hundred",
}
# Letters that stand for words, and why they may: nobody knows these things by another name.
INITIALS: Final[Mapping[str, str]] = {
    "GPX": "the file that apps for trips write",
    "TCX": "likewise",
    "KML": "likewise",
    "FIT": "likewise",
    "PDF": "a file to be printed",
    "CSV": "a file for tables",
    "JSON": "a file for programs",
    "PNG": "a picture",
    "JPEG": "likewise",
    "IBAN": "it is written on every bank card",
    "SIRET": "it is written on every invoice of a shop",
    "SHA": "the name of a sum, for who checks it with a program",
    "HMAC": "likewise",
}
_PAPER: Final = re.compile(r"A[45]|K7M")  # sizes of paper; the card of every example

_FACT: Final = re.compile(r"\{\w+\}")
_END: Final = re.compile(r"(?<=[.!?…])[”»\s]+|\n")
_WORD: Final = re.compile(r"\w")
_CAPITALS: Final = re.compile(r"\b[A-ZÀ-Ü][A-ZÀ-Ü0-9]+\b")


def findings(locale: str) -> Iterator[str]:
    """Name what is hard to read among the sentences for everybody, each with its code and why.

    Args:
        locale: French or English.
    """
    for domain in (name for name in DOMAINS if name in FOR_EVERYBODY):
        for key, texts in domain_texts(domain, locale):
            for text in texts:
                yield from (f"{domain}.{key}: {why}" for why in hard_to_read(text, locale))


def hard_to_read(text: str, locale: str) -> Iterator[str]:
    """Tell what is wrong with one text."""
    for sentence in _END.split(text):
        length = sum(1 for word in sentence.split() if _WORD.search(word))
        if length > WORDS_MAX:
            yield f"{length} words in one sentence: {sentence}"
    plain = _FACT.sub(" ", text)
    for term, others in TERMS[locale].items():
        yield from (f"say “{term}”, not “{found}”" for found in _among(others, plain))
    yield from (f"“{found}” is a hard word" for found in _among(HARD[locale], plain))
    yield from (f"write “{found}” in digits" for found in _among(NUMBERS[locale], plain))
    for found in _CAPITALS.findall(plain):
        if found not in INITIALS and not _PAPER.fullmatch(found):
            yield f"“{found}” is no word"


def _among(words: str, text: str) -> list[str]:
    return [found[0] for found in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)]
