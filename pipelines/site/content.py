"""From a release to what the pages show: cards with their spans, and reports with their text cut at the spans.

Each span is checked against the text again, so that a page never marks words that a row does not rest on.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.publishing import parquet
from pipelines.publishing.descriptor import file_name
from pipelines.publishing.explain_sentences import seeds_at_hand, sentences_of
from pipelines.site import cards, wording
from pipelines.site.cards import Material
from pipelines.site.frameworks import framework_names
from pipelines.site.model import SENTENCE, Anchor, Card, Cite, Group, ReportPage, Segment, SiteError
from pipelines.site.spans import Span, numbered, paragraphs, segments
from schemas import CORRECTIONS, TABLES
from schemas.model import REPORT_ID

Row = Mapping[str, Any]

KINDS = {
    "incidents": ("i", "I", "Incidents"),
    "compliance_status": ("c", "S", "Statements of status"),
    "institutions": ("n", "N", "Institutions"),
    "rejections": ("r", "R", "Seen, not extracted"),
}
"""The kinds of card in the order of the pages: letter in the markup, letter before the number, title."""

_REPORT_ID = re.compile(REPORT_ID, re.ASCII)
_OF_INCIDENT = ("incident_actors", "casualty_claims")


@dataclass(frozen=True, slots=True)
class Release:
    """A release in memory: rows by table, and by table and report."""

    release_id: str
    schema_version: str
    tables: Mapping[str, Sequence[Row]]

    def of_report(self, table: str, report_id: str) -> list[Row]:
        """Return a table's rows of one report."""
        return [row for row in self.tables[table] if row["report_id"] == report_id]


def read_release(release: Path) -> Release:
    """Read a release.

    Args:
        release: its folder.

    Raises:
        SiteError: a file is missing or damaged.
    """
    tables: dict[str, Sequence[Row]] = {}
    for name in TABLES:
        path = release / file_name(name)
        if name == CORRECTIONS and not path.exists():
            # A release of a schema version that knew no corrections.
            tables[name] = ()
            continue
        try:
            tables[name] = parquet.read_table(path).to_pylist()
        except (OSError, pa.ArrowException) as error:
            raise SiteError(f"{path} cannot be read ({error}); see what is wrong with: crt verify {release}") from error
    return Release(release.name, _schema_version(release.name), tables)


def page_of(report_id: str) -> str:
    """Return the file name of a report's page.

    Raises:
        SiteError: the identifier is none, so that it must not become part of a path.
    """
    if not _REPORT_ID.fullmatch(report_id) or not report_id.isascii() or report_id != report_id.strip():
        raise SiteError(f"{json.dumps(report_id)} is no report_id, so no page can be named after it")
    return f"{report_id}.html"


def place_in_text(start: int, end: int) -> str:
    """Return the end of an address that marks a piece of a report's text, from `start` to before `end`."""
    return f"#text/{start}-{end}"


def report_pages(release: Release, seeds: Path | None = None) -> tuple[ReportPage, ...]:
    """Return the reports of a release, by country and year.

    Args:
        release: the release.
        seeds: the folder with the names of frameworks and the words by which sentences are told apart, which no
            release has; where none is named, the seeds at hand.

    Raises:
        SiteError: a quote is not what stands in the text, or a report_id is none.
    """
    by_table = {name: _by_report(rows) for name, rows in release.tables.items() if name != "reports"}
    of_incident = {name: _grouped(release.tables[name], "incident_id") for name in _OF_INCIDENT}
    seeds = seeds_at_hand() if seeds is None else seeds
    frameworks = framework_names(seeds)
    reports = sorted(
        release.tables["reports"], key=lambda row: (row["country_name"], row["report_year"], row["report_id"])
    )
    return tuple(
        _report_page(
            report,
            {name: found.get(report["report_id"], []) for name, found in by_table.items()},
            of_incident,
            sentences_of(report, seeds),
            frameworks,
        )
        for report in reports
    )


def _schema_version(release_id: str) -> str:
    return release_id.partition("-")[0].removeprefix("v")


def _grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def _by_report(rows: Sequence[Row]) -> dict[str, list[Row]]:
    return _grouped((row for row in rows if "report_id" in row), "report_id")


def _report_page(
    report: Row,
    tables: Mapping[str, Sequence[Row]],
    of_incident: Mapping[str, Mapping[str, Sequence[Row]]],
    sentences: Sequence[Span],
    frameworks: Mapping[str, str],
) -> ReportPage:
    text = str(report["text"])
    spans = [row for name in ("evidence", "institution_mentions", "rejections") for row in tables[name]]
    _require_quotes(text, spans, str(report["report_id"]))
    numbers = numbered((row["start"], row["end"]) for row in spans)
    material = Material(
        text=text,
        cites=_cites(tables["evidence"], numbers),
        mentions=_mentions(tables["institution_mentions"], numbers),
        rejected={(row["start"], row["end"]): numbers[row["start"], row["end"]] for row in tables["rejections"]},
        claims=of_incident["casualty_claims"],
        actors=of_incident["incident_actors"],
        names={str(row["institution_id"]): str(row["canonical_name"]) for row in tables["institutions"]},
        country=str(report["country_name"]),
        corrections=_corrections(tables[CORRECTIONS]),
        sentences=sentences,
        frameworks=frameworks,
    )
    groups = _groups(material, tables)
    return ReportPage(
        report_id=str(report["report_id"]),
        country_iso3=str(report["country_iso3"]),
        country=str(report["country_name"]),
        year=int(report["report_year"]),
        page=page_of(str(report["report_id"])),
        source_path=str(report["source_path"]),
        source_sha256=str(report["source_sha256"]),
        source_url=str(report["source_url"] or ""),
        licence=str(report["licence"] or ""),
        parser_version=str(report["parser_version"]),
        reading_notes=tuple(str(report["reading_notes"] or "").splitlines()),
        paragraphs=_text(text, numbers, groups),
        groups=groups,
    )


