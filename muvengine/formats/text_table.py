"""Short texts kept as one table of their bytes, to be read many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

CHARS_MAX: Final = 64


@dataclass(frozen=True, slots=True, eq=False)
class TextTable:
    """Texts of ASCII signs without NUL, read by columns, or one by one where that will not do.

    Attributes:
        signs: a row a text, NUL beyond its end; at least one column.
    """

    signs: NDArray[np.uint8]

    @classmethod
    def cut(cls, data: bytes, begins: NDArray[np.int64], ends: NDArray[np.int64]) -> Self | None:
        """Cut texts out of a file; None where one is too long or too near the file's end.

        Args:
            data: ASCII without NUL wherever a text is.
            begins: places of the first sign of each text.
            ends: places of the sign behind the last of each.
        """
        lengths = ends - begins
        width = max(1, int(lengths.max()))
        if lengths.min() < 0 or width > CHARS_MAX or int(begins.max()) + width > len(data):
            return None
        signs = windows(data, width)[begins].view(np.uint8).reshape(-1, width)
        if int(lengths.min()) < width:
            signs[np.arange(width) >= lengths[:, None]] = 0
        return cls(signs)

    @classmethod
    def joined(cls, tables: Sequence[TextTable]) -> TextTable:
        """Put tables below each other, as wide as the widest."""
        if len(tables) == 1:
            return tables[0]
        width = max(table.signs.shape[1] for table in tables)
        return cls(np.concatenate([_widened(table.signs, width) for table in tables]))

    def __len__(self) -> int:
        return len(self.signs)

    def __getitem__(self, i: int) -> str:
        return str(self.signs[i].tobytes().rstrip(b"\0"), "ascii")

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts())

    def texts(self) -> list[str]:
        """Give each as a text of its own."""
        width = self.signs.shape[1]
        texts: list[str] = self.signs.view(f"S{width}").ravel().astype(f"U{width}").tolist()
        return texts

    def holds_only(self, signs: bytes) -> bool:
        """Tell whether every sign is one of some."""
        return not self.signs.tobytes().translate(None, delete=signs + b"\0")


Texts = list[str] | TextTable


def windows(data: bytes, width: int) -> NDArray[np.void]:
    """See a file as what stands at each place, so many bytes wide; nothing is copied."""
    return np.ndarray((len(data) - width + 1,), dtype=f"V{width}", buffer=data, strides=(1,))


def _widened(signs: NDArray[np.uint8], width: int) -> NDArray[np.uint8]:
    return np.pad(signs, ((0, 0), (0, width - signs.shape[1])))
