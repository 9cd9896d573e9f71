"""The institutions table: one row an organization that a report names.

Names stand in institution_names; persons are not institutions, and no table holds persons.
"""

import pandas as pd

from schemas import codes, model
from schemas.model import Day, Flag, Integer, SmallInteger, Text

_ENRICHMENT = ["wikidata_qid", "un_sanctions_ref", "us_fto_listed_on"]


class Institutions(model.OfReportModel):
    """One row an organization that a report names."""

    institution_id: Text = model.institution_id("Identifier of the institution, the same in all reports.")
    report_id: Text = model.report_id()
    country_iso3: Text = model.country_iso3()
    report_year: SmallInteger = model.report_year()
    canonical_name: Text = model.text(
        "Its name in the reference list, or as the chapter gives it.",
        required=True,
        evidence=True,
        example="National Guard",
        crosswalk={"UCDP GED": "side_a, side_b", "ACLED": "actor1, actor2", "GTD": "gname"},
    )
    acronym: Text = model.text("Its acronym, as the chapter states it.", evidence=True, example="NG")
    institution_type: Text = model.code(
        "What kind of organization it is.", codes.INSTITUTION_TYPE, crosswalk={"ACLED": "inter1, inter2"}
    )
    level: Text = model.code("Whose it is, seen from the chapter's country.", codes.LEVEL)
    home_country_iso3: Text = model.text(
        "Its country, where the text ties it to one.",
        str_matches=model.ISO3,
        standard="ISO 3166-1 alpha-3",
        evidence=True,
    )
    mention_count: Integer = model.count(
        "How often the chapter names it.", required=True, ge=1, example="4", correctable=False
    )
    first_section: Text = model.text(
        "The section in which it is named first.",
        required=True,
        codes=codes.SECTION,
        example="overview",
        correctable=False,
    )
    known: Flag = model.column(
        "True where the reference list has it, false where it was recognised from the text alone.",
        required=True,
        correctable=False,
    )
    wikidata_qid: Text = model.text(
        "Its Wikidata item.", enrichment=True, str_matches=r"^Q[1-9]\d*$", example="Q1065", standard="Wikidata"
    )
    un_sanctions_ref: Text = model.text(
        "Its permanent reference number on the list of the UN Security Council's sanctions committees.", enrichment=True
    )
    us_fto_listed_on: Day = model.day(
        "The day on which the United States designated it a foreign terrorist organization.", enrichment=True
    )
    reference_source: Text = model.text("Where the reference identifiers come from.", enrichment=True)
    corrected: Flag = model.corrected()

    Config = model.config(
        "institutions", key=["institution_id", "report_id"], foreign_keys=(model.TO_REPORT_WITH_YEAR,)
    )

    @model.rule
    @classmethod
    def reference_identifiers_have_a_source(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Reference identifiers only for a known institution, with their source."""
        enriched = frame[_ENRICHMENT].notna().any(axis=1)
        return model.implies(enriched, frame["known"] & frame["reference_source"].notna())