def _require_quotes(text: str, spans: Iterable[Row], report_id: str) -> None:
    for row in spans:
        if text[row["start"] : row["end"]] != row["quote"]:
            place = f"characters {row['start']} to {row['end']} of {report_id}"
            raise SiteError(f"{place} are not the quote that a row rests on; see what is wrong with: crt verify")


def _cites(evidence: Iterable[Row], numbers: Mapping[Span, int]) -> dict[tuple[str, str], list[tuple[str, str, Cite]]]:
    """For each row, its table and each field with the span; one object a span, which says all that is read from it."""
    found: dict[tuple[str, str], list[tuple[str, str, Cite]]] = {}
    for owner, rows in _by_owner(evidence).items():
        of_row: list[tuple[str, str, Cite]] = []
        for span, together in groupby(rows, key=lambda row: (row["start"], row["end"])):
            here = list(together)
            cite = _cite(span, here, numbers)
            of_row += [(str(row["table_name"]), str(row["field"]), cite) for row in here]
        found[owner] = of_row
    return found


def _by_owner(evidence: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    owners: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in evidence:
        table = "incidents" if row["table_name"] in _OF_INCIDENT else str(row["table_name"])
        owners[table, str(row["row_id"])].append(row)
    for rows in owners.values():
        rows.sort(key=lambda row: (row["start"], -row["end"], row["table_name"], row["field"]))
    return owners


def _cite(span: Span, rows: Sequence[Row], numbers: Mapping[Span, int]) -> Cite:
    said = [wording.aspect_of(str(row["field"])) for row in rows]
    # The rules of a figure stand with the figure, and not with an incident's values that rest on the same words.
    own = [row for row in rows if row["table_name"] not in _OF_INCIDENT]
    whole = any(aspect == SENTENCE for aspect, _ in said)
    labels = ["sentence"] if whole else list(dict.fromkeys(label for _, label in said))
    # Of what became of the people, "killed" says more than that it is a figure.
    if len({label for aspect, label in said if aspect == "people"}) > 1:
        labels = [label for label in labels if label != "figure"]
    return Cite(
        span=numbers[span],
        start=span[0],
        end=span[1],
        quote=str(rows[0]["quote"]),
        aspect=SENTENCE if whole else next((aspect for aspect, _ in said if aspect == "people"), said[0][0]),
        label=", ".join(labels),
        rules=tuple(dict.fromkeys(str(row["rule"]) for row in own or rows)),
    )


def _mentions(rows: Iterable[Row], numbers: Mapping[Span, int]) -> dict[str, list[Cite]]:
    found: dict[str, list[Cite]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        span = (row["start"], row["end"])
        found[str(row["institution_id"])].append(
            Cite(numbers[span], span[0], span[1], str(row["quote"]), "actor", "mention", ())
        )
    return found


def _corrections(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: str(row["field"])):
        found[str(row["table_name"]), str(row["row_id"])].append(row)
    return found


def _groups(material: Material, tables: Mapping[str, Sequence[Row]]) -> tuple[Group, ...]:
    taken: set[str] = set()
    groups = []
    for kind, (letter, capital, title) in KINDS.items():
        ordered = sorted(tables[kind], key=partial(material.place_of, kind))
        made = tuple(
            cards.card(kind, row, f"{capital}{place}", _unused(cards.id_of(kind, row), kind, taken), material)
            for place, row in enumerate(ordered, start=1)
        )
        groups.append(Group(kind, letter, title, TABLES[kind].description, made))
    return tuple(groups)


def _unused(row_id: str, kind: str, taken: set[str]) -> str:
    """A row's id as the id of its element; a slash, which no row id has, keeps two tables' rows apart."""
    dom_id = row_id if row_id not in taken else f"{kind}/{row_id}"
    taken.add(dom_id)
    return dom_id


def _text(text: str, numbers: Mapping[Span, int], groups: Sequence[Group]) -> tuple[tuple[Segment, ...], ...]:
    kinds: dict[Span, set[str]] = defaultdict(set)
    anchors: dict[int, list[Anchor]] = defaultdict(list)
    for group in groups:
        for card in group.cards:
            for cite in (*_all_cites(card), *_cites_of_claims(card), *card.mentions):
                kinds[cite.start, cite.end].add(group.letter)
            for place in _anchored(card):
                anchors[place].append(Anchor(card.dom_id, card.number, group.letter, card.full_title))
    letters = {span: "".join(sorted(kinds[span])) for span in numbers}
    return segments(text, paragraphs(text), numbers, letters, anchors)


def _all_cites(card: Card) -> Iterable[Cite]:
    yield from card.sentence_cites
    for fact in card.facts:
        yield from fact.cites


def _cites_of_claims(card: Card) -> Iterable[Cite]:
    for note in card.claims:
        for cites in note.cites:
            yield from cites


def _anchored(card: Card) -> tuple[int, ...]:
    """Where marks that lead to a card stand: before its sentence; for an institution, before each mention."""
    if card.mentions:
        return tuple(dict.fromkeys(cite.start for cite in card.mentions))
    places = [cite.start for cite in card.sentence_cites] or [cite.start for cite in _all_cites(card)]
    return (min(places),) if places else ()
