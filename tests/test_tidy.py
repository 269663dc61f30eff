"""Rules about the code itself that no linter we use can state."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = [
    path for path in sorted((ROOT / "muvengine").rglob("*.py")) if "versions" not in path.parts
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "muvengine" / "web" / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "muvengine" / "web" / "static" / "js").rglob("*.js"))

FILE_LINES_MAX = 300
FUNCTION_LINES_MAX = 40
TEMPLATE_LINES_MAX = 120
# What phones of ten years ago cannot read.
TOO_NEW = (r"\?\.", r"\?\?", r"\.at\(", r"replaceAll\(", r"#[a-z]+\s*[=(;]", r"\bimport\(")
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)))
# Not mirrored: they look at the whole product or bring things to every test.
WHOLE = {"bench", "long", "stories", "hostile", "hostile_yaml", "rules_bad", "dialects"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


@pytest.mark.parametrize("path", PACKAGE + TESTS, ids=name)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= FILE_LINES_MAX
    for node in functions(ast.parse(text)):
        assert node.end_lineno is not None
        assert node.end_lineno - node.lineno + 1 <= FUNCTION_LINES_MAX, node.name


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_is_one_screen_without_inline_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= TEMPLATE_LINES_MAX
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "scripts live in static/, see the CSP"
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), "styles live in static/"


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_can_be_read_by_an_old_phone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = [pattern for pattern in TOO_NEW if re.search(pattern, text)]
    assert not found


@pytest.mark.parametrize("path", [p for p in TESTS if p.name.startswith("test_")], ids=name)
def test_a_test_sits_where_its_subject_sits(path: Path) -> None:
    folder = path.parent.relative_to(ROOT / "tests")
    if folder.parts and folder.parts[0] in WHOLE:
        return
    assert (ROOT / "muvengine" / folder).is_dir(), f"there is no muvengine/{folder}"


@pytest.mark.parametrize("path", PACKAGE + TESTS + TEMPLATES, ids=name)
def test_nothing_unfinished_is_left_behind(path: Path) -> None:
    assert not UNFINISHED.search(path.read_text(encoding="utf-8"))


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
