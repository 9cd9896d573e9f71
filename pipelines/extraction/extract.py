"""From a chapter to the contract's tables: runs the annotators and the row builders, and writes down the evidence.

The result holds plain values; the schemas decide later whether they may be published.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.extraction.compliance import ComplianceKnowledge, build_compliance, load_compliance_knowledge
from pipelines.extraction.enrichment import Gazetteer, enrich, load_gazetteer
from pipelines.extraction.incidents import IncidentKnowledge, build_incidents, load_incident_knowledge
from pipelines.extraction.institutions import build_institutions
from pipelines.extraction.model import Built, Rejection, Row
from pipelines.extraction.names import InstitutionKnowledge, find_names, load_institution_knowledge
from pipelines.reading import Chapter, Countries, Document, load_countries

PARSER_VERSION = "1.3"
"""Version of reading and extraction as a whole; raised when the same chapter gives other rows."""

MAXIMUM_SENTENCE = 2_000
"""In characters, several times the longest of a chapter; some rules take time by the square of a sentence's length."""

Tables = dict[str, list[dict[str, object]]]

TABLE_NAMES = (
    "incidents",
    "institutions",
    "compliance_status",
    "reports",
    "evidence",
    "incident_actors",
    "casualty_claims",
    "institution_names",
    "institution_mentions",
    "rejections",
)
_KEYS = {
    "incidents": "incident_id",
    "institutions": "institution_id",
    "compliance_status": "compliance_id",
    "casualty_claims": "incident_id",
}


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the extractor knows: countries, institutions, frameworks, the codebook's words, and the gazetteer."""

    countries: Countries
    institutions: InstitutionKnowledge
    compliance: ComplianceKnowledge
    incidents: IncidentKnowledge
    gazetteer: Gazetteer


def load_knowledge(seeds: Path) -> Knowledge:
    """Read the codebook and the reference lists.

    Args:
        seeds: the seeds folder.

    Returns:
        The knowledge, to be used for any number of chapters.

    Raises:
        CodebookError: a file is missing or cannot be used; the message names file and line.
        GazetteerError: the gazetteer's package is missing or has another form.
    """
    countries = load_countries(seeds)
    return Knowledge(
        countries,
        load_institution_knowledge(seeds),
        load_compliance_knowledge(seeds),
        load_incident_knowledge(seeds, countries),
        load_gazetteer(seeds),
    )


def extract(chapter: Chapter, knowledge: Knowledge) -> Tables:
    """Extract the rows of one chapter.

    Args:
        chapter: the chapter read.
        knowledge: what the extractor knows.

    Returns:
        The contract's extracted tables as lists of rows. A sentence longer than MAXIMUM_SENTENCE is a rejection.
    """
    overlong = tuple(one for one in chapter.sentences if one.end - one.start > MAXIMUM_SENTENCE)
    if overlong:
        chapter = replace(chapter, sentences=tuple(one for one in chapter.sentences if one not in overlong))
    names = find_names(chapter, knowledge.institutions, knowledge.countries)
    parts = (
        build_incidents(chapter, names, knowledge.incidents),
        build_institutions(chapter, names, knowledge.institutions),
        build_compliance(chapter, names, knowledge.compliance),
    )
    tables: Tables = {name: [] for name in TABLE_NAMES}
    tables["reports"].append(_report_row(chapter))
    sections = Sections(chapter)
    for built in parts:
        for row in built.rows:
            tables[row.table].append(dict(row.values))
            tables["evidence"] += _evidence_rows(chapter.document, sections, row)
    refused = Built((), tuple(Rejection(one.start, one.end, "incidents", "residual") for one in overlong))
    tables["rejections"] = _rejection_rows(chapter.document, (*parts, refused))
    return enrich(tables, knowledge.gazetteer)


class Sections:
    """The section that a place in the text belongs to."""

    def __init__(self, chapter: Chapter) -> None:
        self._starts = [section.heading_start for section in chapter.sections]
        self._codes = [section.code for section in chapter.sections]

    def code_at(self, position: int) -> str:
        """Return the code of the section in which a character of the text stands."""
        index = bisect_right(self._starts, position) - 1
        return self._codes[max(index, 0)] if self._codes else "other"


def _report_row(chapter: Chapter) -> dict[str, object]:
    document = chapter.document
    return {
        "report_id": document.report_id,
        "country_iso3": document.country_iso3,
        "country_name": document.country_name,
        "report_year": document.report_year,
        "source_path": document.source_path,
        "source_sha256": document.source_sha256,
        "source_bytes": document.source_bytes,
        "media_type": document.media_type,
        "text": document.text,
        "parser_version": PARSER_VERSION,
        "licence": document.licence,
        "source_url": document.source_url,
        "reading_notes": "\n".join(chapter.warnings) or None,
    }


def _evidence_rows(document: Document, sections: Sections, row: Row) -> list[dict[str, object]]:
    key = _KEYS.get(row.table)
    if key is None:
        return []
    unique = {(item.field, item.start, item.end): item for item in row.evidence}
    return [
        {
            "table_name": row.table,
            "row_id": row.values[key],
            "field": item.field,
            "report_id": document.report_id,
            "section": sections.code_at(item.start),
            "start": item.start,
            "end": item.end,
            "quote": document.text[item.start : item.end],
            "rule": item.rule,
        }
        for item in unique.values()
        if row.values.get(item.field) is not None
    ]


def _rejection_rows(document: Document, parts: Sequence[Built]) -> list[dict[str, object]]:
    unique: dict[tuple[int, int, str], Rejection] = {}
    for built in parts:
        for rejection in built.rejections:
            unique.setdefault((rejection.start, rejection.end, rejection.candidate_for), rejection)
    return [
        {
            "report_id": document.report_id,
            "start": rejection.start,
            "end": rejection.end,
            "quote": document.text[rejection.start : rejection.end],
            "candidate_for": rejection.candidate_for,
            "reason": rejection.reason,
        }
        for _, rejection in sorted(unique.items())
    ]
