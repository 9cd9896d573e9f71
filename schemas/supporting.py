"""The supporting tables: reports, evidence, and what hangs on incidents and institutions.

Also the table of changes between two releases, which lies beside the releases and not in them.
"""

import pandas as pd
import pandera.pandas as pa

from schemas import codes, model
from schemas.model import Day, Flag, Integer, LargeInteger, SmallInteger, Text


class Reports(model.OfReportModel):
    """One row a report: the document as it was obtained, and its text."""

    report_id: Text = model.report_id()
    country_iso3: Text = model.country_iso3()
    country_name: Text = model.text("The country's name in the reference list of countries.", required=True)
    report_year: SmallInteger = model.report_year()
    source_path: Text = model.text(
        "The document's path below the seeds folder.",
        required=True,
        str_matches=model.SEEDS_PATH,
        example="reports/2019/country.txt",
    )
    source_sha256: Text = model.text(
        "SHA-256 of the document's bytes.", required=True, str_matches=model.SHA256, standard="FIPS 180-4"
    )
    source_bytes: LargeInteger = model.column("The document's size in bytes.", required=True, ge=1)
    media_type: Text = model.text(
        "The document's media type.", required=True, codes=codes.MEDIA_TYPE, standard="RFC 6838"
    )
    text: Text = model.text(
        "The decoded text, before any normalisation; all offsets count its code points.", required=True
    )
    parser_version: Text = model.text("Version of the reading code.", required=True)
    licence: Text = model.text("Licence of the document.", example="CC0-1.0", standard="SPDX")
    source_url: Text = model.text("Where the document was obtained.", str_matches=r"^https?://\S+$")
    reading_notes: Text = model.text("What reading met and did not know, such as headings; one note a line.")

    Config = model.config("reports", key=["report_id"], foreign_keys=())


class Evidence(model.OfSpanModel):
    """One row a span of text that an extracted value rests on."""

    table_name: Text = model.code("The table of the value.", codes.EVIDENCE_TABLE)
    row_id: Text = model.text("The identifier of its row.", required=True, str_matches=model.IDENTIFIER)
    field: Text = model.text("The column of the value.", required=True, example="killed_min")
    report_id: Text = model.report_id()
    section: Text = model.text("The section in which the span stands.", required=True, codes=codes.SECTION)
    start: Integer = model.span_start("the quote")
    end: Integer = model.span_end("the quote")
    quote: Text = model.text("The text between start and end, exactly.", required=True)
    rule: Text = model.text("The rule that read the value.", required=True)

    Config = model.config(
        "evidence", key=["table_name", "row_id", "report_id", "field", "start", "end"], foreign_keys=(model.TO_REPORT,)
    )


class IncidentActors(pa.DataFrameModel):
    """One row a part that an institution has in an incident."""

    incident_id: Text = model.incident_id()
    institution_id: Text = model.institution_id()
    role: Text = model.code("Its part.", codes.ACTOR_ROLE)
    certainty: Text = model.code("On whose word it has this part.", codes.CERTAINTY)

    Config = model.config(
        "incident_actors",
        key=["incident_id", "institution_id", "role"],
        foreign_keys=(model.TO_INCIDENT, model.TO_INSTITUTION),
    )


