"""Scripts and styles that an old phone reads: ES2018, and no style it would drop whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "muvengine" / "web" / "static"
SCRIPTS = sorted(STATIC.rglob("*.js"))
STYLES = sorted(STATIC.rglob("*.css"))
# A whole file is dropped for one of these; the others break when they are called.
TOO_NEW = {
    "?.":             r"\?\.(?!\d)",
    "??":             r"\?\?",
    "??= ||= &&=":    r"(\|\||&&)=",
    "catch {":        r"\bcatch\s*\{",
    "import()":       r"\bimport\s*\(",
    "module":         r"^\s*(import|export)\b",
    "#private":       r"[.{;\s]#[A-Za-z_]\w*\s*[=(;]",
    "class":          r"^\s*(export\s+)?class\s+[A-Z]",
    "1_000":          r"\b\d+_\d+\b",
    "10n":            r"\b\d+n\b",
    "top await":      r"^await\b",
    "(?<= )":         r"\(\?<[=!]",
    ".at()":          r"\.at\(",
    "replaceAll":     r"\.replaceAll\(",
    "matchAll":       r"\.matchAll\(",
    "flat":           r"\.flat(Map)?\(",
    "trimStart":      r"\.trim(Start|End)\(",
    "fromEntries":    r"Object\.fromEntries\(",
    "hasOwn":         r"Object\.hasOwn\(",
    "allSettled":     r"Promise\.(any|allSettled)\(",
    "globalThis":     r"(?<!typeof )\bglobalThis\b(?!:)",
    "structuredClone": r"\bstructuredClone\(",
    "randomUUID":     r"\.randomUUID\(",
    "toSorted":       r"\.(toSorted|toReversed|findLast)\(",
}  # fmt: skip
# Not syntax of the file that asks for it: it is fetched when a camera is opened that reads no
# squares itself, and who cannot run it types the nine characters.
LATER = {"vendor/zxing-wasm/reader.js"}
# A selector that is not understood takes its whole rule along; nesting ends the file.
TOO_NEW_STYLE = (r"@layer\b", r"@container\b", r"@scope\b", r"[;{]\s*&", r":(is|where)\(")
HAS = r":has\("


def relative(path: Path) -> str:
    return path.relative_to(STATIC).as_posix()


def too_new(text: str) -> list[str]:
    return [name for name, pattern in TOO_NEW.items() if re.search(pattern, text, re.MULTILINE)]


def test_a_script_can_be_read_by_an_old_phone() -> None:
    found = {
        relative(path): names
        for path in SCRIPTS
        if relative(path) not in LATER and (names := too_new(path.read_text(encoding="utf-8")))
    }
    assert found == {}
    assert {relative(path) for path in SCRIPTS} >= LATER


def test_a_style_can_be_read_by_an_old_phone() -> None:
    found = []
    for path in STYLES:
        text = path.read_text(encoding="utf-8")
        found += [f"{relative(path)}: {p}" for p in TOO_NEW_STYLE if re.search(p, text)]
        # What asks whether it is known may use it.
        known = re.sub(r"@supports selector\(:has\(\*\)\) \{(?:[^{}]*\{[^{}]*\})*\s*\}", "", text)
        found += [
            f"{relative(path)}: {line}" for line in known.splitlines() if re.search(HAS, line)
        ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("const a = b?.c;",                     "?."),
        ("const a = b ?? c;",                   "??"),
        ("a ||= b;",                            "??= ||= &&="),
        ("try { a(); } catch { b(); }",         "catch {"),
        ("const a = import('b');",              "import()"),
        ("export const a = 1;",                 "module"),
        ("    #b = 1;",                         "#private"),
        ("class A {}",                          "class"),
        ("const a = 10_000;",                   "1_000"),
        ("const a = 10n;",                      "10n"),
        ("await a();",                          "top await"),
        ("/(?<=a)b/.test(c);",                  "(?<= )"),
        ("a.at(-1);",                           ".at()"),
        ("Object.fromEntries(a);",              "fromEntries"),
        ("globalThis.a = 1;",                   "globalThis"),
    ],
)  # fmt: skip
def test_what_is_too_new_is_seen(line: str, name: str) -> None:
    assert too_new(line) == [name]


def test_what_is_old_enough_is_left_alone() -> None:
    old = "const a = b ? .5 : 1; async () => { for await (const x of {...y}) z(`#top`); };"
    assert too_new(old) == []
