"""Charts as plain SVG, drawn while the site is built, each with the table of its figures.

What each shows is decided here; how a chart becomes SVG that a page may hold stands in `drawing`.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from pipelines.site.drawing import INK, SOFT, SOLID, WIDTHS, Chart, altair, drawn, inline, plural
from pipelines.site.model import ActorCount, Event, Figure
from pipelines.site.wording import MONTHS, NEUTRALIZED, figure, says

_BEND = 2
"""People from which on the scale grows by ever smaller steps."""
_LETTER, _BESIDE = 7, 9
"""Pixels of a figure's letters in the widest of the browsers' fonts, and between its mark and its words."""
_STEP = 36
_LINE = 14
"""Pixels between two lines of a name; in a narrow picture who gave a figure stands below its incident."""
_FONT_ROOM = 0.86
"""The share of a picture's width that a name may take; the browser's font may be wider than the one measured."""
_TICKS = (0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10000)
_MOST_FIGURES, _MOST_ACTORS = 12, 10
_YEAR_SPAN = 1
_AGREED, _DISPUTED = "accounts agree", "accounts conflict"
_STATED, _SUSPECTED = "stated or claimed", "suspected, or said by others"


def charts_of(events: Sequence[Event], actors: Sequence[ActorCount]) -> tuple[Chart, ...]:
    """Return the overview's charts; one without anything to show is left out.

    Args:
        events: all incidents.
        actors: all perpetrators that are named.

    Raises:
        SiteError: the charting libraries are not installed.
    """
    made = (_over_time(events), _casualties(events), _actors(actors))
    return tuple(chart for chart in made if chart is not None)


def _over_time(events: Sequence[Event]) -> Chart | None:
    if not events:
        return None
    periods, unit = _periods(events)
    counted = Counter((_period(event, unit), event.disputed) for event in events)
    rows = [
        {"period": period, "accounts": told, "incidents": counted[period, disputed], "stack": int(disputed)}
        for period in periods
        for disputed, told in ((False, _AGREED), (True, _DISPUTED))
        if counted[period, disputed]
    ]
    alt = altair()

    def draw(size: str) -> Any:
        narrow = size == "narrow"
        labels = "slice(datum.label, 0, 3)" if unit == "month" else "datum.label"
        axis = alt.Axis(title=None, labelAngle=-90 if len(periods) > 12 or narrow else 0, labelExpr=labels)
        top = max(counted[period, False] + counted[period, True] for period in periods)
        ticks = alt.Axis(title="incidents", tickMinStep=1, format="d", tickCount=min(top, 5))
        base = alt.Chart(inline(rows)).encode(
            x=alt.X("period:O", sort=list(periods), scale=alt.Scale(domain=list(periods)), axis=axis),
            y=alt.Y("incidents:Q", axis=ticks),
            order=alt.Order("stack:Q"),
        )
        return (
            base.mark_bar(stroke=SOLID, strokeWidth=1.2)
            .encode(
                fill=_two("accounts", _AGREED, _DISPUTED),
                strokeDash=_dashes("accounts", _AGREED, _DISPUTED),
            )
            .properties(width=WIDTHS[size] - 40, height=min(200, 60 + 20 * top))
        )

    disputed = sum(event.disputed for event in events)
    return drawn(
        "time",
        "Incidents over time",
        f"{len(events)} {plural('incident', len(events))}; in {disputed} of them the accounts conflict. "
        "A chapter lists what it calls significant, so the counts do not compare across years or countries.",
        f"By {unit}; an incident that may have happened in several is counted in the first. "
        "Pale with a broken outline: the accounts conflict.",
        draw,
        (unit.capitalize(), "Accounts agree", "Accounts conflict"),
        [(period, str(counted[period, False]), str(counted[period, True])) for period in periods],
    )


def _periods(events: Sequence[Event]) -> tuple[list[str], str]:
    years = {event.first.year if event.first else event.report_year for event in events}
    undated = ["no date"] if any(event.first is None for event in events) else []
    if len(years) <= _YEAR_SPAN:
        return [*MONTHS, *undated], "month"
    return [str(year) for year in range(min(years), max(years) + 1)], "year"


def _period(event: Event, unit: str) -> str:
    if unit == "year":
        return str(event.first.year if event.first else event.report_year)
    return MONTHS[event.first.month - 1] if event.first else "no date"


def _casualties(events: Sequence[Event]) -> Chart | None:
    figures = [it for event in events for it in event.figures if (it.minimum, it.maximum) != (None, None)]
    if not figures:
        return None
    shown = _largest(figures)
    alt = altair()

    def draw(size: str) -> Any:
        edge = max(_edge(it, WIDTHS[size]) for it in shown)
        rows = [_range_row(it, place) for place, it in enumerate(shown)]
        scale = alt.Scale(type="symlog", constant=_BEND, domain=[0, edge], nice=False)
        ticks = [tick for tick in _TICKS if tick <= edge][:: 1 if size == "wide" else 2]
        x = alt.X("from:Q", scale=scale, axis=alt.Axis(title="people", values=ticks, format=",d", grid=True))
        base = alt.Chart(inline(rows)).encode(y=_lines_axis())
        limit = WIDTHS[size] * _FONT_ROOM
        lines = ("line",) if size == "wide" else ("more", "label")
        names = [
            base.mark_text(align="left", baseline="bottom", dy=-7 - _LINE * place, fill=INK, limit=limit).encode(
                x=alt.value(0), text=f"{line}:N"
            )
            for place, line in enumerate(lines)
        ]
        rule = base.mark_rule(strokeWidth=3, stroke=SOLID).encode(x=x, x2="to:Q")
        shapes = alt.Scale(domain=["one", "several"], range=["circle", "diamond"])
        dots = _dots(base, "at", scale).encode(shape=alt.Shape("shape:N", scale=shapes, legend=None))
        right = _dots(base.transform_filter("datum.open == 'right'"), "to", scale, "triangle-right")
        left = _dots(base.transform_filter("datum.open == 'left'"), "from", scale, "triangle-left")
        told = base.mark_text(align="left", dx=9, fill=INK).encode(x=alt.X("to:Q", scale=scale), text="told:N")
        layers = alt.layer(rule, dots, right, left, told, *names)
        return layers.properties(width=WIDTHS[size], height=alt.Step(_STEP + _LINE * (len(lines) - 1)))

    left_out = len(figures) - len(shown)
    more = f" The {len(shown)} largest are drawn; {left_out} more stand in the table below." if left_out else ""
    return drawn(
        "casualties",
        "Casualties, as ranges",
        f"Killed and wounded, as the reports give them.{_of_neutralized(figures)}{_of_silent(events)}",
        "A dot is an exact figure; a line with an arrow is open on that side; a diamond is one of several accounts "
        f"that conflict. Large figures are drawn closer together.{more}",
        draw,
        ("Incident", "Outcome", "Figure", "Given by"),
        [(it.label, it.outcome, figure(it.minimum, it.maximum), it.claimant) for it in figures],
    )


def _dots(base: Any, place: str, scale: Any, shape: str | None = None) -> Any:
    alt = altair()
    look = {"filled": True, "size": 70, "opacity": 1, "fill": SOLID, "stroke": SOLID}
    return base.mark_point(**look, **({"shape": shape} if shape else {})).encode(x=alt.X(f"{place}:Q", scale=scale))


def _lines_axis() -> Any:
    """One line a row of data, in the order of the data; its name is drawn above it, so that it is never cut."""
    alt = altair()
    return alt.Y("place:O", axis=None)


def _size(it: Figure) -> int:
    return max(it.minimum or 0, it.maximum or 0)


def _largest(figures: Sequence[Figure]) -> list[Figure]:
    """The largest figures, in the order of the events; accounts that conflict stay together."""
    largest: dict[tuple[str, str], int] = {}
    for it in figures:
        largest[_question(it)] = max(largest.get(_question(it), 0), _size(it))
    kept = set(sorted(largest, key=lambda key: (-largest[key], key))[:_MOST_FIGURES])
    return [it for it in figures if _question(it) in kept]


def _question(it: Figure) -> tuple[str, str]:
    """What a figure is an answer to: one account's killed may be those whom another calls neutralized."""
    return (it.label, "killed" if it.outcome == NEUTRALIZED else it.outcome)


