"""Rulebooks damaged at random, as a slip of the hand or of a program damages them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random  # noqa: TID251  damage needs no secret
from typing import Final

from muvengine.formats.rulebook_yaml.problems import Problem
from muvengine.formats.rulebook_yaml.read import check_rulebook
from muvengine.formats.rulebook_yaml.report import as_text
from muvengine.words.catalogue import spoken_locales

# What people type by accident, and what people send on purpose.
SNIPPETS: Final = (
    b": ", b"- ", b"{", b"}", b"[", b"]", b",", b'"', b"'", b"#", b"\t", b"\n", b"\r\n", b"  ",
    b"&a ", b"*a", b"<<: *a", b"!!python/object ", b"|", b">", b"%", b"---", b"...", b"? ",
    b"$nothing", b"-1", b"1e9", b"0x1f", b"no", b"7:30", b"2026-02-30", b"999999999999", b".inf",
    "é".encode(), "\u202e".encode(), b"\x00", b"\xff",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mutant.

    Attributes:
        good: it is still a rulebook.
        codes: of its problems.
        wrong: what must never happen; empty when all is well.
    """

    good: bool
    codes: tuple[str, ...]
    wrong: str


def mutants(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Damage a file in one to three places; the same seed damages it the same way."""
    dice = Random(seed)  # noqa: S311  the same each run
    for _ in range(count):
        mutant = data
        for _ in range(dice.randint(1, 3)):
            mutant = dice.choice(_WAYS)(mutant, dice)
        yield mutant


def judge(mutant: bytes) -> Outcome:
    """Check a mutant: it is a rulebook, or every problem has a place and a sentence."""
    try:
        checked = check_rulebook(mutant)
        for locale in spoken_locales():
            as_text(checked.problems, "mutant.yaml", locale)
    except Exception as error:  # noqa: BLE001  this is what is looked for
        return Outcome(good=False, codes=(), wrong=f"raised {error!r}")
    errors = [problem for problem in checked.problems if not problem.warning]
    codes = tuple(problem.code for problem in checked.problems)
    if checked.good == bool(errors):
        return Outcome(checked.good, codes, "neither a rulebook nor refused")
    return Outcome(checked.good, codes, _misplaced(mutant, errors))


def _misplaced(mutant: bytes, errors: list[Problem]) -> str:
    last = len(mutant.decode(errors="replace").splitlines()) + 1
    for problem in errors:
        if not (1 <= problem.mark.line <= last and problem.mark.column >= 1):
            return f"no such place: {problem.mark}"
    return ""


def _cut(data: bytes, dice: Random) -> bytes:
    start = dice.randrange(len(data) + 1)
    return data[:start] + data[start + dice.randint(1, 40) :]


def _insert(data: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(SNIPPETS) + data[at:]


def _flip(data: bytes, dice: Random) -> bytes:
    if not data:
        return data
    at = dice.randrange(len(data))
    return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]


def _lines(change: Callable[[list[bytes], int, Random], None]) -> Callable[[bytes, Random], bytes]:
    def run(data: bytes, dice: Random) -> bytes:
        lines = data.splitlines(keepends=True)
        if lines:
            change(lines, dice.randrange(len(lines)), dice)
        return b"".join(lines)

    return run


def _drop(lines: list[bytes], at: int, _dice: Random) -> None:
    del lines[at]


def _twice(lines: list[bytes], at: int, _dice: Random) -> None:
    lines.insert(at, lines[at])


def _move(lines: list[bytes], at: int, dice: Random) -> None:
    lines.insert(dice.randrange(len(lines)), lines.pop(at))


def _indent(lines: list[bytes], at: int, dice: Random) -> None:
    lines[at] = b" " * dice.randint(1, 3) + lines[at]


def _outdent(lines: list[bytes], at: int, dice: Random) -> None:
    lines[at] = lines[at][dice.randint(1, 3) :]


def _swap_words(lines: list[bytes], at: int, dice: Random) -> None:
    """Put a word of another line where one of this line stands."""
    here, there = lines[at].split(b" "), dice.choice(lines).split(b" ")
    here[dice.randrange(len(here))] = dice.choice(there)
    lines[at] = b" ".join(here)


def _figure(lines: list[bytes], at: int, dice: Random) -> None:
    """Change a figure: most mutants stay readable and must be judged by their meaning."""
    digits = [place for place, byte in enumerate(lines[at]) if 48 <= byte <= 57]
    if digits:
        place = dice.choice(digits)
        lines[at] = lines[at][:place] + b"%d" % dice.randrange(1000) + lines[at][place + 1 :]


_WAYS: Final[tuple[Callable[[bytes, Random], bytes], ...]] = (
    _cut,
    _insert,
    _flip,
    *(_lines(change) for change in (_drop, _twice, _move, _indent, _outdent)),
    _lines(_swap_words),
    _lines(_figure),
    _lines(_figure),
)
