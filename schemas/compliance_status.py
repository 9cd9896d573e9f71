"""The compliance_status table: one row a statement on the state of a measure, duty or membership.

Which status codes there are depends on the status type; `codes.STATUS` has them.
"""

import pandas as pd

from schemas import codes, model
from schemas.model import Flag, SmallInteger, Text

_PAIRS = frozenset((status_type, status) for status_type, meanings in codes.STATUS.items() for status in meanings)


class ComplianceStatus(model.OfReportModel):
    """One row a statement on the state of a measure, duty or membership."""

    compliance_id: Text = model.text(
        "Identifier of the row, the same in every rebuild.",
        required=True,
        str_matches=model.IDENTIFIER,
        example="90c3d1b24e5f",
    )
    report_id: Text = model.report_id()
    country_iso3: Text = model.country_iso3()
    report_year: SmallInteger = model.report_year()
    subject: Text = model.text(
        "Whom the status is of: `country`, or an institution_id of the same report.",
        required=True,
        str_matches=model.IDENTIFIER,
        example="country",
    )
    domain: Text = model.code("The field of policy.", codes.DOMAIN)
    framework_id: Text = model.text(
        "The framework in the reference list of frameworks; `none` where the text names none.",
        required=True,
        str_matches=model.IDENTIFIER,
        example="egmont-membership",
    )
    measure: Text = model.text("Short description of what the status is of.", required=True)
    status_type: Text = model.code("Which scale the status stands on.", codes.STATUS_TYPE)
    status: Text = model.code("The status, on the scale of status_type.", codes.ANY_STATUS, evidence=True)
    direction: Text = model.code("How it compares with before, in the report's words.", codes.DIRECTION)
    change_event: Text = model.code("What happened to it in the report's period.", codes.CHANGE_EVENT)
    change_date_edtf: Text = model.text(
        "When that happened.",
        str_matches=model.EDTF,
        example="2019-05",
        standard="EDTF (ISO 8601-2)",
        evidence=True,
    )
    as_of_edtf: Text = model.text(
        "The time of which the status is true.",
        required=True,
        str_matches=model.EDTF,
        example="2019-12-31",
        standard="EDTF (ISO 8601-2)",
    )
    as_of_basis: Text = model.code("What as_of_edtf rests on.", codes.AS_OF_BASIS)
    assessor: Text = model.text(
        "Who says so: `usdos`, or the institution whose finding the report relays.",
        required=True,
        str_matches=model.IDENTIFIER,
        example="usdos",
    )
    statement: Text = model.text("The evidence, verbatim.", required=True, evidence=True, correctable=False)
    corrected: Flag = model.corrected()

    Config = model.config("compliance_status", key=["compliance_id"], foreign_keys=(model.TO_REPORT_WITH_YEAR,))

    @model.rule
    @classmethod
    def status_belongs_to_status_type(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`status` is a code of `status_type`."""
        pairs = zip(frame["status_type"], frame["status"], strict=True)
        return pd.Series([pair in _PAIRS for pair in pairs], index=frame.index, dtype=bool)
