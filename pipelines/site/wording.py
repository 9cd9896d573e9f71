"""Values in a reader's words: null as "not stated", a minimum alone as "at least", a code with its meaning.

Meanings come from `schemas`; here is only how they are said, and which of a page's few colours a field takes.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from pipelines.site.model import SENTENCE, Figure
from schemas import TABLES, codes

NOT_STATED = "not stated"
IN_DISPUTE = "in dispute"
REPORT = "the report"
"""Who gives a figure that no account is named for."""
NEUTRALIZED = "neutralized"
"""An outcome in its claimant's words alone: whether anyone was killed they do not say, so it never joins "killed"."""

MONTHS = "January February March April May June July August September October November December".split()

# A field's colour and short label. Fields that are not here take the colour "kind" and their own name.
_ASPECTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "date_text": ("date", "date"),
        "date_start": ("date", "date"),
        "date_end": ("date", "date"),
        "date_edtf": ("date", "date"),
        "change_date_edtf": ("date", "date of change"),
        "as_of_edtf": ("date", "as of"),
        "location_text": ("place", "place"),
        "place_name": ("place", "place"),
        "admin1_name": ("place", "place"),
        "reference_place": ("place", "measured from"),
        "reference_distance_km": ("place", "distance"),
        "home_country_iso3": ("place", "home country"),
        "perpetrator_text": ("actor", "perpetrator"),
        "perpetrator_names": ("actor", "perpetrator"),
        "canonical_name": ("actor", "name"),
        "acronym": ("actor", "acronym"),
        "subject": ("actor", "subject"),
        "assessor": ("actor", "assessor"),
        "claimant": ("actor", "claimant"),
        "killed_min": ("people", "killed"),
        "killed_max": ("people", "killed"),
        "wounded_min": ("people", "wounded"),
        "wounded_max": ("people", "wounded"),
        "kidnapped_min": ("people", "kidnapped"),
        "kidnapped_max": ("people", "kidnapped"),
        "perpetrators_killed": ("people", "perpetrators killed"),
        "value_min": ("people", "figure"),
        "value_max": ("people", "figure"),
        "qualifier": ("people", "figure"),
        "victim_class": ("people", "figure"),
        "outcome": ("kind", "outcome"),
        "verb_text": ("kind", "outcome"),
        "event_count_min": ("kind", "attacks"),
        "attack_type": ("kind", "how"),
        "target_type": ("kind", "target"),
        "institution_type": ("kind", "type"),
        "framework_id": ("kind", "framework"),
        "status": ("status", "status"),
        "status_type": ("status", "status"),
        "direction": ("status", "direction"),
        "change_event": ("status", "change"),
        "summary": (SENTENCE, "sentence"),
        "statement": (SENTENCE, "sentence"),
    }
)

ASPECTS: Mapping[str, str] = MappingProxyType(
    {
        "date": "dates",
        "place": "places",
        "actor": "names",
        "people": "figures",
        "kind": "kinds",
        "status": "status",
        SENTENCE: "the whole sentence",
    }
)
"""The colours of a page with what they stand for. Each also has a line style of its own, and every span its label."""

ARROWS: Mapping[str, str] = MappingProxyType(
    {
        "improved": "↗",
        "deteriorated": "↘",
        "expanded": "↑",
        "reduced": "↓",
        "unchanged": "→",
        "mixed": "↕",
        "not_stated": "·",
    }
)
"""One symbol a direction; the word always stands beside it."""

_CAPITALS: Mapping[str, str] = MappingProxyType(
    {word.lower(): word for word in "AML CFT CT CVE EDTF FATF FIU FTO ISO3 NGO QID UN US".split()} | {"km": "km"}
)

_BOUNDS: Mapping[str, str] = MappingProxyType(
    {"killed_min": "killed", "wounded_min": "wounded", "kidnapped_min": "kidnapped"}
)


def aspect_of(field: str) -> tuple[str, str]:
    """Return a field's colour and its short label."""
    return _ASPECTS.get(field, ("kind", spoken(field)))


def spoken(code: str) -> str:
    """Return a code or a column's name as words, abbreviations in capitals."""
    said = " ".join(_CAPITALS.get(word, word) for word in code.split("_"))
    return said.replace("AML CFT", "AML/CFT")


def sentence_case(words: str) -> str:
    """Return words with a capital first letter."""
    return words[:1].upper() + words[1:]


def figure(minimum: int | None, maximum: int | None) -> str:
    """Return a range of people as a reader would say it.

    Args:
        minimum: at least so many; None where no lower figure is given.
        maximum: at most so many; None where no upper figure is given.
    """
    if minimum is None and maximum is None:
        return NOT_STATED
    if minimum is None:
        return f"up to {maximum:,}"
    if maximum is None:
        return f"at least {minimum:,}"
    return f"{minimum:,}" if minimum == maximum else f"{minimum:,} to {maximum:,}"


def says(it: Figure) -> str:
    """Return who gives a figure, as words behind it; nothing where it is the report's own and no other is given."""
    return f", says {it.claimant}" if it.disputed or it.claimant != REPORT else ""


def day(value: date) -> str:
    """Return a day as in 3 May 2019, whatever the machine's language."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(first: date | None, last: date | None, precision: str) -> str:
    """Return the days between which something happened, no more exact than they are stated."""
    if first is None or last is None:
        return "no date stated"
    if first == last:
        return day(first)
    if precision == "month":
        return f"{MONTHS[first.month - 1]} {first.year}"
    if precision == "year":
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[first.month - 1]} {first.year}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def words(value: object, *, is_code: bool = False) -> str:
    """Return a value as a reader would say it; a null is "not stated"."""
    if value is None:
        return NOT_STATED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return spoken(str(value)) if is_code else str(value)


def plain(value: object) -> str:
    """Return a value as a line of corrections writes it: ISO dates, `true` and `false`; a null is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def meaning(table: str, column: str, row: Mapping[str, object]) -> str:
    """Return what a row's code means, as `schemas` says it; empty where the column holds no codes."""
    value = row.get(column)
    if (table, column) == ("compliance_status", "status"):
        return codes.STATUS.get(str(row["status_type"]), {}).get(str(value), "")
    return TABLES[table].column(column).codes.get(str(value), "")


def bound_of(column: str) -> str | None:
    """Return the outcome whose lower bound a column is, or None."""
    return _BOUNDS.get(column)
