"""QR codes as drawings that print sharp at any size."""

from __future__ import annotations

# The quiet zone that scanners need, in modules, and the correction that survives a fold.
BORDER_MODULES = 4
CORRECTION = "q"
# A signed voucher is long: at this level its 149 characters keep to 41 modules, 2 cm on paper.
CORRECTION_OF_LONG = "m"
SHORT_CHARACTERS_MAX = 100
CHARACTERS_MAX = 154
# Read off a screen, by a camera that is held as near as it takes.
SCREEN_CHARACTERS_MAX = 300


def qr_svg(text: str, *, exact: bool = False, on_screen: bool = False) -> str:
    """Draw ``text`` as a QR code.

    Upper case keeps the code small: 45 characters take 33 modules a side, in lower case 37.

    Args:
        text: at most 154 characters; written in upper case into the code.
        exact: keep small letters, which some addresses need.
        on_screen: at most 300 characters, since nothing is read from paper.

    Returns:
        One ``<svg>`` element without width and height, so that the page decides its size.
    """
    import segno  # noqa: PLC0415  costs start-up time and few pages draw

    # More would not be read from paper.
    most = SHORT_CHARACTERS_MAX if exact else CHARACTERS_MAX
    assert 0 < len(text) <= (SCREEN_CHARACTERS_MAX if on_screen else most)
    error = CORRECTION if len(text) <= SHORT_CHARACTERS_MAX else CORRECTION_OF_LONG
    code = segno.make_qr(text if exact else text.upper(), error=error)
    svg: str = code.svg_inline(
        border=BORDER_MODULES,
        omitsize=True,
        dark="#000",
        light="#fff",
        svgclass="qr",
        lineclass=None,
    )
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def qr_modules(text: str, *, exact: bool = False) -> tuple[tuple[bool, ...], ...]:
    """Give the modules of a QR code for paper, row by row, True for dark; no quiet zone.

    Args:
        text: at most 154 characters; so many capitals and digits take 41 modules a side.
        exact: keep small letters, which some addresses need.
    """
    import segno  # noqa: PLC0415  as above

    assert 0 < len(text) <= CHARACTERS_MAX
    # Micro QR would be smaller, but most scanners do not read it.
    code = segno.make_qr(text if exact else text.upper(), error=CORRECTION_OF_LONG)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
