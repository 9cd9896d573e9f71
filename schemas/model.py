"""What all tables share: the base model, the kinds of column, and the columns that stand in several tables.

A column that stands in more than one table is defined here once, so that the same name always means the same thing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow
from pandera.typing import Series

from schemas.codes import Codes

Text = Series[pd.StringDtype]
Day = Series[pd.ArrowDtype]
SmallInteger = Series[pd.Int16Dtype]
Integer = Series[pd.Int32Dtype]
LargeInteger = Series[pd.Int64Dtype]
Decimal = Series[pd.Float64Dtype]
Flag = Series[pd.BooleanDtype]

ISO3 = r"^[A-Z]{3}$"
REPORT_ID = r"^[A-Z]{3}-\d{4}$"
SHA256 = r"^[0-9a-f]{64}$"
IDENTIFIER = r"^[^\s/|]+$"
SEEDS_PATH = r"^(?!/)(?!.*(^|/)\.\.(/|$))[^\\]+$"
"""A path below the seeds folder that does not lead out of it."""
_MOMENT = r"[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?"
EDTF = rf"^({_MOMENT}|\.\.)(/({_MOMENT}|\.\.))?$"
"""The part of EDTF (ISO 8601-2) that the tables use: dates, unspecified digits, qualifiers, intervals."""


Reference = tuple[tuple[str, ...], str, tuple[str, ...]]
"""A foreign key: own columns, the table referred to, its columns."""


def config(name: str, key: Sequence[str], foreign_keys: Sequence[Reference] = ()) -> type:
    """Return a model's configuration: exactly its columns, in order, coerced, and no two rows with the same key.

    Args:
        name: the table.
        key: the columns that make a row unique, and by which rows are sorted.
        foreign_keys: what has to stand in other tables.
    """
    settings = {"strict": True, "ordered": True, "coerce": True}
    return type(
        "Config", (), {**settings, "name": name, "unique": list(key), "metadata": {"foreign_keys": foreign_keys}}
    )


def rule(check: Any) -> Any:
    """Make a class method a rule over whole rows; its docstring says the rule to readers of the codebook."""
    description = str(check.__func__.__doc__).strip().rstrip(".")
    return pa.dataframe_check(check, description=description)


class OfReportModel(pa.DataFrameModel):
    """Base of the tables whose rows say report, country and year."""

    @rule
    @classmethod
    def report_id_agrees_with_country_and_year(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`report_id` is `country_iso3` and `report_year` joined by a hyphen."""
        year = frame["report_year"].astype("string").str.zfill(4)
        return holds(frame["report_id"] == frame["country_iso3"] + "-" + year)


