"""Where the files are that come with the engine: rulebooks and the seed town."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).parent.parent


def shipped(name: str) -> Path:
    """Find a shipped file or folder: inside the installed package, else in the checkout.

    Args:
        name: from the top of the checkout, as ``rules/muv.yaml`` or ``seed_data``.

    Raises:
        FileNotFoundError: in neither; the installation is broken.
    """
    for root in (PACKAGE / "_shipped", PACKAGE.parent):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(name)


def shipped_rulebook(name: str) -> str | None:
    """Read a rulebook that a town can start from; None where none has this name."""
    folder = shipped("rules")
    names = {path.stem: path for path in folder.glob("*.yaml")}
    return names[name].read_text(encoding="utf-8") if name in names else None
