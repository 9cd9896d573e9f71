"""From content to pages: escaping is always on, and style and scripts are inlined and named by hash in a strict policy.

A page loads nothing and may run nothing but the two scripts whose hashes it declares, whatever a chapter contains.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import jinja2
import markupsafe

from pipelines.site import cards, charts, maps, network, overview, wording
from pipelines.site.comparison import Comparison, comparisons
from pipelines.site.content import KINDS, Release, read_release, report_pages
from pipelines.site.drawing import SVG_COLOURS, Chart
from pipelines.site.model import Card, Group, ReportPage
from pipelines.site.releases import ReleaseComparison, compared_releases
from pipelines.site.ties import ties
from schemas import DATASETS, TABLES

_HERE = Path(__file__).parent
INDEX = "index.html"

MOST_ROWS = 4000
"""Rows that a table of the first page may have; a release with more shows them on the reports' own pages alone."""


FEWEST_TO_NARROW = 8
"""A table of changes that has no more rows needs nothing to narrow it down by."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A card as a row of the first page, with its element's id there."""

    dom_id: str
    card: Card
    report: ReportPage


@dataclass(frozen=True, slots=True)
class IndexTable:
    """A table of the first page: its rows, its columns, and what it can be narrowed down by."""

    group: Group
    columns: tuple[str, ...]
    filters: tuple[tuple[str, tuple[str, ...]], ...]
    rows: tuple[IndexRow, ...]
    total: int


def pages_of(folder: Path, earlier: Path | None = None) -> dict[str, str]:
    """Return all pages of the site by file name, the first page last.

    Args:
        folder: of the release.
        earlier: folder of a release to compare it with.

    Raises:
        SiteError: a release cannot be read, its texts and quotes do not agree, or the charting libraries are missing.
    """
    release = read_release(folder)
    reports = report_pages(release)
    compared = comparisons(reports)
    changes = compared_releases(earlier, folder, reports) if earlier else None
    environment = _environment(release)
    pages = {}
    for report in reports:
        pairs = [it for it in compared if report in (it.first, it.second)]
        pages[report.page] = environment.get_template("report.html").render(report=report, comparisons=pairs)
    for comparison in compared:
        pages[comparison.page] = environment.get_template("comparison.html").render(comparison=comparison)
    if changes:
        pages[changes.page] = environment.get_template("releases.html").render(
            changes=changes, fewest_to_narrow=FEWEST_TO_NARROW
        )
    pages[INDEX] = _index(environment, release, reports, compared, changes)
    return pages


def _index(
    environment: jinja2.Environment,
    release: Release,
    reports: Sequence[ReportPage],
    compared: Sequence[Comparison],
    changes: ReleaseComparison | None,
) -> str:
    return environment.get_template("index.html").render(
        reports=reports,
        comparisons=compared,
        changes=changes,
        tables=_tables(reports),
        charts=_charts(release, reports),
        domains=overview.domain_lines(release),
        directions=overview.DIRECTIONS,
        disputed=sum(row["disputed"] for row in release.tables["incidents"]),
        counts={table: len(release.tables[table]) for table in TABLES},
        most_rows=MOST_ROWS,
    )


def _charts(release: Release, reports: Sequence[ReportPage]) -> tuple[Chart, ...]:
    addresses = {card.row_id: address(report, card) for report in reports for card in report.group("incidents").cards}
    events = overview.events(release)
    made = (
        *charts.charts_of(events, overview.actors(release)),
        maps.map_of(overview.spots(release, addresses), len(events)),
        network.network_of(ties(release)),
    )
    return tuple(chart for chart in made if chart is not None)


def address(report: ReportPage, card: Card) -> str:
    """Return the address of a card from any page of the site."""
    return report.page + fragment(card.dom_id)


def fragment(dom_id: str) -> str:
    """Return an element's id as the end of an address."""
    return "#" + quote(dom_id, safe="")


def _tables(reports: Sequence[ReportPage]) -> tuple[IndexTable, ...]:
    taken: set[str] = set()
    return tuple(_table(kind, reports, taken) for kind in KINDS)


def _table(kind: str, reports: Sequence[ReportPage], taken: set[str]) -> IndexTable:
    letter, _, title = KINDS[kind]
    found = []
    for report in reports:
        for card in report.group(kind).cards:
            dom_id = card.dom_id if card.dom_id not in taken else f"{report.report_id}/{card.dom_id}"
            taken.add(dom_id)
            found.append(IndexRow(dom_id, card, report))
    all_cards = tuple(row.card for row in found)
    choices = tuple(
        (name, tuple(sorted({card.filters[place] for card in all_cards})))
        for place, name in enumerate(cards.FILTERS[kind])
    )
    shown = tuple(found) if len(found) <= MOST_ROWS else ()
    group = Group(kind, letter, title, TABLES[kind].description, ())
    return IndexTable(group, cards.COLUMNS[kind], choices, shown, len(found))


def _environment(release: Release) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_visible,
    )
    environment.filters["exact"] = _exact
    environment.filters["fragment"] = fragment
    environment.filters["spoken"] = wording.spoken
    environment.filters["sentence_case"] = wording.sentence_case
    environment.globals.update(
        release_id=release.release_id,
        schema_version=release.schema_version,
        aspects=wording.ASPECTS,
        not_stated=wording.NOT_STATED,
        correctable={kind: TABLES[kind].correctable for kind in DATASETS},
        **_inlined(),
    )
    return environment


def _visible(value: object) -> object:
    """Put a visible character where a text has a null character, which HTML readers drop."""
    return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value


def _exact(text: str) -> markupsafe.Markup:
    """Escape a text so that a browser keeps each of its characters; a bare carriage return would become a line feed."""
    return markupsafe.escape(text).replace("\r", markupsafe.Markup("&#13;"))


def _inlined() -> Mapping[str, str]:
    """The style sheet and the scripts, and the policy that allows them and nothing else."""
    parts = {
        "style": _asset("site.css") + _chart_colours(),
        "theme_script": _asset("theme.js"),
        "page_script": _asset("page.js"),
    }
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(parts['style'])}",
            f"script-src {_hash(parts['theme_script'])} {_hash(parts['page_script'])}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )
    return {**parts, "policy": policy}


def _asset(name: str) -> str:
    return (_HERE / "assets" / name).read_text("utf-8")


def _chart_colours() -> str:
    """Rules that give the charts' colours their names in the style sheet, so that they follow light and dark."""
    return "".join(
        f'.chart [{kind}="{colour}"]{{{kind}:var(--chart-{name})}}\n'
        for name, colour in SVG_COLOURS.items()
        for kind in ("fill", "stroke")
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