def _of_silent(events: Sequence[Event]) -> str:
    silent = sum(all((it.minimum, it.maximum) == (None, None) for it in event.figures) for event in events)
    return f" {silent} of {len(events)} {plural('incident', len(events))} have no usable figure." if silent else ""


def _of_neutralized(figures: Sequence[Figure]) -> str:
    if not any(it.outcome == NEUTRALIZED for it in figures):
        return ""
    return " “Neutralized” stands where an account uses that word, which does not say how."


def _reach(it: Figure) -> float:
    """Where a figure's mark ends, in people; one that is open above ends somewhat beyond its minimum."""
    return it.maximum if it.maximum is not None else (it.minimum or 0) * 1.5 + 2


def _edge(it: Figure, width: float) -> float:
    """Where the scale has to end, in people, for a figure's words to stand inside a picture so many pixels wide."""
    room = _BESIDE + _LETTER * (len(figure(it.minimum, it.maximum)) + 1)
    return _BEND * math.expm1(math.log1p(max(_reach(it), 1) / _BEND) * width / (width - room))


def _range_row(it: Figure, place: int) -> dict[str, object]:
    low, high = it.minimum, it.maximum
    return {
        "place": place,
        "line": f"{it.label}: {it.outcome}{says(it)}",
        "label": it.label,
        "more": f"{it.outcome}{says(it)}",
        "from": 0 if low is None else low,
        "to": _reach(it),
        "at": high if low is None else low,
        "open": "right" if high is None else "left" if low is None else "none",
        "shape": "several" if it.disputed else "one",
        "told": figure(low, high),
    }


