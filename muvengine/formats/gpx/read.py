"""Read an upload into a recording, or refuse it: one pass of expat over hostile bytes."""

from __future__ import annotations

import re
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

from muvengine.core.errors import BadCoord, NoPoints, NotGpx, NoTime, NoTrack, XmlSyntax
from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.formats.gpx.envelope import Envelope, open_envelope
from muvengine.formats.gpx.handlers import TrackHandlers
from muvengine.formats.gpx.limits import LIMITS, Limits
from muvengine.formats.gpx.names import clean_name
from muvengine.formats.gpx.numerals import read_decimals
from muvengine.formats.gpx.times import read_times
from muvengine.formats.gpx.vocabulary import Role

LAT_MAX, LON_MAX = 90.0, 180.0
HTML = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
HEAD_BYTES = 1_024
UNBOUND_PREFIX = expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]

Mask = NDArray[np.bool_]


def read_gpx(data: bytes, limits: Limits = LIMITS) -> Recording:
    """Read the tracks of a GPX 1.0 or 1.1 file.

    Args:
        data: the file as it was sent.
        limits: how large and how odd it may be.

    Returns:
        The usable fixes in the file's order; ``dropped`` says what was left out: ``bad_coord``,
        ``bad_time``, ``naive_time`` (some times name a zone, some do not), ``bad_elevation``,
        ``text`` (control or direction characters in a name).

    Raises:
        FileRefused: the first, in the order in which ``core.errors`` lists them from
            ``FileTooBig`` to ``NoTime``, of the faults the file has.
    """
    handlers = _follow(open_envelope(data, limits), limits)
    if not handlers.tracks:
        raise NoTrack
    if not handlers.points:
        raise NoPoints
    return _recording(handlers, limits)


def guard(data: bytes, limits: Limits) -> str:
    """Judge a file as GPX without asking for a track, and give its text.

    Raises:
        FileRefused: see ``read_gpx``, up to ``TooManyPoints``.
    """
    envelope = open_envelope(data, limits)
    _follow(envelope, limits)
    return b"".join(envelope.chunks()).decode()


def _follow(envelope: Envelope, limits: Limits) -> TrackHandlers:
    """Run expat over the document, a second time where a prefix was used but not declared.

    Some recorders forget to declare the prefix of their extensions.  Nothing is lost by taking
    such names as they stand, as long as GPX's own elements are what they say.
    """
    handlers, fault = _parse(envelope, limits, separator=" ")
    if fault is not None and fault.code == UNBOUND_PREFIX and handlers.root is not None:
        handlers, fault = _parse(envelope, limits, separator=":")
    if fault is not None:
        head = envelope.data[envelope.start : envelope.start + HEAD_BYTES]
        if handlers.root is None and HTML.search(head.replace(b"\x00", b"")):
            raise NotGpx(root="html") from fault
        raise XmlSyntax(line=fault.lineno, column=fault.offset) from fault
    if handlers.problem is not None:
        raise handlers.problem
    return handlers


def _parse(
    envelope: Envelope, limits: Limits, separator: str
) -> tuple[TrackHandlers, expat.ExpatError | None]:
    """Parse once, with namespaces resolved (`` ``) or left as prefixes (``:``)."""
    resolving = separator == " "
    # Our encoding overrules the declared one: the chunks are UTF-8 by now.  No interning: it
    # would keep every name of a hostile file.
    parser = expat.ParserCreate("utf-8", separator if resolving else None, intern=None)
    handlers = TrackHandlers(parser, limits, separator)
    try:
        for chunk in envelope.chunks():
            parser.Parse(chunk, False)  # noqa: FBT003  expat takes no keyword
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as fault:
        return handlers, fault
    return handlers, None


def _recording(handlers: TrackHandlers, limits: Limits) -> Recording:
    """Turn texts into arrays; judge positions before times."""
    dropped: list[str] = []
    lat, lon = read_decimals(handlers.column(0)), read_decimals(handlers.column(1))
    placed = (np.abs(lat) <= LAT_MAX) & (np.abs(lon) <= LON_MAX)
    if _too_many(~placed, limits):
        raise BadCoord(bad=int((~placed).sum()), fixes=len(placed))
    t_s, zoned = read_times(handlers.column(Role.TIME))
    timed = np.isfinite(t_s)
    if _too_many(~timed, limits):
        raise NoTime(bad=int((~timed).sum()), fixes=len(timed))
    if not placed.all():
        dropped.append("bad_coord")
    if not timed.all():
        dropped.append("bad_time")
    if zoned.any() and not zoned.all():
        dropped.append("naive_time")
    ele_m, ele_bad = _optional(handlers.column(Role.ELEVATION))
    if ele_bad:
        dropped.append("bad_elevation")
    fixes = Fixes(
        t_s=t_s,
        lat=lat,
        lon=lon,
        ele_m=ele_m,
        accuracy_m=_accuracy(handlers),
        piece=_pieces(handlers.segments, len(lat)),
    )
    kept = fixes if placed.all() and timed.all() else fixes.take(placed & timed)
    creator, creator_mended = clean_name(handlers.creator, limits.name_chars_max)
    name, name_mended = clean_name(handlers.track_name or handlers.file_name, limits.name_chars_max)
    if creator_mended or name_mended:
        dropped.append("text")
    noted = () if zoned.any() else ("naive_time",)
    return Recording(kept, creator=creator, name=name, dropped=tuple(dropped), noted=noted)


def _too_many(bad: Mask, limits: Limits) -> bool:
    """Tell whether more fixes are bad than may be left out in silence."""
    return int(bad.sum()) > limits.bad_share_max * len(bad)


def _pieces(begins: list[int], fixes: int) -> NDArray[np.int32]:
    """Number the segments of the fixes, empty segments included."""
    counts = np.diff([*begins, fixes])
    return np.repeat(np.arange(len(begins), dtype=np.int32), counts)


def _optional(texts: list[str]) -> tuple[NDArray[np.float64], bool]:
    """Read a field that may be absent, and tell whether a text that is there is no number."""
    if not any(texts):
        return np.full(len(texts), np.nan), False
    values = read_decimals(texts)
    lacking = np.flatnonzero(np.isnan(values)).tolist()
    return values, any(texts[i] and not texts[i].isspace() for i in lacking)


def _accuracy(handlers: TrackHandlers) -> NDArray[np.float64]:
    """Take metres of accuracy from extensions, else from ``hdop``.

    Phone recorders write metres into ``hdop``.  A true dilution is a few units, so taking it
    for metres never makes a good fix look bad.
    """
    best, _ = _optional(handlers.column(Role.ACCURACY))
    if not np.isfinite(best).all():
        best = np.where(np.isfinite(best), best, _optional(handlers.column(Role.DILUTION))[0])
    best[~(best > 0)] = np.nan
    return best