class CasualtyClaims(pa.DataFrameModel):
    """One row a figure that someone gave for an incident."""

    incident_id: Text = model.incident_id()
    claimant: Text = model.text("Who gave the figure; null where the report gives it as its own.")
    outcome: Text = model.code("What became of the people counted.", codes.CASUALTY_OUTCOME)
    victim_class: Text = model.text("Who was counted, in the claimant's words.", example="civilians")
    value_min: Integer = model.count("At least so many; null where no lower figure is given.")
    value_max: Integer = model.count("At most so many; null where no upper figure is given.")
    qualifier: Text = model.code("How the figure is qualified.", codes.QUALIFIER)
    verb_text: Text = model.text("The verb in the report's words.", example="neutralized")

    Config = model.config(
        "casualty_claims",
        key=["incident_id", "claimant", "outcome", "victim_class", "value_min", "value_max", "qualifier", "verb_text"],
        foreign_keys=(model.TO_INCIDENT,),
    )

    @model.rule
    @classmethod
    def value_min_is_not_above_value_max(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`value_min` is not above `value_max`."""
        return model.holds(frame["value_min"] <= frame["value_max"])


class InstitutionNames(pa.DataFrameModel):
    """One row a name of an institution."""

    institution_id: Text = model.institution_id()
    name: Text = model.text("The name.", required=True)
    name_type: Text = model.code("What kind of name it is.", codes.NAME_TYPE)
    in_text: Flag = model.column("True where a report of the release uses the name.", required=True)

    Config = model.config(
        "institution_names", key=["institution_id", "name", "name_type"], foreign_keys=(model.TO_INSTITUTION,)
    )


class InstitutionMentions(model.OfSpanModel):
    """One row a place where a report names an institution."""

    institution_id: Text = model.institution_id()
    report_id: Text = model.report_id()
    start: Integer = model.span_start("the mention")
    end: Integer = model.span_end("the mention")
    quote: Text = model.text("The text between start and end, exactly.", required=True)

    Config = model.config(
        "institution_mentions",
        key=["institution_id", "report_id", "start", "end"],
        foreign_keys=(model.TO_REPORT, model.TO_INSTITUTION_IN_REPORT),
    )


class Rejections(model.OfSpanModel):
    """One row a span that was seen and deliberately not extracted."""

    report_id: Text = model.report_id()
    start: Integer = model.span_start("the span")
    end: Integer = model.span_end("the span")
    quote: Text = model.text("The text between start and end, exactly.", required=True)
    candidate_for: Text = model.code("The dataset that it could have been a row of.", codes.DATASET)
    reason: Text = model.code("Why it is not one.", codes.REJECTION_REASON)

    Config = model.config(
        "rejections", key=["report_id", "start", "end", "candidate_for", "reason"], foreign_keys=(model.TO_REPORT,)
    )


class Corrections(pa.DataFrameModel):
    """One row a value that a reviewer put in the place of the extracted one."""

    table_name: Text = model.code("The table of the value.", codes.DATASET)
    row_id: Text = model.text("The identifier of its row.", required=True, str_matches=model.IDENTIFIER)
    field: Text = model.text("The column of the value.", required=True, example="killed_min")
    report_id: Text = model.report_id()
    old_value: Text = model.text("The value that was extracted, as text; null where none was.", example="3")
    new_value: Text = model.text("The value that the row has now, as text; null where it has none.", example="2")
    old_rule: Text = model.text("The rules that had read the old value, joined by a semicolon and a space.")
    reason_text: Text = model.text("Why, in the reviewer's words.", required=True)
    reviewer: Text = model.text("Who put it right, as they call themselves.", required=True)
    reviewed_on: Day = model.day("The day of the correction.", required=True, example="2020-02-29")
    section: Text = model.text("The section in which the quote stands.", codes=codes.SECTION)
    start: Integer = model.span_start("the quote", required=False)
    end: Integer = model.span_end("the quote", required=False)
    quote: Text = model.text(
        "The report's words that the new value rests on, also in evidence; null where the reviewer names none."
    )
    source_path: Text = model.text(
        "The file of corrections, below the seeds folder.",
        required=True,
        str_matches=model.SEEDS_PATH,
        example="corrections/2019.csv",
    )

    Config = model.config(
        "corrections", key=["table_name", "row_id", "report_id", "field"], foreign_keys=(model.TO_REPORT,)
    )

    @model.rule
    @classmethod
    def the_value_is_another(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`new_value` is not `old_value`."""
        same = (frame["old_value"] == frame["new_value"]).fillna(value=False)
        return ~same.astype(bool) & (frame["old_value"].notna() | frame["new_value"].notna())

    @model.rule
    @classmethod
    def a_quote_has_its_place(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`quote`, `start`, `end` and `section` are null together, and `start` is before `end`."""
        given = frame[["quote", "start", "end", "section"]].notna()
        return (given.all(axis=1) | ~given.any(axis=1)) & model.holds(frame["start"] < frame["end"])


class Changes(pa.DataFrameModel):
    """One row a difference between a release and the one that was latest before it."""

    table: Text = model.text("The table.", required=True)
    row_id: Text = model.text("The row's key; where it has several columns, joined by slashes.", required=True)
    field: Text = model.text("The column; null where a whole row came or went.")
    old: Text = model.text("The value before; a removed row as JSON. Long texts stand as their size and hash.")
    new: Text = model.text("The value after; an added row as JSON. Long texts stand as their size and hash.")
    change: Text = model.code("What happened.", codes.CHANGE)
    reason: Text = model.code("Why, as the hashes of sources and schemas tell.", codes.CHANGE_REASON)

    Config = model.config("changes", key=["table", "row_id", "field", "change"], foreign_keys=())
