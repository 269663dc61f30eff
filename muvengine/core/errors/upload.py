"""The file cannot become a trip; nothing was stored and nothing posted."""

from __future__ import annotations

from muvengine.core.errors.refusal import MuvError


class UploadRefused(MuvError):
    """The file cannot become a trip; nothing was stored and nothing posted."""

    code = "upload_refused"


class FileRefused(UploadRefused):
    """The reader could not make fixes of the bytes."""

    code = "file_refused"


class FileTooBig(FileRefused):
    """More bytes than ``bytes_max``."""

    code = "too_big"


class FileEmpty(FileRefused):
    """No bytes, or white space only."""

    code = "empty"


class FileCompressed(FileRefused):
    """A zip, gzip or other archive."""

    code = "compressed"


class NotXml(FileRefused):
    """The first character is not ``<``."""

    code = "not_xml"


class BadEncoding(FileRefused):
    """An encoding we do not read, or bytes that are not in the one declared."""

    code = "encoding"


class NotGpx(FileRefused):
    """Some other XML, or HTML."""

    code = "not_gpx"


class XmlDtd(FileRefused):
    """A document type declaration: no recorder writes one."""

    code = "xml_dtd"


class XmlSyntax(FileRefused):
    """Not well-formed XML, often a file cut short."""

    code = "xml_syntax"


class XmlDepth(FileRefused):
    """Elements nested too deep."""

    code = "xml_depth"


class XmlShape(FileRefused):
    """Too many attributes on one element, or too many elements."""

    code = "xml_shape"


class GpxVersion(FileRefused):
    """Neither GPX 1.0 nor 1.1."""

    code = "gpx_version"


class TooManyTracks(FileRefused):
    """More tracks than a person records at once."""

    code = "too_many_tracks"


class TooManyPoints(FileRefused):
    """More fixes than ``fixes_max``."""

    code = "too_many_points"


class NoTrack(FileRefused):
    """Waypoints or a planned route, but no recorded track."""

    code = "no_track"


class NoPoints(FileRefused):
    """A track without fixes."""

    code = "no_points"


class BadCoord(FileRefused):
    """More than the tolerated share of fixes has no usable position."""

    code = "coord"


class NoTime(FileRefused):
    """More than the tolerated share of fixes has no usable time: a planned route."""

    code = "no_time"


class FixesRefused(UploadRefused):
    """The fixes cannot be a trip of this person, here and now."""

    code = "fixes_refused"


class TimeOld(FixesRefused):
    """Recorded before the window for uploads."""

    code = "time_old"


class TimeFuture(FixesRefused):
    """Recorded after now."""

    code = "time_future"


class TimeOrder(FixesRefused):
    """Times jump back and forth and cannot be put in order."""

    code = "time_order"


class TimeZero(FixesRefused):
    """All fixes at one instant."""

    code = "time_zero"


class TooLong(FixesRefused):
    """Longer than a day."""

    code = "too_long"


class OutsideArea(FixesRefused):
    """The trip neither starts nor ends in the programme's area."""

    code = "outside_area"


class Duplicate(FixesRefused):
    """The same fixes were uploaded before."""

    code = "duplicate"


class Overlap(FixesRefused):
    """Another trip of this person covers the same time."""

    code = "overlap"