class OfSpanModel(pa.DataFrameModel):
    """Base of the tables whose rows are spans of a report's text."""

    @rule
    @classmethod
    def the_span_is_not_empty(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`start` is before `end`."""
        return holds(frame["start"] < frame["end"])


def holds(condition: Any) -> "pd.Series[bool]":
    """Return where a rule holds; a rule that a null keeps from being decided holds."""
    decided: pd.Series[bool] = condition.astype("boolean").fillna(True).astype(bool)
    return decided


def implies(premise: Any, conclusion: Any) -> "pd.Series[bool]":
    """Return where the conclusion holds or the premise does not; nulls count as false in both."""
    given = premise.astype("boolean").fillna(False).astype(bool)
    then = conclusion.astype("boolean").fillna(False).astype(bool)
    met: pd.Series[bool] = ~given | then
    return met


def column(
    description: str,
    *,
    required: bool = False,
    codes: Codes | None = None,
    encoded: bool = False,
    evidence: bool = False,
    enrichment: bool = False,
    correctable: bool = True,
    verbatim: bool = False,
    example: str | None = None,
    standard: str | None = None,
    crosswalk: Mapping[str, str] | None = None,
    **checks: Any,
) -> Any:
    """Define a column.

    Args:
        description: the meaning, one or two sentences.
        required: true where the column is never null.
        codes: the codes that it may hold, with their meanings.
        encoded: true where the codes are dictionary-encoded in Arrow.
        evidence: true where each non-null value needs a row in `evidence`.
        enrichment: true where values come from reference files and not from the report.
        correctable: false where a reviewer may not put another value, since it is the text's own or is counted from it.
        verbatim: true where a value is always words of the report, letter by letter.
        example: a value as text.
        standard: the standard that the values follow.
        crosswalk: names of the like field in other datasets, by dataset.
        checks: further pandera checks, by name.
    """
    if codes is not None:
        checks["isin"] = list(codes)
    metadata = {
        # Plain copies: pandera deep-copies metadata, which read-only views do not allow.
        "codes": dict(codes or {}),
        "encoded": encoded,
        "evidence": evidence,
        "enrichment": enrichment,
        "correctable": correctable,
        "verbatim": verbatim,
        "example": example,
        "standard": standard,
        "crosswalk": dict(crosswalk or {}),
    }
    return pa.Field(nullable=not required, description=description, metadata=metadata, **checks)


def text(description: str, **options: Any) -> Any:
    """Define a text column; an empty text is never a value."""
    if "str_matches" not in options and "codes" not in options:
        options["str_length"] = {"min_value": 1}
    return column(description, **options)


def code(description: str, codes: Codes, **options: Any) -> Any:
    """Define a column that always holds one of the codes, dictionary-encoded in Arrow."""
    return column(description, required=True, codes=codes, encoded=True, **options)


def count(description: str, **options: Any) -> Any:
    """Define a count of people or events, never negative."""
    return column(description, **{"ge": 0, **options})


def day(description: str, **options: Any) -> Any:
    """Define a calendar day."""
    return column(description, dtype_kwargs={"pyarrow_dtype": arrow.date32()}, standard="ISO 8601", **options)


def report_id() -> Any:
    """Define the column that says the report."""
    return text(
        "The report: ISO 3166-1 alpha-3 code of its country and the year it covers.",
        required=True,
        str_matches=REPORT_ID,
        example="XAA-2019",
    )


def country_iso3() -> Any:
    """Define the column that says the report's country."""
    return text(
        "The country of the report; a compound chapter takes its first-named country's.",
        required=True,
        str_matches=ISO3,
        example="XAA",
        standard="ISO 3166-1 alpha-3 (Kosovo: XKX)",
        crosswalk={"UCDP GED": "country_id", "ACLED": "iso", "GTD": "country"},
    )


def report_year() -> Any:
    """Define the column that says the report's year."""
    return column(
        "The year that the report covers.",
        required=True,
        ge=1900,
        le=2999,
        example="2019",
        crosswalk={"UCDP GED": "year", "ACLED": "year", "GTD": "iyear"},
    )


def incident_id(description: str = "The incident.") -> Any:
    """Define a column that says an incident."""
    return text(description, required=True, str_matches=IDENTIFIER, example="4be1f0c2a97d")


def institution_id(description: str = "The institution, the same in all reports.") -> Any:
    """Define a column that says an institution."""
    return text(description, required=True, str_matches=IDENTIFIER, example="national-guard-xaa")


def span_start(of: str, *, required: bool = True) -> Any:
    """Define the column where a span begins."""
    return column(
        f"Where {of} begins in reports.text: Unicode code points, from 0, inclusive.",
        required=required,
        ge=0,
        example="1204",
    )


def span_end(of: str, *, required: bool = True) -> Any:
    """Define the column where a span ends."""
    return column(f"Where {of} ends in reports.text, exclusive.", required=required, ge=1, example="1207")


def corrected() -> Any:
    """Define the column that says whether a reviewer put another value into the row."""
    return column(
        "True where a reviewer put another value into the row; which, and why, is in corrections.",
        required=True,
        correctable=False,
        default=False,
    )


TO_REPORT: Reference = (("report_id",), "reports", ("report_id",))
TO_REPORT_WITH_YEAR: Reference = (
    ("report_id", "country_iso3", "report_year"),
    "reports",
    ("report_id", "country_iso3", "report_year"),
)
TO_INCIDENT: Reference = (("incident_id",), "incidents", ("incident_id",))
TO_INSTITUTION: Reference = (("institution_id",), "institutions", ("institution_id",))
TO_INSTITUTION_IN_REPORT: Reference = (("institution_id", "report_id"), "institutions", ("institution_id", "report_id"))
