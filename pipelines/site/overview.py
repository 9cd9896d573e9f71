"""What the first page adds up over all reports: events and actors for the charts, and status by field and direction.

Nothing is added up that the reports do not allow to be added: figures of people are shown, never summed.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.site import wording
from pipelines.site.content import Release
from pipelines.site.model import ActorCount, Event, Figure, Spot
from schemas import codes

Row = Mapping[str, Any]

_STATED = ("asserted_by_report", "claimed")
_IN_CHARTS = ("killed", "wounded")


@dataclass(frozen=True, slots=True)
class DomainLine:
    """A field of policy: how many statements, how many in each direction, and the choice that narrows a table to it."""

    choice: str
    name: str
    meaning: str
    total: int
    directions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction with its symbol and meaning."""

    name: str
    symbol: str
    meaning: str


DIRECTIONS = tuple(
    Direction(wording.spoken(code), wording.ARROWS[code], meaning) for code, meaning in codes.DIRECTION.items()
)


def domain_lines(release: Release) -> tuple[DomainLine, ...]:
    """Return the statements of status by field and direction, fields in the order of `schemas`."""
    counted = Counter((row["domain"], row["direction"]) for row in release.tables["compliance_status"])
    totals = Counter(row["domain"] for row in release.tables["compliance_status"])
    return tuple(
        DomainLine(
            wording.spoken(domain),
            wording.sentence_case(wording.spoken(domain)),
            meaning,
            totals[domain],
            tuple(counted[domain, direction] for direction in codes.DIRECTION),
        )
        for domain, meaning in codes.DOMAIN.items()
        if totals[domain]
    )


def events(release: Release) -> tuple[Event, ...]:
    """Return all incidents by date, each with its figures, or with the figures of each account where they conflict."""
    claims = _claims(release)
    countries = _countries(release)
    ordered = _by_date(release)
    labels = _labels(ordered, countries)
    return tuple(
        Event(
            row["report_id"],
            row["date_start"],
            row["date_end"],
            row["report_year"],
            row["disputed"],
            _figures(row, labels[row["incident_id"]], claims[row["incident_id"]]),
        )
        for row in ordered
    )


def spots(release: Release, addresses: Mapping[str, str]) -> tuple[Spot, ...]:
    """Return the incidents that have coordinates, by date.

    Args:
        release: the release.
        addresses: for each incident's id the address of its card.
    """
    claims, countries = _claims(release), _countries(release)
    return tuple(
        Spot(
            place=row["place_name"] or row["location_text"] or row["admin1_name"] or countries[row["report_id"]],
            day=wording.days(row["date_start"], row["date_end"], row["date_precision"]),
            country_iso3=row["country_iso3"],
            country=countries[row["report_id"]],
            latitude=row["latitude"],
            longitude=row["longitude"],
            minimum=row["killed_min"],
            maximum=row["killed_max"],
            disputed=row["disputed"],
            killed=_said(("killed", wording.NEUTRALIZED), row, claims[row["incident_id"]]),
            wounded=_said(("wounded",), row, claims[row["incident_id"]]),
            address=addresses[row["incident_id"]],
        )
        for row in _by_date(release)
        if row["latitude"] is not None and row["longitude"] is not None
    )


def _said(outcomes: Sequence[str], row: Row, claims: Sequence[Row]) -> str:
    """The figures of an incident in words, the first outcome's without its name; an account with who gave it."""
    figures = [it for it in _figures(row, "", claims) if it.outcome in outcomes]
    return (
        "; ".join(
            wording.figure(it.minimum, it.maximum)
            + (f" {it.outcome}" if it.outcome != outcomes[0] else "")
            + wording.says(it)
            for it in figures
        )
        or wording.NOT_STATED
    )


def _claims(release: Release) -> dict[str, list[Row]]:
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in release.tables["casualty_claims"]:
        claims[row["incident_id"]].append(row)
    return claims


def _countries(release: Release) -> dict[str, str]:
    return {row["report_id"]: row["country_name"] for row in release.tables["reports"]}


def _by_date(release: Release) -> list[Row]:
    return sorted(
        release.tables["incidents"], key=lambda row: (str(row["date_start"] or row["report_year"]), row["incident_id"])
    )


def actors(release: Release) -> tuple[ActorCount, ...]:
    """Return in how many incidents each perpetrator is named, and on whose word."""
    names = {row["institution_id"]: row["canonical_name"] for row in release.tables["institutions"]}
    counted = Counter(
        (row["institution_id"], row["certainty"] in _STATED)
        for row in release.tables["incident_actors"]
        if row["role"] == "perpetrator"
    )
    ids = sorted({institution for institution, _ in counted})
    return tuple(ActorCount(names.get(it, it), counted[it, True], counted[it, False]) for it in ids)


def _labels(rows: Sequence[Row], countries: Mapping[str, str]) -> dict[str, str]:
    """A name for each incident, no two alike: place and first day."""
    found: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for row in rows:
        place = row["place_name"] or row["location_text"] or row["admin1_name"] or countries[row["report_id"]]
        label = f"{place}, {row['date_start'] or row['report_year']}"
        seen[label] += 1
        found[row["incident_id"]] = label if seen[label] == 1 else f"{label} ({seen[label]})"
    return found


def _figures(row: Row, label: str, claims: Sequence[Row]) -> tuple[Figure, ...]:
    ordered = sorted(claims, key=lambda it: (it["value_min"] or 0, it["value_max"] or 0, it["claimant"] or ""))
    found = []
    for outcome in _IN_CHARTS:
        bounds = (row[f"{outcome}_min"], row[f"{outcome}_max"])
        if bounds != (None, None):
            found.append(Figure(label, outcome, *bounds, wording.REPORT, False))
        elif row["disputed"]:
            found += [_figure_of(it, row, label) for it in ordered if it["outcome"] == outcome]
        if outcome == "killed":
            found += [_figure_of(it, row, label) for it in ordered if it["outcome"] == wording.NEUTRALIZED]
    return tuple(found)


def _figure_of(claim: Row, row: Row, label: str) -> Figure:
    """A figure as one account gives it, under the outcome that this account names."""
    bounds = (claim["value_min"], claim["value_max"])
    return Figure(label, claim["outcome"], *bounds, claim["claimant"] or wording.REPORT, row["disputed"])
