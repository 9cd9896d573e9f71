"""Charts as plain SVG, drawn while the site is built, each with the table of its figures.

The colours in the SVG are names for the style sheet's, which has them for light and for dark; see `SVG_COLOURS`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from pipelines.site.model import ActorCount, Event, Figure, SiteError
from pipelines.site.wording import MONTHS, figure

FONT = "Liberation Sans"
"""Widths of labels are measured in this font, which vl-convert brings, so that they are the same on any machine."""

INK, QUIET, LINE, SOLID, SOFT = "#111111", "#555555", "#dddddd", "#1f5f8b", "#cfe0ec"
SVG_COLOURS = {"ink": INK, "quiet": QUIET, "line": LINE, "solid": SOLID, "soft": SOFT}

_WIDTHS = {"wide": 580, "narrow": 310}
_ROOM = {"wide": 3, "narrow": 9}
"""How far the scale of people goes beyond the largest figure, so that its words have room."""
_STEP = 36
_TICKS = (0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10000)
_MOST_FIGURES, _MOST_ACTORS = 12, 10
_YEAR_SPAN = 1
_ELEMENTS = frozenset("svg g path rect line text tspan circle".split())
_ATTRIBUTES = frozenset(
    "class d width height viewBox transform x y x1 x2 y1 y2 r fill stroke stroke-width stroke-dasharray stroke-linecap "
    "text-anchor font-size font-weight font-family opacity fill-opacity stroke-opacity stroke-miterlimit dy".split()
)
_AGREED, _DISPUTED = "accounts agree", "accounts conflict"
_STATED, _SUSPECTED = "stated or claimed", "suspected, or said by others"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: the same picture for wide and for narrow windows, a sentence that says what it shows, its figures."""

    name: str
    title: str
    summary: str
    note: str
    wide: str
    narrow: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
    alt = _altair()

    def draw(size: str) -> Any:
        narrow = size == "narrow"
        labels = "slice(datum.label, 0, 3)" if unit == "month" else "datum.label"
        axis = alt.Axis(title=None, labelAngle=-90 if len(periods) > 12 or narrow else 0, labelExpr=labels)
        top = max(counted[period, False] + counted[period, True] for period in periods)
        ticks = alt.Axis(title="incidents", tickMinStep=1, format="d", tickCount=min(top, 5))
        base = alt.Chart(_inline(rows)).encode(
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
            .properties(width=_WIDTHS[size] - 40, height=min(200, 60 + 20 * top))
        )

    disputed = sum(event.disputed for event in events)
    return _chart(
        "time",
        "Incidents over time",
        f"{len(events)} {_plural('incident', len(events))}; in {disputed} of them the accounts conflict. "
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
    top = max(_size(it) for it in shown)
    alt = _altair()

    def draw(size: str) -> Any:
        edge = (top + 2) * _ROOM[size]
        rows = [_range_row(it, edge, place) for place, it in enumerate(shown)]
        scale = alt.Scale(type="symlog", constant=2, domain=[0, edge], nice=False)
        ticks = [tick for tick in _TICKS if tick <= edge][:: 1 if size == "wide" else 2]
        x = alt.X("from:Q", scale=scale, axis=alt.Axis(title="people", values=ticks, format=",d", grid=True))
        base = alt.Chart(_inline(rows)).encode(y=_lines_axis())
        names = base.mark_text(align="left", baseline="bottom", dy=-7, fill=INK, limit=_WIDTHS[size]).encode(
            x=alt.value(0), text="line:N"
        )
        rule = base.mark_rule(strokeWidth=3, stroke=SOLID).encode(x=x, x2="to:Q")
        shapes = alt.Scale(domain=["one", "several"], range=["circle", "diamond"])
        dots = _dots(base, "at", scale).encode(shape=alt.Shape("shape:N", scale=shapes, legend=None))
        right = _dots(base.transform_filter("datum.open == 'right'"), "to", scale, "triangle-right")
        left = _dots(base.transform_filter("datum.open == 'left'"), "from", scale, "triangle-left")
        told = base.mark_text(align="left", dx=9, fill=INK).encode(x=alt.X("to:Q", scale=scale), text="told:N")
        layers = alt.layer(rule, dots, right, left, told, names)
        return layers.properties(width=_WIDTHS[size], height=alt.Step(_STEP))

    left_out = len(figures) - len(shown)
    more = f" The {len(shown)} largest are drawn; {left_out} more stand in the table below." if left_out else ""
    silent = sum(all((it.minimum, it.maximum) == (None, None) for it in event.figures) for event in events)
    return _chart(
        "casualties",
        "Casualties, as ranges",
        "Killed and wounded victims, as the reports give them. "
        f"{silent} of {len(events)} {_plural('incident', len(events))} have no usable figure.",
        "A dot is an exact figure; a line with an arrow is open on that side; a diamond is one of several accounts "
        f"that conflict. Large figures are drawn closer together.{more}",
        draw,
        ("Incident", "Outcome", "Figure", "Given by"),
        [(it.label, it.outcome, figure(it.minimum, it.maximum), it.claimant) for it in figures],
    )


def _dots(base: Any, place: str, scale: Any, shape: str | None = None) -> Any:
    alt = _altair()
    look = {"filled": True, "size": 70, "opacity": 1, "fill": SOLID, "stroke": SOLID}
    return base.mark_point(**look, **({"shape": shape} if shape else {})).encode(x=alt.X(f"{place}:Q", scale=scale))


def _lines_axis() -> Any:
    """One line a row of data, in the order of the data; its name is drawn above it, so that it is never cut."""
    alt = _altair()
    return alt.Y("place:O", axis=None)


def _size(it: Figure) -> int:
    return max(it.minimum or 0, it.maximum or 0)


def _largest(figures: Sequence[Figure]) -> list[Figure]:
    """The largest figures, in the order of the events; accounts that conflict stay together."""
    largest: dict[tuple[str, str], int] = {}
    for it in figures:
        key = (it.label, it.outcome)
        largest[key] = max(largest.get(key, 0), _size(it))
    kept = set(sorted(largest, key=lambda key: (-largest[key], key))[:_MOST_FIGURES])
    return [it for it in figures if (it.label, it.outcome) in kept]


def _range_row(it: Figure, edge: float, place: int) -> dict[str, object]:
    low, high = it.minimum, it.maximum
    reach = high if high is not None else min((low or 0) * 1.5 + 2, edge)
    return {
        "place": place,
        "line": f"{it.label}: {it.outcome}" + (f", says {it.claimant}" if it.disputed else ""),
        "from": 0 if low is None else low,
        "to": reach,
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
    alt = _altair()

    def draw(size: str) -> Any:
        top = max(actor.stated + actor.suspected for actor in shown)
        ticks = alt.Axis(title="incidents", tickMinStep=1, format="d", tickCount=min(top, 6))
        lines = [{"place": place, "line": actor.name} for place, actor in enumerate(shown)]
        names = (
            alt.Chart(_inline(lines))
            .mark_text(align="left", baseline="bottom", dy=-7, fill=INK, limit=_WIDTHS[size])
            .encode(y=_lines_axis(), x=alt.value(0), text="line:N")
        )
        bars = (
            alt.Chart(_inline(rows))
            .mark_bar(stroke=SOLID, strokeWidth=1.2, height=10)
            .encode(
                y=_lines_axis(),
                x=alt.X("incidents:Q", axis=ticks),
                order=alt.Order("stack:Q"),
                fill=_two("word", _STATED, _SUSPECTED),
                strokeDash=_dashes("word", _STATED, _SUSPECTED),
            )
        )
        return alt.layer(bars, names).properties(width=_WIDTHS[size], height=alt.Step(_STEP))

    more = f" The {len(shown)} named most often are drawn." if len(ordered) > len(shown) else ""
    return _chart(
        "actors",
        "Who is named as the perpetrator",
        f"{len(ordered)} {_plural('actor', len(ordered))} named as perpetrators, by number of incidents.{more}",
        "Solid: the report states it as a fact, or the actor claimed it. "
        "Pale with a broken outline: suspected, or said by others.",
        draw,
        ("Actor", "Stated or claimed", "Suspected, or said by others"),
        [(actor.name, str(actor.stated), str(actor.suspected)) for actor in ordered],
    )


def _two(field: str, first: str, second: str) -> Any:
    alt = _altair()
    return alt.Fill(f"{field}:N", scale=alt.Scale(domain=[first, second], range=[SOLID, SOFT]), legend=None)


def _dashes(field: str, first: str, second: str) -> Any:
    alt = _altair()
    scale = alt.Scale(domain=[first, second], range=[[1, 0], [3, 2]])
    return alt.StrokeDash(f"{field}:N", scale=scale, legend=None)


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def _chart(
    name: str,
    title: str,
    summary: str,
    note: str,
    draw: Any,
    columns: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
) -> Chart:
    return Chart(name, title, summary, note, _svg(draw("wide")), _svg(draw("narrow")), columns, tuple(rows))


def _altair() -> Any:
    try:
        import altair
        import vl_convert  # noqa: F401 asked for here, so that it is missed before a chart is drawn
    except ImportError as error:
        raise SiteError(
            'the site needs its charting libraries; install them with: pip install "crt-datasets[site]"'
        ) from error
    return altair


def _inline(rows: Iterable[Mapping[str, object]]) -> Any:
    return _altair().InlineData(values=[dict(row) for row in rows])


def _svg(chart: Any) -> str:
    """Draw a chart and keep of the SVG what a page needs: no styles, links, scripts or ids, and no size of its own."""
    import vl_convert

    version = ".".join(_altair().SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    themed = (
        chart.configure(font=FONT, background="transparent", aria=False, padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=QUIET,
            titleColor=QUIET,
            gridColor=LINE,
            domainColor=QUIET,
            tickColor=QUIET,
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
        )
        .configure_axisX(grid=False)
        .configure_text(fontSize=12)
    )
    drawn = vl_convert.vegalite_to_svg(themed.to_dict(), vl_version=version)
    return _cleaned(drawn)


def _cleaned(svg: str) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(svg.encode("utf-8"), parser)
    for element in list(root.iter()):
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if tag not in _ELEMENTS:
            element.getparent().remove(element)
            continue
        element.tag = tag
        for name in list(element.attrib):
            if name not in _ATTRIBUTES:
                del element.attrib[name]
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    etree.cleanup_namespaces(root)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return str(etree.tostring(root, encoding="unicode"))
