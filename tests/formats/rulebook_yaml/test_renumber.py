"""The next version begins with the text of the last one."""

from __future__ import annotations

import pytest

from muvengine.formats.rulebook_yaml.renumber import renumbered
from muvengine.formats.rulebook_yaml.text_diff import gone_lines, text_diff


@pytest.mark.parametrize(("source", "wanted"), [
    ("a: b\nversion: 3\nc: d\n",             "a: b\nversion: 4\nc: d\n"),
    ("version: 3  # raise me\n",             "version: 4  # raise me\n"),
    ("version:3\n",                          "version: 4\n"),
    # A word of a block is not the rulebook's, nor is one in a remark.
    ("# version: 1\nin:\n  version: 1\n",    "# version: 1\nin:\n  version: 1\n"),
    ("version: 3\nversion: 3\n",             "version: 4\nversion: 3\n"),
])  # fmt: skip
def test_only_the_number_of_the_document_is_raised(source: str, wanted: str) -> None:
    assert renumbered(source, 4) == wanted


def test_two_texts_are_told_apart_line_by_line() -> None:
    lines = text_diff("a\nb\nc\n", "a\nB\nc\n", names=("old", "new")).splitlines()
    assert lines == ["--- old", "+++ new", "@@ -1,3 +1,3 @@", " a", "-b", "+B", " c"]
    assert text_diff("a\n", "a\n", names=("old", "new")) == ""


@pytest.mark.parametrize(("new", "line", "gone"), [
    ("a\nb\na\nc\n", 3, ["a\n", "b\n"]),
    ("a\nb\na\nc\n", 2, ["b\n", "a\n"]),
    ("a\nb\na\nb\na\nc\n", 3, []),
    ("c\n", 3, ["a\n", "b\n", "a\n", "b\n", "a\n"]),
    ("other\n", 3, []),
])  # fmt: skip
def test_what_was_taken_out_begins_where_it_stood(new: str, line: int, gone: list[str]) -> None:
    assert gone_lines("a\nb\na\nb\na\nc\n", new, line) == gone
