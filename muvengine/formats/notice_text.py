"""The public texts that are shipped, and what is put into any of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from muvengine.core.people.notice import Notice

FOLDER: Final = Path(__file__).parent.parent / "notices"
FALLBACK: Final = "en"
FACTS: Final = ("town", "contact", "trace_days")
"""What a text may name between percent signs, as %town%."""


@lru_cache(maxsize=64)
def shipped(which: Notice, locale: str) -> tuple[str, str]:
    """Give the shipped Markdown and its language: English where there is none in this one."""
    spoken = locale if locale in _locales() else FALLBACK
    return (FOLDER / spoken / f"{which.value}.md").read_text("utf-8").strip(), spoken


def filled(source: str, facts: Mapping[str, str]) -> str:
    """Put facts into a text; other percent signs are left as they are."""
    for name in FACTS:
        source = source.replace(f"%{name}%", facts[name])
    return source


@lru_cache(maxsize=1)
def _locales() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.iterdir())
