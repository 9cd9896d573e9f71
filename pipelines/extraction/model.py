"""What extraction produces: rows with evidence, rejections, and the names that the chapter uses.

Row builders return `Built`; `extract` turns that into the contract's tables.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.reading.folding import folded

_SPACES = re.compile(r"\s+")


def stable_id(*parts: str) -> str:
    """Return an identifier made of the meaning of `parts`, independent of spacing, quote style and row order.

    Args:
        parts: report id, table, and the evidence text or other raw values that make the row what it is.

    Returns:
        Twelve hexadecimal digits of a SHA-256.
    """
    plain = "\x1f".join(_SPACES.sub(" ", folded(part)).strip().lower() for part in parts)
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The span of source text that a field's value rests on, and the name of the rule that read it."""

    field: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a published table: values by column name, and the evidence of its extracted values."""

    table: str
    values: Mapping[str, object]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A span that looked like a row of `candidate_for` and was deliberately not made one."""

    start: int
    end: int
    candidate_for: str
    reason: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a row builder found in one chapter."""

    rows: tuple[Row, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class InstitutionName:
    """One name of an institution and its type; `in_text` where the chapter uses it."""

    name: str
    name_type: str
    in_text: bool


@dataclass(frozen=True, slots=True)
class Institution:
    """An organization that the chapter names; `known` where the reference list has it."""

    institution_id: str
    canonical_name: str
    acronym: str | None
    institution_type: str
    level: str
    home_country_iso3: str | None
    known: bool
    names: tuple[InstitutionName, ...] = ()
    wikidata_qid: str | None = None
    un_sanctions_ref: str | None = None
    us_fto_listed_on: object = None
    reference_source: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the chapter names an institution, with the rule that recognised it."""

    start: int
    end: int
    institution_id: str
    rule: str


@dataclass(frozen=True, slots=True)
class Names:
    """All institutions of a chapter and their mentions, in text order and without overlaps."""

    institutions: Mapping[str, Institution] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie inside a span, in text order."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        behind = bisect_left(self.mentions, end, lo=first, key=lambda mention: mention.start)
        return tuple(mention for mention in self.mentions[first:behind] if mention.end <= end)
