"""The network of institutions that are named together: names one below the other, each tie an arc between two of them.

An arc cannot hide a name, so that the picture can be read where a cloud of circles could not.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.site.drawing import INK, QUIET, SOLID, WIDTHS, Chart, altair, drawn, inline, plural
from pipelines.site.model import Tie

MOST_NAMES = 25
"""Names that the picture has, those with the most ties; the table has the others too."""

MOST_TIES = 400
"""Lines of the table."""

_ROW = 24
_NAMES = {"wide": 330, "narrow": 180}
_LONGEST = {"wide": 48, "narrow": 24}
_STEPS = 12
_THICKEST = 6.0
_MOST_BULGE = 2.4
_LOOKS: Mapping[bool, Mapping[str, Any]] = {
    False: {"stroke": QUIET, "strokeDash": [4, 3]},
    True: {"stroke": SOLID, "strokeDash": [1, 0]},
}
"""How a tie's line looks: whether both have a part in one incident."""

Point = Mapping[str, Any]

_COLUMNS = ("Named together", "Sentences", "In one incident, as", "Their first sentence")


def network_of(ties: Sequence[Tie]) -> Chart | None:
    """Return the picture of who is named together, or None where nobody is.

    Args:
        ties: all ties, the strongest first.

    Raises:
        SiteError: the charting libraries are not installed.
    """
    if not ties:
        return None
    listed = ties[:MOST_TIES]
    order = order_of(listed)
    count = len({name for tie in ties for name in tie.ids})
    fewer = f" The {len(order)} with the most ties are drawn." if len(order) < count else ""
    left_out = (
        f" The table has the {len(listed)} that are named together most often." if len(listed) < len(ties) else ""
    )
    return drawn(
        "network",
        "Who is named together with whom",
        f"{count} institutions are named in one sentence with another, in {len(ties)} {plural('pair', len(ties))}."
        f"{fewer} Together in a sentence says nothing of friend or foe: read it.",
        "An arc joins two that are named in one sentence; the thicker, the more sentences. Solid: both have a part in "
        f"one incident. Broken: they have not. Choose an arc to read the sentence.{left_out}",
        lambda size: _draw(listed, order, size),
        _COLUMNS,
        [(" – ".join(tie.names), str(tie.sentences), tie.parts or "not stated", tie.quote) for tie in listed],
        [tie.address for tie in listed],
    )


def order_of(ties: Sequence[Tie]) -> tuple[str, ...]:
    """Return the ids to draw, in an order in which those that belong together stand near each other.

    Args:
        ties: the ties, the strongest first.
    """
    count = Counter(name for tie in ties for name in tie.ids)
    kept = sorted(count, key=lambda name: (-count[name], name))[:MOST_NAMES]
    weights: dict[str, dict[str, int]] = {name: {} for name in kept}
    for tie in ties:
        one, other = tie.ids
        if one in weights and other in weights:
            weights[one][other] = weights[other][one] = tie.sentences
    return tuple(_shortened(_walk([name for name in kept if weights[name]], weights), weights))


def _walk(names: Sequence[str], weights: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Names part by part of the network, each part from its best connected name outwards."""
    found: list[str] = []
    for start in names:
        waiting = [] if start in found else [start]
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found.append(name)
                waiting += sorted(weights[name], key=lambda other: (-weights[name][other], other))
    return found


def _shortened(names: list[str], weights: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Move each name to where its arcs are shortest, until no move helps."""
    order, length = names, _length(names, weights)
    improved = True
    while improved:
        improved = False
        for name in names:
            rest = [other for other in order if other != name]
            tries = [[*rest[:place], name, *rest[place:]] for place in range(len(names))]
            best = min(tries, key=lambda it: _length(it, weights))
            if _length(best, weights) < length:
                order, length, improved = best, _length(best, weights), True
    return order


def _length(order: Sequence[str], weights: Mapping[str, Mapping[str, int]]) -> int:
    place = {name: number for number, name in enumerate(order)}
    return sum(abs(place[one] - place[other]) for one in order for other in weights[one])


def _draw(ties: Sequence[Tie], order: Sequence[str], size: str) -> Any:
    alt = altair()
    left, height = _NAMES[size], _ROW * len(order)
    middles = {name: _ROW * (number + 0.5) for number, name in enumerate(order)}
    shown = [(number, tie) for number, tie in enumerate(ties) if set(tie.ids) <= middles.keys()]
    widest = max(abs(middles[tie.ids[0]] - middles[tie.ids[1]]) for _, tie in shown)
    bulge = min((WIDTHS[size] - left - 12) / widest, _MOST_BULGE)
    lines = [_line(number, tie, _arc(middles[tie.ids[0]], middles[tie.ids[1]], left, bulge)) for number, tie in shown]
    named = {name: (tie.names[it], tie.acronyms[it]) for tie in ties for it, name in enumerate(tie.ids)}
    labels = [{"y": middles[name], "name": label(*named[name], _LONGEST[size])} for name in order]
    # Pixels throughout; a scale would put its own order in the place of ours.
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, WIDTHS[size]], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    names = alt.Chart(inline(labels)).encode(y=y)
    layers = [
        *(
            alt.Chart(inline(points))
            .mark_line(interpolate="basis", strokeWidth=width, opacity=0.75, **_LOOKS[together])
            .encode(x=x, y=y, detail="tie:N", order="step:Q", href="href:N")
            for (together, width), points in _grouped(lines)
        ),
        names.mark_point(shape="circle", filled=True, size=42, fill=SOLID, stroke=SOLID, opacity=1).encode(
            x=alt.value(left)
        ),
        names.mark_text(align="right", baseline="middle", fill=INK, fontSize=12).encode(
            x=alt.value(left - 9), text="name:N"
        ),
    ]
    return alt.layer(*layers).properties(width=WIDTHS[size], height=height)


def label(name: str, acronym: str, longest: int) -> str:
    """Return a name that is no longer than there is room for: whole, or as its acronym, or cut.

    Args:
        name: the whole name.
        acronym: its acronym, or "".
        longest: characters that there is room for.
    """
    if len(name) <= longest:
        return name
    if acronym and len(acronym) <= longest:
        return acronym
    return name[: longest - 1].rstrip() + "…"


def _line(number: int, tie: Tie, places: Sequence[Mapping[str, float]]) -> tuple[tuple[bool, float], list[Point]]:
    """The look of a tie's line, which is whether it is solid and how thick, and its places."""
    width = min(1.2 + 1.2 * (tie.sentences - 1), _THICKEST)
    return (bool(tie.parts), width), [{**place, "tie": number, "href": f"#{number}"} for place in places]


def _grouped(lines: Sequence[tuple[tuple[bool, float], list[Point]]]) -> list[tuple[tuple[bool, float], list[Point]]]:
    """Places of all lines of one look together, solid lines last, so that they lie above the others."""
    together: dict[tuple[bool, float], list[Point]] = {}
    for look, points in sorted(lines, key=lambda line: line[0]):
        together.setdefault(look, []).extend(points)
    return list(together.items())


def _arc(top: float, bottom: float, left: float, bulge: float) -> list[dict[str, float]]:
    """Places on half an ellipse between two heights, in pixels."""
    middle, half = (top + bottom) / 2, abs(top - bottom) / 2
    return [
        {
            "x": round(left + 2 * half * bulge * math.sin(math.pi * step / _STEPS), 2),
            "y": round(middle - half * math.cos(math.pi * step / _STEPS), 2),
            "step": step,
        }
        for step in range(_STEPS + 1)
    ]
