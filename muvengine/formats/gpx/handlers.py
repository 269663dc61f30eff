"""Expat handlers that gather the texts of a track's fixes and judge on the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from muvengine.core.errors import (
    FileRefused,
    GpxVersion,
    NotGpx,
    TooManyPoints,
    TooManyTracks,
    XmlDepth,
    XmlDtd,
    XmlShape,
)
from muvengine.formats.gpx.limits import Limits
from muvengine.formats.gpx.vocabulary import GPX_NAMESPACE, VERSIONS, Role, Roles

if TYPE_CHECKING:
    from pyexpat import XMLParserType

TRACK_DEPTH, SEGMENT_DEPTH, POINT_DEPTH, FIELD_DEPTH = 2, 3, 4, 5
# While only counting, the number of elements is compared with its limit now and then.
COUNT_CHECKED = 1_024
# Past this nesting, and past the elements, reading on costs too much: refused at once.
DEPTH_ABYSS = 10_000
# Faults after which reading goes on, because one further down may come first by the contract.
NOTED: tuple[type[FileRefused], ...] = (
    XmlDepth,
    XmlShape,
    GpxVersion,
    TooManyTracks,
    TooManyPoints,
)
# Looked up for every element; a name of the module is found faster than a member of a class.
POINT, SEGMENT, TRACK, METADATA = Role.POINT, Role.SEGMENT, Role.TRACK, Role.METADATA
TIME, ACCURACY, DILUTION, NAME = Role.TIME, Role.ACCURACY, Role.DILUTION, Role.NAME
# The texts lie flat: a list for each point would keep Python's garbage collector busy.
COLUMNS = 6
# Latitude and longitude.
PLACED = 2
NO_POINT = -1


class TrackHandlers:
    """Follows expat through one document, holding no more than its fixes' texts.

    Attributes:
        texts: of all points one after the other, ``COLUMNS`` each: latitude, longitude and the
            fields of ``Role`` 2 to 5 in their columns, empty where absent.
        segments, tracks_begun: how many points there were when each began.
        problem: of the noted faults the first in the contract's order.
        root: expat's name of the root element, None before it.
        crowded: set before the root, where more points than allowed are known to come.
    """

    def __init__(self, parser: XMLParserType, limits: Limits, separator: str) -> None:
        self.crowded = False
        self.texts: list[str] = []
        self.segments: list[int] = []
        self.tracks_begun: list[int] = []
        self.tracks = 0
        self.creator = ""
        self.track_name = ""
        self.file_name = ""
        self.problem: FileRefused | None = None
        self.root: str | None = None
        self._parser = parser
        self._limits = limits
        self._elements_max = limits.elements_max
        self._elements_a_fix_max = limits.elements_a_fix_max
        self._separator = separator
        self._roles = Roles("", separator, limits.names_max)
        self._attribute_names: set[str] = set()
        self._depth = self._elements = 0
        self._in_track = self._in_segment = self._in_metadata = False
        self._point = NO_POINT
        self._heard: list[str] = []
        self._forget = self._heard.clear
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._start_doctype
        parser.StartElementHandler = self._start_root
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._heard.append

    @property
    def points(self) -> int:
        """How many points were gathered."""
        return len(self.texts) // COLUMNS

    def column(self, number: int) -> list[str]:
        """Give one text of every point."""
        return self.texts[number::COLUMNS]

    def _start_doctype(self, name: str, *_: object) -> None:
        """Refuse before any entity is declared; a valid document's root bears this name."""
        raise XmlDtd if name.rpartition(":")[2] == "gpx" else NotGpx(root=name[:40])

    def _start_root(self, name: str, attributes: Mapping[str, str]) -> None:
        """Check that this is GPX of a version we know."""
        space, _, local = name.rpartition(self._separator)
        known = GPX_NAMESPACE.fullmatch(space)
        if local != "gpx" or (space and known is None and self._separator == " "):
            raise NotGpx(root=local[:40])
        self.root = name
        self.creator = attributes.get("creator", "")
        self._roles = Roles(name, self._separator, self._limits.names_max)
        self._depth = self._elements = 1
        self._parser.StartElementHandler = self._start
        spoken = known[1].replace("/", ".") if known else VERSIONS[-1]
        version = attributes.get("version", spoken).strip()
        if version not in VERSIONS or spoken not in VERSIONS:
            self.note(GpxVersion(version=version[:20]))
        if self.crowded:
            self.note(TooManyPoints(fixes_max=self._limits.fixes_max))
        self._check_shape(attributes)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take up an element; nearly all of them are the bare fields of a point."""
        self._depth = depth = self._depth + 1
        self._elements += 1
        if depth == FIELD_DEPTH and not attributes and self._elements < self._elements_max:
            self._forget()
            return
        role = self._roles[name]
        if depth == POINT_DEPTH:
            self._start_point(role, attributes)
        elif depth < POINT_DEPTH:
            self._start_part(role, depth)
        elif role:
            self._forget()
        self._check_shape(attributes)

    def _start_point(self, role: Role, attributes: Mapping[str, str]) -> None:
        """Begin a fix, or something that is none."""
        self._point = NO_POINT
        if role is POINT and self._in_segment:
            self._point = len(self.texts)
            self._elements_max += self._elements_a_fix_max
            get = attributes.get
            self.texts.extend((get("lat", ""), get("lon", ""), "", "", "", ""))

    def _start_part(self, role: Role, depth: int) -> None:
        """Begin a segment, a track, or what stands beside them."""
        self._forget()
        if depth == SEGMENT_DEPTH:
            self._in_segment = role is SEGMENT and self._in_track
            if self._in_segment:
                self.segments.append(self.points)
            return
        self._in_track = role is TRACK
        self._in_metadata = role is METADATA
        if self._in_track:
            self.tracks += 1
            self.tracks_begun.append(self.points)

    def _end(self, name: str) -> None:
        """Keep the text of a field or a name when it ends; the first of each counts."""
        depth = self._depth
        self._depth = depth - 1
        if depth > POINT_DEPTH:
            role = self._roles[name]
            wanted = depth == FIELD_DEPTH or role is ACCURACY
            if wanted and TIME <= role <= DILUTION and self._point != NO_POINT:
                place = self._point + role
                self.texts[place] = self.texts[place] or "".join(self._heard)
        elif depth < POINT_DEPTH and self._roles[name] is NAME:
            self._end_name(depth)

    def _end_name(self, depth: int) -> None:
        """Keep the first name of a track and of the file; GPX 1.0 has it under the root."""
        text = "".join(self._heard)
        if depth == SEGMENT_DEPTH and self._in_track:
            self.track_name = self.track_name or text
        elif depth == TRACK_DEPTH or self._in_metadata:
            self.file_name = self.file_name or text

    def _start_counting(self, name: str, attributes: Mapping[str, str]) -> None:
        """Only count: the file is refused already, by which code is still open."""
        self._depth = depth = self._depth + 1
        self._elements += 1
        # Each name is looked up, because that counts them.
        track = self._roles[name] is TRACK and depth == TRACK_DEPTH
        self.tracks += track
        if (
            track
            or len(attributes) > PLACED
            or depth > FIELD_DEPTH
            or not self._elements % COUNT_CHECKED
        ):
            self._check_shape(attributes)

    def _end_counting(self, _name: str) -> None:
        self._depth -= 1

    def _check_shape(self, attributes: Mapping[str, str]) -> None:
        """Note nesting, attributes, elements, tracks and points beyond the limits."""
        limits = self._limits
        if self._depth > limits.depth_max:
            self.note(XmlDepth(depth_max=limits.depth_max))
            if self._depth > DEPTH_ABYSS:
                raise XmlDepth(depth_max=limits.depth_max)
        if attributes:
            self._check_attributes(attributes)
        if self._elements > self._elements_max:
            raise XmlShape(elements_max=self._elements_max)
        if self.tracks > limits.tracks_max:
            self.note(TooManyTracks(tracks_max=limits.tracks_max))
        if self.points > limits.fixes_max:
            self.note(TooManyPoints(fixes_max=limits.fixes_max))

    def _check_attributes(self, attributes: Mapping[str, str]) -> None:
        """Note too many on one element; refuse too many names, of which expat keeps each."""
        limits = self._limits
        if len(attributes) > limits.attributes_max:
            own = [name for name in attributes if not name.startswith("xmlns")]
            if len(own) > limits.attributes_max:
                self.note(XmlShape(attributes_max=limits.attributes_max))
            return
        self._attribute_names.update(attributes)
        if len(self._attribute_names) > limits.names_max:
            raise XmlShape(names_max=limits.names_max)

    def note(self, fault: FileRefused) -> None:
        """Keep the earlier of two faults and gather no more fixes, only count on."""
        held = self.problem
        if held is not None and NOTED.index(type(held)) <= NOTED.index(type(fault)):
            return
        self.problem = fault
        self._elements_max = self._limits.elements_for(self._limits.fixes_max)
        self.texts.clear()
        self._heard.clear()
        self._parser.CharacterDataHandler = None
        self._parser.StartElementHandler = self._start_counting
        self._parser.EndElementHandler = self._end_counting
