"""Rules about the code itself that no linter we use can state."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = [
    path for path in sorted((ROOT / "muvengine").rglob("*.py")) if "versions" not in path.parts
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "muvengine" / "web" / "templates").rglob("*.html"))

FILE_LINES_MAX = 300
FUNCTION_LINES_MAX = 40
TEMPLATE_LINES_MAX = 120
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)))
# Not mirrored: they look at the whole product or bring things to every test.
WHOLE = {"bench", "long", "stories", "hostile", "hostile_yaml", "rules_bad", "dialects"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


# Each looks at every file in one test: four thousand tests of a millisecond take a minute to run.


def test_a_file_can_be_read_in_one_sitting() -> None:
    found = []
    for path in PACKAGE + TESTS:
        text = path.read_text(encoding="utf-8")
        found += [name(path)] if text.count("\n") > FILE_LINES_MAX else []
        for node in functions(ast.parse(text)):
            assert node.end_lineno is not None
            lines = node.end_lineno - node.lineno + 1
            found += [f"{name(path)}: {node.name}"] if lines > FUNCTION_LINES_MAX else []
    assert found == []


def test_a_template_is_one_screen_without_inline_code() -> None:
    found = []
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        found += [f"{name(path)}: long"] if text.count("\n") > TEMPLATE_LINES_MAX else []
        # Scripts and styles live in static/, see the CSP.
        inline = r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+="
        found += [f"{name(path)}: {code}" for code in re.findall(inline, text)]
    assert found == []


def test_a_test_sits_where_its_subject_sits() -> None:
    folders = {
        path.parent.relative_to(ROOT / "tests") for path in TESTS if path.name.startswith("test_")
    }
    mirrored = [one for one in folders if not one.parts or one.parts[0] not in WHOLE]
    assert [str(one) for one in mirrored if not (ROOT / "muvengine" / one).is_dir()] == []


def test_nothing_unfinished_is_left_behind() -> None:
    files = PACKAGE + TESTS + TEMPLATES
    found = [path for path in files if UNFINISHED.search(path.read_text(encoding="utf-8"))]
    assert [name(path) for path in found] == []


def test_nothing_of_one_machine_is_in_the_project() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    words = ("/wo" + "rk/", "/ro" + "ot/", "--(extra-)?index-" + "url", "python" + "hosted")
    private = re.compile("|".join(words))
    found = []
    for line in tracked:
        path = ROOT / line
        if path.suffix in {".py", ".md", ".toml", ".lock", ".yaml", ".html", ".sh", ""}:
            text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            found += [line] if private.search(text) else []
    assert not found
