"""A map of the incidents that have coordinates, drawn from outlines in the package: figures of people killed as ranges.

The picture is for the eye; all that it shows stands in its table too, each line with the way to its row.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.site.drawing import INK, LINE, QUIET, SOFT, SOLID, WIDTHS, Chart, altair, drawn, inline, plural
from pipelines.site.model import Spot
from pipelines.site.outlines import SOURCE, Box, around, key_of, outlines

MOST_SPOTS = 1000
"""Incidents that the map draws, the latest ones; a release with more has the rest in its tables."""

_HEIGHTS = {"wide": (260, 460), "narrow": (160, 400)}
_NORTH, _SOUTH = 78.0, -58.0
_LEAST_SPAN = 3.0
_AIR = 0.06
_GRAIN = 0.6
"""Pixels below which two places of an outline are one."""

_LEAST_RADIUS, _MOST_RADIUS, _STRIDE, _OPEN_RING = 3.5, 24.0, 2.0, 4.0
_FIGURELESS, _DIAMOND, _TO_HIT = 40.0, 170.0, 9.0
_LETTER, _LINE_HEIGHT, _GAP = 7.2, 14.0, 4.0

_COLUMNS = ("Place", "Date", "Killed", "Wounded", "Accounts", "Latitude, longitude")


@dataclass(frozen=True, slots=True)
class View:
    """A window on the world in Mercator's projection: its middle in degrees, pixels a radian, size in pixels."""

    longitude: float
    latitude: float
    scale: float
    width: float
    height: float

    def place_of(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place stands in the picture, in pixels from its left and its upper edge."""
        return (
            self.width / 2 + self.scale * math.radians(longitude - self.longitude),
            self.height / 2 - self.scale * (_stretched(latitude) - _stretched(self.latitude)),
        )

    @property
    def box(self) -> Box:
        """Degrees that the picture shows."""
        across = math.degrees(self.width / 2 / self.scale)
        up = self.height / 2 / self.scale
        middle = _stretched(self.latitude)
        south, north = (_relaxed(middle + side) for side in (-up, up))
        return Box(self.longitude - across, south, self.longitude + across, north)

    @property
    def degrees_a_pixel(self) -> float:
        """How many degrees east one pixel is."""
        return math.degrees(1 / self.scale)


def view_of(box: Box, width: float, least: float, most: float) -> View:
    """Return the window that shows a box with some air around it.

    Args:
        box: degrees to show.
        width: of the picture, in pixels.
        least: least height of the picture, in pixels.
        most: its greatest height.
    """
    south, north = (min(max(it, _SOUTH), _NORTH) for it in (box.south, box.north))
    across = max(box.east - box.west, _LEAST_SPAN)
    low, high = _stretched(south), _stretched(north)
    up = max(high - low, math.radians(_LEAST_SPAN))
    scale = width / (math.radians(across) * (1 + 2 * _AIR))
    height = min(max(scale * up * (1 + 2 * _AIR), least), most)
    scale = min(scale, height / (up * (1 + 2 * _AIR)))
    return View((box.west + box.east) / 2, _relaxed((low + high) / 2), scale, width, height)


def map_of(spots: Sequence[Spot], total: int) -> Chart | None:
    """Return the map of incidents, or None where none has coordinates.

    Args:
        spots: incidents with coordinates, in the order of their dates.
        total: how many incidents there are, with coordinates or without.

    Raises:
        SiteError: the charting libraries are not installed.
    """
    if not spots:
        return None
    shown = spots[-MOST_SPOTS:]
    located = f"{len(spots)} of {total} {plural('incident', total)} {'has' if len(spots) == 1 else 'have'} coordinates"
    left_out = f" The {len(shown)} latest are drawn." if len(shown) < len(spots) else ""
    return drawn(
        "map",
        "Where incidents happened",
        f"{located}; the others do not. Coordinates come from the reference files, not from the report.",
        "A disc is the number killed, at least; a ring around it, at most; a broken ring is open on one side. "
        "A diamond: the accounts conflict, and the figures stand below. A cross: no figure is stated. "
        f"Choose a mark to read its row.{left_out} Outlines: {SOURCE}; they take no side on borders in dispute.",
        lambda size: _draw(shown, size),
        _COLUMNS,
        [_in_words(spot) for spot in shown],
        [spot.address for spot in shown],
    )


def _in_words(spot: Spot) -> tuple[str, ...]:
    accounts = "conflict" if spot.disputed else "agree"
    coordinates = f"{spot.latitude:.2f}, {spot.longitude:.2f}"
    return (f"{spot.place}, {spot.country}", spot.day, spot.killed, spot.wounded, accounts, coordinates)


def _draw(spots: Sequence[Spot], size: str) -> Any:
    alt = altair()
    countries = {key_of(spot.country_iso3): spot.country for spot in spots}
    boxes = [box for key in countries if (box := outlines().box_of(key))]
    boxes += [Box(spot.longitude, spot.latitude, spot.longitude, spot.latitude) for spot in spots]
    view = view_of(around(boxes) or boxes[0], WIDTHS[size], *_HEIGHTS[size])
    layers = [*_land(view, frozenset(countries)), *_marks(spots), *_names(spots, view)]
    return (
        alt.layer(*layers)
        .project(
            type="mercator",
            center=[view.longitude, view.latitude],
            scale=view.scale,
            translate=[view.width / 2, view.height / 2],
            clipExtent=[[0, 0], [view.width, view.height]],
        )
        .properties(width=view.width, height=view.height)
    )


def _land(view: View, own: frozenset[str]) -> list[Any]:
    alt = altair()
    shapes = outlines().shapes(view.box, _GRAIN * view.degrees_a_pixel, own)
    layers = []
    for is_own, look in ((False, {"fill": LINE, "fillOpacity": 0.55}), (True, {"fill": SOFT, "fillOpacity": 1})):
        values = [shape for shape in shapes if shape["properties"]["own"] == is_own]
        # As text, since the charting library copies each number of what it is given as objects many times.
        data = alt.InlineData(values=json.dumps(values), format=alt.DataFormat(type="json"))
        layers.append(alt.Chart(data).mark_geoshape(stroke=QUIET, strokeWidth=0.5, strokeOpacity=0.8, **look))
    return layers


def _marks(spots: Sequence[Spot]) -> list[Any]:
    """Marks of all incidents, large ones first, so that no mark lies hidden below another."""
    most = _most(spots)
    rows = sorted(
        (_mark(number, spot, most) for number, spot in enumerate(spots)), key=lambda row: (-row["reach"], row["href"])
    )
    solid = {"fill": SOLID, "fillOpacity": 0.55, "stroke": SOLID, "strokeWidth": 1.2}
    hollow = {"filled": False, "stroke": SOLID, "strokeWidth": 1.4}
    broken = {**hollow, "strokeDash": [3, 2]}
    return [
        *_layer(rows, "disc", "circle", solid),
        *_layer(rows, "ring", "circle", hollow),
        *_layer(rows, "open", "circle", broken),
        *_layer(rows, "diamond", "diamond", {**broken, "fill": SOFT, "filled": True, "strokeWidth": 1.8}),
        *_layer(rows, "cross", "cross", {"fill": INK, "strokeWidth": 0}),
        *_layer(rows, "reach", "circle", {"fill": "transparent", "strokeWidth": 0}, href="href:N"),
    ]


def _layer(
    rows: Iterable[Mapping[str, Any]], name: str, shape: str, look: Mapping[str, object], **channels: str
) -> list[Any]:
    alt = altair()
    having = [{**row, "area": row[name]} for row in rows if row[name]]
    if not having:
        return []
    marks = alt.Chart(inline(having)).mark_point(shape=shape, opacity=1, **{"filled": True, **look})
    return [
        marks.encode(
            longitude="longitude:Q", latitude="latitude:Q", size=alt.Size("area:Q", scale=None, legend=None), **channels
        )
    ]


def _mark(number: int, spot: Spot, most: int) -> dict[str, Any]:
    """Areas of a mark's parts in square pixels; 0 where the mark has no such part."""
    low, high = spot.minimum, spot.maximum
    stated = _is_stated(spot)
    disc = _radius(low, most) if stated and low is not None else 0
    ring = _radius(high, most) if stated and high is not None and high != low else 0
    open_ = ring if low is None else disc + _OPEN_RING if stated and high is None else 0
    areas = {"disc": disc, "ring": 0 if low is None else ring, "open": open_, "reach": _reach(spot, most)}
    return {
        "longitude": spot.longitude,
        "latitude": spot.latitude,
        "href": f"#{number}",
        "diamond": _DIAMOND if spot.disputed else 0,
        "cross": 0 if stated or spot.disputed else _FIGURELESS,
        **{name: math.pi * radius**2 for name, radius in areas.items()},
    }


def _is_stated(spot: Spot) -> bool:
    return not spot.disputed and (spot.minimum, spot.maximum) != (None, None)


def _most(spots: Sequence[Spot]) -> int:
    """The greatest number that a mark shows."""
    stated = [spot for spot in spots if _is_stated(spot)]
    return max((number for spot in stated for number in (spot.minimum, spot.maximum) if number), default=1)


def _reach(spot: Spot, most: int) -> float:
    """Radius in pixels that is a mark's own: what can be chosen, and where no name may stand."""
    radius = max((_radius(it, most) for it in (spot.minimum, spot.maximum) if it is not None), default=0)
    return max(radius + _OPEN_RING if _is_stated(spot) else 0, _TO_HIT)


def _radius(number: int, most: int) -> float:
    """Pixels: beyond the smallest disc, which is a stated zero, the area grows with the number."""
    return _LEAST_RADIUS + math.sqrt(number) * min(_STRIDE, (_MOST_RADIUS - _LEAST_RADIUS) / math.sqrt(most))


def _names(spots: Sequence[Spot], view: View) -> list[Any]:
    """Names of places beside their marks, each once; one that would lie over another is left to the table."""
    alt = altair()
    most = _most(spots)
    rows = []
    reaches: dict[tuple[str, float, float], float] = {}
    for spot in spots:
        key = (spot.place, *view.place_of(spot.longitude, spot.latitude))
        reaches[key] = max(reaches.get(key, 0), _reach(spot, most))
    taken = [Box(x - reach, y - reach, x + reach, y + reach) for (_, x, y), reach in reaches.items()]
    for (name, x, y), reach in reaches.items():
        wide = _LETTER * len(name)
        for side, left in (("left", x + reach + 1), ("right", x - reach - 1 - wide)):
            box = Box(left, y - _LINE_HEIGHT / 2, left + wide, y + _LINE_HEIGHT / 2)
            inside = _GAP <= left <= view.width - _GAP - wide and _GAP < y < view.height - _GAP
            if inside and not any(box.meets(other) for other in taken):
                taken.append(box)
                rows.append({"x": left if side == "left" else left + wide, "y": y, "name": name, "side": side})
                break
    return [
        alt.Chart(inline(row for row in rows if row["side"] == side))
        .mark_text(align=side, baseline="middle", fill=INK, fontSize=12)
        .encode(x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None), text="name:N")
        for side in ("left", "right")
        if any(row["side"] == side for row in rows)
    ]


def _stretched(latitude: float) -> float:
    """Mercator's distance of a latitude from the equator, in radians."""
    return math.asinh(math.tan(math.radians(latitude)))


def _relaxed(distance: float) -> float:
    """The latitude at one of Mercator's distances from the equator, in degrees."""
    return math.degrees(math.atan(math.sinh(distance)))
