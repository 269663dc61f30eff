"""Feeds that do not exist: a small good one to be bent, and one of a city's size."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Mapping, Sequence

WEEK = "monday,tuesday,wednesday,thursday,friday,saturday,sunday"

Tables = dict[str, list[str]]


def small() -> Tables:
    """Line 7 from Gare by Hall and Parc to Marche and back, on work days, and a night bus."""
    return {**_line(), **_times()}


def _line() -> Tables:
    return {
        "agency.txt": [
            "agency_id,agency_name,agency_url,agency_timezone",
            "muv,Bus de la ville,https://example.org,Europe/Paris",
        ],
        "stops.txt": [
            "stop_id,stop_name,stop_lat,stop_lon",
            "gare,Gare,48.0000,2.0000",
            'hall,"Hall, place du",48.0000,2.0060',
            "parc,Parc,48.0030,2.0120",
            "marche,Marché,48.0030,2.0200",
        ],
        "routes.txt": ["route_id,route_short_name,route_long_name,route_type", "7,7,Gare - M,3"],
        "shapes.txt": [
            "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence",
            *_way("there", ((48.0, 2.0), (48.0, 2.012), (48.003, 2.012), (48.003, 2.02))),
            *_way("back", ((48.003, 2.02), (48.003, 2.012), (48.0, 2.012), (48.0, 2.0))),
        ],
        "feed_info.txt": ["feed_publisher_name,feed_lang", "Bus de la ville,fr"],
    }


def _times() -> Tables:
    return {
        "trips.txt": [
            "route_id,service_id,trip_id,shape_id",
            "7,work,a1,there",
            "7,work,a2,there",
            "7,work,b1,back",
            "7,night,n1,there",
        ],
        "stop_times.txt": [
            "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
            *_calls("a1", 8 * 3600, ("gare", "hall", "parc", "marche")),
            *_calls("a2", 9 * 3600, ("gare", "hall", "parc", "marche")),
            *_calls("b1", 8 * 3600 + 1800, ("marche", "parc", "hall", "gare")),
            *_calls("n1", 25 * 3600, ("gare", "hall", "parc", "marche")),
        ],
        "calendar.txt": [
            f"service_id,{WEEK},start_date,end_date",
            "work,1,1,1,1,1,0,0,20260301,20261231",
        ],
        "calendar_dates.txt": [
            "service_id,date,exception_type",
            "work,20260406,2",
            "night,20260404,1",
        ],
    }


def _calls(trip: str, start_s: int, stops: tuple[str, ...]) -> list[str]:
    return [
        f"{trip},{clock(start_s + 120 * place)},{clock(start_s + 120 * place + 15)},{stop},{place}"
        for place, stop in enumerate(stops)
    ]


def _way(key: str, points: tuple[tuple[float, float], ...]) -> list[str]:
    return [f"{key},{lat},{lon},{place}" for place, (lat, lon) in enumerate(points)]


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def pack(tables: Mapping[str, list[str] | bytes], *, end: str = "\r\n", folder: str = "") -> bytes:
    """Zip a feed as operators do."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, rows in tables.items():
            data = rows if isinstance(rows, bytes) else (end.join(rows) + end).encode()
            archive.writestr(folder + file, data)
    return packed.getvalue()


def city(lines: int = 60, stops_each: int = 20, trips_each: int = 334) -> bytes:
    """A city: a thousand stops, sixty lines there and back, twenty thousand trips."""
    tables = small()
    for file in ("stops.txt", "routes.txt", "trips.txt", "stop_times.txt", "shapes.txt"):
        del tables[file][1:]
    for line in range(lines):
        tables["routes.txt"].append(f"r{line},{line + 1},,3")
        row, tilted = 48.0 + line * 0.002, 0.00004 * line
        places = [(row + tilted * k, 2.0 + 0.004 * k) for k in range(stops_each)]
        for k, (lat, lon) in enumerate(places):
            tables["stops.txt"].append(f"s{line}-{k},Stop {line}-{k},{lat:.6f},{lon:.6f}")
        for way, order in (("a", places), ("b", places[::-1])):
            dense = [
                (lat + (north - lat) * j / 10, lon + (east - lon) * j / 10)
                for (lat, lon), (north, east) in itertools.pairwise(order)
                for j in range(10)
            ]
            tables["shapes.txt"] += _way(f"w{line}{way}", (*dense, order[-1]))
        for trip in range(trips_each):
            way = "ab"[trip % 2]
            tables["trips.txt"].append(f"r{line},work,t{line}-{trip},w{line}{way}")
            stops = [f"s{line}-{k}" for k in range(stops_each)]
            ordered = tuple(stops if way == "a" else stops[::-1])
            begin = 5 * 3600 + trip * 200 + line * 7
            tables["stop_times.txt"] += _calls(f"t{line}-{trip}", begin, ordered)
    return pack(tables)


def along(
    way: tuple[Sequence[float], Sequence[float]],
    starts_s: Sequence[int],
    run_s: int,
    *,
    stops: int = 8,
    line: str = "7",
) -> Tables:
    """A line along a straight way, every day of 2026, from the first of its stops to the last."""
    tables = small()
    (south, north), (west, east) = way
    shares = [k / (stops - 1) for k in range(stops)]
    names = [f"Stop {k}" for k in range(stops)]
    tables["routes.txt"][1:] = [f"r,{line},,3"]
    tables["stops.txt"][1:] = [
        f"s{k},{names[k]},{south + (north - south) * at:.6f},{west + (east - west) * at:.6f}"
        for k, at in enumerate(shares)
    ]
    tables["shapes.txt"][1:] = _way("w", ((south, west), (north, east)))
    tables["calendar.txt"][1:] = ["all,1,1,1,1,1,1,1,20260101,20261231"]
    tables["calendar_dates.txt"][1:] = []
    tables["trips.txt"][1:] = [f"r,all,t{k},w" for k in range(len(starts_s))]
    tables["stop_times.txt"][1:] = [
        f"t{k},{clock(start + round(run_s * at))},{clock(start + round(run_s * at))},s{j},{j}"
        for k, start in enumerate(starts_s)
        for j, at in enumerate(shares)
    ]
    return tables


def drawn(
    way: tuple[Sequence[float], Sequence[float]], start_s: int, run_s: int, *, line: str = "7"
) -> Tables:
    """A line along a way with corners, with ten stops on it and one departure a day."""
    vertices = list(zip(*way, strict=True))
    step = (len(vertices) - 1) / 9
    stops = [vertices[round(step * k)] for k in range(10)]
    tables = along(((0.0, 0.0), (0.0, 0.0)), [start_s], run_s, stops=10, line=line)
    tables["stops.txt"][1:] = [
        f"s{k},Stop {k},{lat:.6f},{lon:.6f}" for k, (lat, lon) in enumerate(stops)
    ]
    tables["shapes.txt"][1:] = _way("w", tuple(vertices))
    return tables
