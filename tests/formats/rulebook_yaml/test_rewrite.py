"""One value of a text is changed, and nothing else of it."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muvengine.formats.rulebook_yaml.other_values import same, with_value
from muvengine.formats.rulebook_yaml.problems import Path as Steps
from muvengine.formats.rulebook_yaml.rewrite import Unwritable, add_to, put_at, take_out
from muvengine.formats.rulebook_yaml.tree import Tree, read_tree

BOOKS = sorted((Path(__file__).parents[3] / "rules").glob("*.yaml"))
LISTS = ("require", "earn", "bonuses", "caps", "examples")


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> Tree:
    return read_tree(source(path).encode())


def value(text: str) -> object:
    return read_tree(text.encode()).value


def leaves(block: object, path: Steps = ()) -> list[Steps]:
    assert isinstance(block, dict | list)
    steps = block.items() if isinstance(block, dict) else enumerate(block)
    found: list[Steps] = []
    for step, inner in steps:
        if isinstance(inner, dict | list):
            found += leaves(inner, (*path, step))
        else:
            found.append((*path, step))
    return found


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines between those that are the same at the beginning and at the end."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return before, after


NUMBERS = st.one_of(
    st.integers(0, 500), st.decimals(0, 500, places=2), st.just("$a_name"), st.just("fifteen")
)
TEXTS = st.text(max_size=30)


@settings(max_examples=15)
@given(st.data())
def test_another_value_changes_only_its_own_line(data: st.DataObject) -> None:
    book = data.draw(st.sampled_from(BOOKS))
    path = data.draw(st.sampled_from(leaves(tree(book).value)))
    wanted = data.draw(st.one_of(NUMBERS, TEXTS, st.booleans()))
    old = source(book)
    new = put_at(old, path, wanted)
    assert same(value(new), with_value(tree(book).value, path, wanted))
    before, after = changed_lines(old, new)
    assert len(before) == len(after) <= 1


@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.name)
def test_the_same_values_leave_every_byte(book: Path) -> None:
    document = tree(book).value
    assert isinstance(document, dict)
    for word, block in document.items():
        assert put_at(source(book), (word,), block) == source(book)


@settings(max_examples=15)
@given(st.data())
def test_a_rule_is_changed_within_its_lines(data: st.DataObject) -> None:
    """Whatever becomes of a rule, the lines of all others are as they were."""
    book = data.draw(st.sampled_from(BOOKS))
    document: Any = tree(book).value
    section = data.draw(st.sampled_from([name for name in LISTS if name in document]))
    number = data.draw(st.integers(0, len(document[section]) - 1))
    rule = dict(document[section][number])
    for word in data.draw(st.lists(st.sampled_from([*rule]), unique=True)):
        if word not in {"rule", "cap", "example"}:
            rule.pop(word)
    added = st.dictionaries(
        st.sampled_from(["flat", "when", "limit", "group", "per_km", "x"]),
        st.one_of(NUMBERS, st.just({"weekday": ["mon"]}), st.just([{"points": 3}, {"points": 0}])),
    )
    rule |= data.draw(added)
    new = put_at(source(book), (section, number), rule)
    assert same(value(new), with_value(document, (section, number), rule))
    first = tree(book).mark((section, number)).line
    lines, others = source(book).splitlines(), new.splitlines()
    assert others[: first - 1] == lines[: first - 1]
    after = number + 1
    if after < len(document[section]):
        rest = lines[tree(book).mark((section, after)).line - 1 :]
        assert others[len(others) - len(rest) :] == rest


@settings(max_examples=15)
@given(st.data())
def test_a_rule_that_is_added_and_taken_out_again_leaves_every_byte(data: st.DataObject) -> None:
    book = data.draw(st.sampled_from(BOOKS))
    document: Any = tree(book).value
    section = data.draw(st.sampled_from(LISTS))
    rule = {"rule": "new-one", "label": {"en": data.draw(TEXTS)}, "flat": 3}
    new = add_to(source(book), (section,), rule)
    rules = document.get(section, [])
    assert same(value(new), with_value(document, (section,), [*rules, rule]))
    back = take_out(new, (section, len(rules)))
    assert same(value(back), document)
    if rules:
        assert back == source(book)


ODD = "# top\nearn:\n  # one\n  - rule: a\n    flat: 1  # few\n  # two\n  - {rule: b, flat: 2}\n"


@pytest.mark.parametrize(("old", "path", "wanted", "new"), [
    # A remark behind a value stays, whatever the value is written like.
    ("a: 5  # why\n",              ("a",), 6,             "a: 6  # why\n"),
    ("a: '5'  # why\n",            ("a",), "6: x",        'a: "6: x"  # why\n'),
    ("a:   # why\nb: 1\n",         ("a",), 6,             "a: 6   # why\nb: 1\n"),
    ("a: |\n  x\n  y\n\nb: 1\n",   ("a",), "z",           "a: z\n\nb: 1\n"),
    ("a: 5",                       ("a",), Decimal("2.5"), "a: 2.5"),
    # A new word comes after the one it follows, with the line ends of the file.
    ("a: {b: 1}\r\n",              ("a",), {"b": 1, "c": 2}, "a: {b: 1, c: 2}\r\n"),
    ("a:\r\n  b: 1\r\n",           ("a",), {"b": 1, "c": 2}, "a:\r\n  b: 1\r\n  c: 2\r\n"),
    ("a:\n  b: 1",                 ("a",), {"b": 1, "c": 2}, "a:\n  b: 1\n  c: 2"),
    ("a:\n  b: 1\n",               ("a",), {"c": 2, "b": 1}, "a:\n  c: 2\n  b: 1\n"),
    ("a: {b: 1}\n",                ("a",), {"c": 2, "b": 1}, "a: {c: 2, b: 1}\n"),
    # One that goes takes its comma or its line along.
    ("a: {b: 1, c: 2, d: 3}\n",    ("a",), {"d": 3},      "a: {d: 3}\n"),
    ("a: {b: 1, c: 2, d: 3}\n",    ("a",), {"b": 1},      "a: {b: 1}\n"),
    ("a: {b: 1, c: 2, d: 3}\n",    ("a",), {"b": 1, "d": 3}, "a: {b: 1, d: 3}\n"),
    ("a:\n  b: 1 # x\n  # y\n  c: 2\n", ("a",), {"c": 2}, "a:\n  # y\n  c: 2\n"),
    ("a: [1, 2, 3]\n",             ("a",), [3],           "a: [3]\n"),
    ("a: [1, 2, 3]\n",             ("a",), [1, 2, 3, 4],  "a: [1, 2, 3, 4]\n"),
    ("a:\n- 1\n# x\n- 2\n",        ("a",), [1],           "a:\n- 1\n"),
    ("a:\n- x: 1\n  y: 2\n  z: 3\n", ("a", 0), {"z": 3},  "a:\n- z: 3\n"),
    ("a:\n- x: 1\n",               ("a", 0), {"y": 2, "x": 1}, "a:\n- y: 2\n  x: 1\n"),
    ("a:\n  -\n    x: 1\n  - x: 2\n", ("a",), [{"x": 2}], "a:\n  - x: 2\n"),
    # Words of which nothing stays are written anew.
    ("a: {b: 1}\n",                ("a",), {"c": 2},      "a: {c: 2}\n"),
    ("a: {}\n",                    ("a",), {"c": 2},      "a: {c: 2}\n"),
    ("a: [1]\n",                   ("a",), 5,             "a: 5\n"),
    # A new block of the document stands in its place.
    ("earn: 1\nexamples: 2\n",     ("caps",), 3,          "earn: 1\n\ncaps: 3\nexamples: 2\n"),
    ("examples: 2\n",              ("earn",), 3,          "earn: 3\nexamples: 2\n"),
    ("\ufeffa: 1\n",               ("a",), 2,             "\ufeffa: 2\n"),
])  # fmt: skip
def test_a_value_is_put_where_it_belongs(old: str, path: Steps, wanted: object, new: str) -> None:
    assert put_at(old, path, wanted) == new


@pytest.mark.parametrize(("number", "left"), [
    (0, "# top\nearn:\n  # two\n  - {rule: b, flat: 2}\n"),
    (1, "# top\nearn:\n  # one\n  - rule: a\n    flat: 1  # few\n"),
])  # fmt: skip
def test_a_rule_goes_with_the_remark_above_it(number: int, left: str) -> None:
    assert take_out(ODD, ("earn", number)) == left


def test_the_last_rule_goes_with_its_list() -> None:
    assert take_out(take_out(ODD + "caps: 1\n", ("earn", 0)), ("earn", 0)) == "# top\ncaps: 1\n"


def test_a_rule_that_is_written_strangely_is_written_anew() -> None:
    old = "earn:\n  - - x\n    - y\n  - rule: a\n    ? flat\n    : 1\n    limit: 2\n"
    new = put_at(old, ("earn", 1), {"rule": "a", "limit": 2})
    assert new == "earn:\n  - - x\n    - y\n  - rule: a\n    limit: 2\n"


@pytest.mark.parametrize("text", ["", "a: [1", "- 1\n", "a: 1\n---\na: 1\n"])
def test_what_cannot_be_read_is_not_changed(text: str) -> None:
    with pytest.raises(Unwritable):
        put_at(text, ("a",), 2)


LONG = "very long words about a rule that is paid to whoever comes along the canal in the morning"


@pytest.mark.parametrize(("rule", "lines"), [
    ({"rule": "x", "flat": 3},        ["  - rule: x", "    flat: 3"]),
    ({"points": 3},                   ["  - {points: 3}"]),
    ({"rule": "x", "per_km": [{"up_to": 1, "points": 2}, {"points": 0}]},
     ["  - rule: x", "    per_km:", "      - {up_to: 1, points: 2}", "      - {points: 0}"]),
    ({"rule": "x", "label": {"en": LONG, "fr": LONG}},
     ["  - rule: x", "    label:", f"      en: {LONG}", f"      fr: {LONG}"]),
])  # fmt: skip
def test_a_new_rule_is_written_as_the_others_are(rule: object, lines: list[str]) -> None:
    new = add_to("earn:\n  - rule: a\n    flat: 1\n", ("earn",), rule)
    assert new.splitlines()[3:] == lines


@pytest.mark.parametrize("text", [
    "yes", "no", "7:30", "010", "1e3", "null", "~", "", " a", "a ", "-", "?", "a#b", "$x", "$X y",
    "l'été", "'", '"', "{", "a, b", "2026-05-01", "5", "\u200b", "😀", "a\\b", "a\nb", "é: è",
])  # fmt: skip
@pytest.mark.parametrize("shape", ["a: 1\n", "a: [1]\n"])
def test_a_text_stays_a_text(shape: str, text: str) -> None:
    path: Steps = ("a",) if "[" not in shape else ("a", 0)
    assert value(put_at(shape, path, text)) == with_value(value(shape), path, text)
