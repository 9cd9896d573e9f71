"""Which institutions a release names together: in one sentence, and their parts where both are in an incident.

A sentence counts that a row rests on, or that was seen and not extracted; named together says nothing of friend or foe.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from pipelines.site.content import Release, page_of, place_in_text
from pipelines.site.model import Tie
from pipelines.site.wording import spoken

Row = Mapping[str, Any]
Span = tuple[int, int]
Pair = tuple[str, str]

_SENTENCES = frozenset({"summary", "statement"})


def ties(release: Release) -> tuple[Tie, ...]:
    """Return each two institutions that are named in one sentence, those that are named so most often first.

    Args:
        release: the release.
    """
    names = {str(row["institution_id"]): str(row["canonical_name"]) for row in release.tables["institutions"]}
    acronyms = {str(row["institution_id"]): str(row["acronym"] or "") for row in release.tables["institutions"]}
    parts = _parts(release)
    found: dict[Pair, list[tuple[str, Span]]] = defaultdict(list)
    sentences = _sentences(release)
    mentions = _by_report(release.tables["institution_mentions"])
    for report_id in sorted(mentions):
        named = _outermost(mentions[report_id])
        for span in sentences[report_id]:
            inside = {row["institution_id"] for row in named if span[0] <= row["start"] and row["end"] <= span[1]}
            for pair in combinations(sorted(inside), 2):
                found[pair].append((report_id, span))
    texts = {str(row["report_id"]): str(row["text"]) for row in release.tables["reports"]}
    made = []
    for (one, other), places in found.items():
        report_id, span = places[0]
        made.append(
            Tie(
                ids=(one, other),
                names=(names.get(one, one), names.get(other, other)),
                acronyms=(acronyms.get(one, ""), acronyms.get(other, "")),
                sentences=len(places),
                parts="; ".join(sorted(parts[one, other])),
                quote=" ".join(texts[report_id][slice(*span)].split()),
                address=page_of(report_id) + place_in_text(*span),
            )
        )
    return tuple(sorted(made, key=lambda tie: (-tie.sentences, tie.names, tie.ids)))


def _parts(release: Release) -> dict[Pair, set[str]]:
    """For two institutions in one incident, the part of each in words."""
    of_incident: dict[str, list[Row]] = defaultdict(list)
    for row in release.tables["incident_actors"]:
        of_incident[row["incident_id"]].append(row)
    found: dict[Pair, set[str]] = defaultdict(set)
    for rows in of_incident.values():
        ordered = sorted(rows, key=lambda row: (row["institution_id"], row["role"]))
        for one, other in combinations(ordered, 2):
            if one["institution_id"] != other["institution_id"]:
                said = f"{spoken(one['role'])} and {spoken(other['role'])}"
                found[one["institution_id"], other["institution_id"]].add(said)
    return found


def _sentences(release: Release) -> dict[str, list[Span]]:
    """Sentences of each report in the order of the text; one inside another is the same sentence."""
    spans: dict[str, set[Span]] = defaultdict(set)
    for row in release.tables["evidence"]:
        if row["field"] in _SENTENCES:
            spans[row["report_id"]].add((row["start"], row["end"]))
    for row in release.tables["rejections"]:
        spans[row["report_id"]].add((row["start"], row["end"]))
    return defaultdict(list, {report_id: _not_nested(found) for report_id, found in spans.items()})


def _not_nested(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _outermost(rows: Sequence[Row]) -> list[Row]:
    """Mentions that are no part of a longer one: the name of a body's mission does not name the body too."""
    outer = set(_not_nested((row["start"], row["end"]) for row in rows))
    return [row for row in rows if (row["start"], row["end"]) in outer]


def _by_report(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["report_id"]].append(row)
    return found