def _actors(actors: Sequence[ActorCount]) -> Chart | None:
    if not actors:
        return None
    ordered = sorted(actors, key=lambda actor: (-(actor.stated + actor.suspected), actor.name))
    shown = ordered[:_MOST_ACTORS]
    rows = [
        {"place": line, "actor": actor.name, "word": told, "incidents": count, "stack": place}
        for line, actor in enumerate(shown)
        for place, (told, count) in enumerate(((_STATED, actor.stated), (_SUSPECTED, actor.suspected)))
        if count
    ]
    alt = altair()

    def draw(size: str) -> Any:
        top = max(actor.stated + actor.suspected for actor in shown)
        ticks = alt.Axis(title="incidents", tickMinStep=1, format="d", tickCount=min(top, 6))
        lines = [{"place": place, "line": actor.name} for place, actor in enumerate(shown)]
        names = (
            alt.Chart(inline(lines))
            .mark_text(align="left", baseline="bottom", dy=-7, fill=INK, limit=WIDTHS[size] * _FONT_ROOM)
            .encode(y=_lines_axis(), x=alt.value(0), text="line:N")
        )
        bars = (
            alt.Chart(inline(rows))
            .mark_bar(stroke=SOLID, strokeWidth=1.2, height=10)
            .encode(
                y=_lines_axis(),
                x=alt.X("incidents:Q", axis=ticks),
                order=alt.Order("stack:Q"),
                fill=_two("word", _STATED, _SUSPECTED),
                strokeDash=_dashes("word", _STATED, _SUSPECTED),
            )
        )
        return alt.layer(bars, names).properties(width=WIDTHS[size], height=alt.Step(_STEP))

    more = f" The {len(shown)} named most often are drawn." if len(ordered) > len(shown) else ""
    return drawn(
        "actors",
        "Who is named as the perpetrator",
        f"{len(ordered)} {plural('actor', len(ordered))} named as perpetrators, by number of incidents.{more}",
        "Solid: the report states it as a fact, or the actor claimed it. "
        "Pale with a broken outline: suspected, or said by others.",
        draw,
        ("Actor", "Stated or claimed", "Suspected, or said by others"),
        [(actor.name, str(actor.stated), str(actor.suspected)) for actor in ordered],
    )


def _two(field: str, first: str, second: str) -> Any:
    alt = altair()
    return alt.Fill(f"{field}:N", scale=alt.Scale(domain=[first, second], range=[SOLID, SOFT]), legend=None)


def _dashes(field: str, first: str, second: str) -> Any:
    alt = altair()
    scale = alt.Scale(domain=[first, second], range=[[1, 0], [3, 2]])
    return alt.StrokeDash(f"{field}:N", scale=scale, legend=None)
