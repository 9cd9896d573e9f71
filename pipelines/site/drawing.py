"""How a chart becomes plain SVG that a page may hold: no styles, scripts or ids, colours named in the style sheet.

The colours in the SVG are names for the style sheet's, which has them for light and for dark; see `SVG_COLOURS`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from pipelines.site.model import SiteError

FONT = "Liberation Sans"
"""Widths of labels are measured in this font, which vl-convert brings, so that they are the same on any machine."""

INK, QUIET, LINE, SOLID, SOFT = "#111111", "#555555", "#dddddd", "#1f5f8b", "#cfe0ec"
SVG_COLOURS = {"ink": INK, "quiet": QUIET, "line": LINE, "solid": SOLID, "soft": SOFT}

WIDTHS = {"wide": 580, "narrow": 310}
_ELEMENTS = frozenset("svg g path rect line text tspan circle".split())
_ATTRIBUTES = frozenset(
    "class d width height viewBox transform x y x1 x2 y1 y2 r fill stroke stroke-width stroke-dasharray stroke-linecap "
    "text-anchor font-size font-weight font-family opacity fill-opacity stroke-opacity stroke-miterlimit dy".split()
)
_HREF = "{http://www.w3.org/1999/xlink}href"
_LONG_FRACTION = re.compile(r"-?[0-9]+\.[0-9]{2,}")
"""A pixel's hundredths are not seen, and make up a third of a map's bytes."""
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINK = re.compile(r"#([0-9]+)\Z")


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
    links: tuple[str, ...] = ()
    """For each row the address of what it tells of; empty where rows tell of nothing that has one."""


def plural(word: str, count: int) -> str:
    """Return a regular noun in the number that the count asks for."""
    return word if count == 1 else f"{word}s"


def drawn(
    name: str,
    title: str,
    summary: str,
    note: str,
    draw: Callable[[str], Any],
    columns: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    links: Sequence[str] = (),
) -> Chart:
    """Draw a chart for wide and for narrow windows.

    Args:
        name: its name in the style sheet.
        title: its heading.
        summary: what it shows, in a sentence.
        note: how to read its marks.
        draw: makes the Altair chart for a size, a key of `WIDTHS`; a mark whose `href` is `#` and the number of a
            row leads to that row's link.
        columns: headings of its figures.
        rows: its figures in words.
        links: for each row the address of what it tells of.

    Raises:
        SiteError: the charting libraries are not installed.
    """
    marks = tuple(zip(links, map(": ".join, (row[:2] for row in rows)), strict=bool(links)))
    wide, narrow = (_svg(draw(size), marks) for size in WIDTHS)
    return Chart(name, title, summary, note, wide, narrow, columns, tuple(rows), tuple(links))


def altair() -> Any:
    """Return the charting library.

    Raises:
        SiteError: it is not installed, or what draws its charts is not.
    """
    try:
        import altair
        import vl_convert  # noqa: F401 asked for here, so that it is missed before a chart is drawn
    except ImportError as error:
        raise SiteError(
            'the site needs its charting libraries; install them with: pip install "crt-datasets[site]"'
        ) from error
    return altair


def inline(rows: Iterable[Mapping[str, object]]) -> Any:
    """Return rows as the data of a chart; a character that SVG may not hold is shown as one that stands for it."""
    return altair().InlineData(
        values=[
            {name: visible(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows
        ]
    )


def visible(text: str) -> str:
    """Return a text with a visible character where it has one that XML may not hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _svg(chart: Any, marks: Sequence[tuple[str, str]]) -> str:
    """Draw a chart and keep of the SVG what a page needs: no styles, scripts or ids, no links but the rows' own."""
    import vl_convert

    version = ".".join(altair().SCHEMA_VERSION.removeprefix("v").split(".")[:2])
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
    return _cleaned(vl_convert.vegalite_to_svg(themed.to_dict(), vl_version=version), marks)


def _cleaned(svg: str, marks: Sequence[tuple[str, str]] = ()) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(svg.encode("utf-8"), parser)
    for element in list(root.iter()):
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        link = _LINK.search(element.get(_HREF, "")) if tag == "a" and marks else None
        if tag not in _ELEMENTS and link is None:
            element.getparent().remove(element)
            continue
        element.tag = tag
        for name in list(element.attrib):
            if name not in _ATTRIBUTES:
                del element.attrib[name]
        if "d" in element.attrib:
            element.set("d", _LONG_FRACTION.sub(lambda found: f"{float(found[0]):.1f}", element.get("d")))
        if link is not None:
            _lead(element, *marks[int(link[1])])
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    etree.cleanup_namespaces(root)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return str(etree.tostring(root, encoding="unicode"))


def _lead(element: Any, address: str, title: str) -> None:
    """Make a mark a link for the pointer alone: readers of the screen have the same link in the table."""
    element.set("href", address)
    element.set("tabindex", "-1")
    told = etree.Element("title")
    told.text = visible(title)
    element.insert(0, told)
