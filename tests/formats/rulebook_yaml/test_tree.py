"""Reading: nothing of YAML that can surprise, and every place known."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import RulebookRefused
from muvengine.formats.rulebook_yaml.problems import Mark
from muvengine.formats.rulebook_yaml.read import check_rulebook, read_rulebook
from muvengine.formats.rulebook_yaml.scalars import Ambiguous, Trap, resolve
from muvengine.formats.rulebook_yaml.tree import BYTES_MAX, NODES_MAX, read_tree

HOSTILE = Path(__file__).parents[2] / "hostile_yaml"
MANIFEST = json.loads((HOSTILE / "manifest.json").read_text(encoding="utf-8"))
EXPECTED = {entry["file"]: entry["expect"] for entry in MANIFEST}
SPRING = (Path(__file__).parent / "books" / "spring.yaml").read_bytes()


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in read_tree(data).problems]


@pytest.mark.parametrize("file", sorted(path.name for path in HOSTILE.glob("*.yaml")))
def test_hostile_files_are_refused_and_harmless_ones_read(file: str) -> None:
    # What the list does not name uses a feature that is refused whole.
    refused = EXPECTED.get(file, "reject") == "reject"
    assert bool(codes((HOSTILE / file).read_bytes())) is refused


@pytest.mark.parametrize("file", sorted(path.name for path in HOSTILE.glob("*.yaml")))
def test_no_hostile_file_is_a_rulebook(file: str) -> None:
    with pytest.raises(RulebookRefused) as refusal:
        read_rulebook((HOSTILE / file).read_bytes())
    assert refusal.value.facts["problems"]


@pytest.mark.parametrize("file", sorted(path.name for path in HOSTILE.glob("*.yaml")))
def test_a_hostile_file_is_answered_within_a_second(file: str) -> None:
    data = (HOSTILE / file).read_bytes()
    began = time.process_time()
    check_rulebook(data)
    # Of the processor: a busy machine changes nothing.  It takes some thousandths.
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12",         12),
        ("-3",         -3),
        ("2.50",       Decimal("2.50")),
        ("true",       True),
        ("false",      False),
        ("",           None),
        ("~",          None),
        ("7:30",       "7:30"),
        ("07:30",      "07:30"),
        ("12:30",      "12:30"),
        ("1e3",        "1e3"),
        ("0x1F",       "0x1F"),
        ("1_000",      "1_000"),
        ("+5",         "+5"),
        ("2026-03-01", "2026-03-01"),
        ("2026-02-30", "2026-02-30"),
        ("mon",        "mon"),
        ("n",          "n"),
    ],
)  # fmt: skip
def test_plain_words_are_numbers_or_stay_text(written: str, value: object) -> None:
    found = resolve(written)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("written", "trap"),
    [
        ("010",                 Trap.NUMBER_OCTAL),
        ("0o17",                Trap.NUMBER_OCTAL),
        ("007.5",               Trap.NUMBER_OCTAL),
        ("1.0e+400",            Trap.NUMBER_FORM),
        (".5",                  Trap.NUMBER_FORM),
        ("5.",                  Trap.NUMBER_FORM),
        (".nan",                Trap.NUMBER_FORM),
        ("-.INF",               Trap.NUMBER_FORM),
        ("9" * 5000,            Trap.NUMBER_LONG),
        ("1." + "3" * 30,       Trap.NUMBER_LONG),
        ("no",                  Trap.YES_NO),
        ("On",                  Trap.YES_NO),
        ("TRUE",                Trap.YES_NO),
        ("2026-05-04 08:00:00", Trap.TIMESTAMP),
        ("2026-05-04T08:00:00Z", Trap.TIMESTAMP),
    ],
)  # fmt: skip
def test_what_two_readers_read_differently_is_refused(written: str, trap: Trap) -> None:
    with pytest.raises(Ambiguous) as refusal:
        resolve(written)
    assert refusal.value.trap is trap


def test_quotes_and_blocks_of_text_stay_text() -> None:
    tree = read_tree(b"a: '12'\nb: \"no\"\nc: |\n  12\n")
    assert tree.value == {"a": "12", "b": "no", "c": "12\n"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"x: " + b"a" * BYTES_MAX,                           "R001"),
        (b"".join(b"k%d: 1\n" % n for n in range(NODES_MAX)), "R001"),
        ("x: caf\xe9".encode("latin-1"),                      "R002"),
        ("x: 1".encode("utf-16"),                             "R002"),
        (b"",                                                 "R002"),
        (b"# only a comment\n",                               "R002"),
        (b"- a\n- b\n",                                       "R002"),
        (b"a: 1\n---\nb: 2\n",                                "R002"),
        (b"a: [1, 2\n",                                       "R002"),
        (b"a: &x 1\n",                                        "R003"),
        (b"a: {<<: 1}\n",                                     "R007"),
        (b"a: !x 1\n",                                        "R003"),
        (b"a: ! 1\n",                                         "R003"),
        (b"[" * 100_000,                                      "R004"),
        (b"{a: " * 50_000,                                    "R004"),
        (b"- " * 100_000,                                     "R004"),
        (b"a: 1\na: 2\n",                                     "R005"),
        (b"1: 2\n",                                           "R007"),
        (b"A: 2\n",                                           "R007"),
        (b"? {a: b}\n: 1\n",                                  "R007"),
        ("caf\u0065\u0301: 1".encode(),                       "R007"),
        (b"a: \x00\n",                                        "R008"),
        ("a: x\u202ey".encode(),                              "R008"),
        ("a: 1 # \u2066 hidden".encode(),                     "R008"),
        (b'a: "\\u202e"\n',                                   "R008"),
    ],
)  # fmt: skip
def test_each_reading_problem_has_its_code(data: bytes, code: str) -> None:
    assert codes(data)[0] == code


def test_a_byte_order_mark_at_the_start_is_fine() -> None:
    assert read_tree("\ufeffx: 1".encode()).value == {"x": 1}


def test_places_count_from_one_and_columns_count_characters() -> None:
    tree = read_tree("é: 1\n".encode() + "a: {b: [é, c]}\n".encode())
    assert tree.mark(("a", "b", 1)) == Mark(2, 12)
    assert tree.mark(("a", "b"), at_key=True) == Mark(2, 5)
    assert tree.mark(("a", "b", "gone", 3)) == Mark(2, 8)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_rulebook_or_refused(data: bytes) -> None:
    assert check_rulebook(data).rulebook is None


@given(st.text(alphabet="abk:-?[]{},&*!|>'\"%@`#~ \n0.1e", max_size=200))
def test_any_text_is_a_rulebook_or_refused(text: str) -> None:
    assert check_rulebook(text.encode()).rulebook is None


CUT = st.tuples(st.integers(0, len(SPRING)), st.integers(0, 40), st.binary(max_size=6))


@given(CUT)
def test_a_damaged_rulebook_is_still_one_or_refused(cut: tuple[int, int, bytes]) -> None:
    start, length, instead = cut
    checked = check_rulebook(SPRING[:start] + instead + SPRING[start + length :])
    assert checked.good or any(not problem.warning for problem in checked.problems)
