"""Read an upload into a recording, or refuse it: one pass of expat over hostile bytes."""

from __future__ import annotations

import re
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

from muvengine.core.errors import NoPoints, NotGpx, NoTrack, XmlSyntax
from muvengine.core.traces.fixes import Recording
from muvengine.formats.columns import Columns, recording_of
from muvengine.formats.gpx.census import find_excess, has_too_many_fixes
from muvengine.formats.gpx.envelope import CHUNK_BYTES, Envelope, open_envelope
from muvengine.formats.gpx.handlers import TrackHandlers
from muvengine.formats.gpx.limits import LIMITS, Limits
from muvengine.formats.gpx.plain import find_plain
from muvengine.formats.gpx.vocabulary import Role

HTML = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
HEAD_BYTES = 1_024
FIX_NAME = b"trkpt"
UNBOUND_PREFIX = expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]


def read_gpx(data: bytes, limits: Limits = LIMITS) -> Recording:
    """Read the tracks of a GPX 1.0 or 1.1 file.

    Args:
        data: the file as it was sent.
        limits: how large and how odd it may be.

    Returns:
        The usable fixes in the file's order; ``dropped`` says what was left out: ``bad_coord``,
        ``bad_time``, ``naive_time`` (some times name a zone, some do not), ``untimed_track``,
        ``bad_elevation``, ``text`` (control or direction characters in a name).

    Raises:
        FileRefused: the first, in the order in which ``core.errors`` lists them from
            ``FileTooBig`` to ``NoTime``, of the faults the file has.
    """
    envelope = open_envelope(data, limits)
    return recording_of(read_plainly(envelope, limits) or read_wholly(envelope, limits), limits)


def read_plainly(envelope: Envelope, limits: Limits) -> Columns | None:
    """Read a document of plain points; None where only ``read_wholly`` can tell what it is."""
    plain = find_plain(envelope, limits)
    if plain is None:
        return None
    skeleton = Envelope(plain.skeleton, 0, envelope.codec)
    handlers, fault = _parse(skeleton, limits, separator=" ")
    if fault or handlers.problem or handlers.points != len(plain.begins) - 1:
        return None
    lat, lon, ele, time, dilution = plain.columns
    points = len(lat)
    return Columns(
        lat=lat,
        lon=lon,
        time=time,
        ele=ele,
        accuracy=[""] * points,
        dilution=dilution,
        piece=_numbered(plain.spread(handlers.segments), points),
        track=_numbered(plain.spread(handlers.tracks_begun), points),
        creator=handlers.creator,
        name=handlers.track_name or handlers.file_name,
    )


def read_wholly(envelope: Envelope, limits: Limits) -> Columns:
    """Read every point by expat, whatever its form.

    Raises:
        FileRefused: see ``read_gpx``, up to ``NoPoints``.
    """
    handlers = _follow(envelope, limits)
    if not handlers.tracks:
        raise NoTrack
    if not handlers.points:
        raise NoPoints
    return _columns(handlers)


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
    handlers.crowded = has_too_many_fixes(envelope, limits, FIX_NAME)
    excess = find_excess(envelope, limits, FIX_NAME)
    try:
        for chunk in envelope.chunks():
            if excess is not None:
                # What the beginning gives away comes before it by the contract.
                parser.Parse(chunk[:CHUNK_BYTES], False)  # noqa: FBT003  expat takes no keyword
                handlers.note(excess)
                return handlers, None
            parser.Parse(chunk, False)  # noqa: FBT003
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as fault:
        return handlers, fault
    return handlers, None


def _columns(handlers: TrackHandlers) -> Columns:
    points = handlers.points
    return Columns(
        lat=handlers.column(0),
        lon=handlers.column(1),
        time=handlers.column(Role.TIME),
        ele=handlers.column(Role.ELEVATION),
        accuracy=handlers.column(Role.ACCURACY),
        dilution=handlers.column(Role.DILUTION),
        piece=_numbered(handlers.segments, points),
        track=_numbered(handlers.tracks_begun, points),
        creator=handlers.creator,
        name=handlers.track_name or handlers.file_name,
    )


def _numbered(begins: list[int], points: int) -> NDArray[np.int32]:
    """Number the parts of a row of points by where each begins, empty parts included."""
    counts = np.diff([*begins, points])
    return np.repeat(np.arange(len(begins), dtype=np.int32), counts)
