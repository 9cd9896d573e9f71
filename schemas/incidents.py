"""The incidents table: one row an event that a report describes.

Figures count victims of the violence told of; attackers' own dead stand apart in `perpetrators_killed`.
"""

from typing import Any

import pandas as pd

from schemas import codes, model
from schemas.model import Day, Decimal, Flag, Integer, LargeInteger, SmallInteger, Text

_CASUALTIES = ["killed_min", "killed_max", "wounded_min", "wounded_max"]


def _bound(outcome: str, which: str, crosswalk: dict[str, str]) -> Any:
    meaning = {
        "min": "At least so many victims; null where the report gives no lower figure.",
        "max": "At most so many victims; null where the report gives no upper figure.",
    }
    return model.count(f"Victims {outcome}. {meaning[which]}", evidence=True, example="3", crosswalk=crosswalk)


class Incidents(model.OfReportModel):
    """One row an event that the report describes."""

    incident_id: Text = model.text(
        "Identifier of the row, the same in every rebuild: made of the report and the evidence, not of row order.",
        required=True,
        str_matches=model.IDENTIFIER,
        example="4be1f0c2a97d",
        crosswalk={"UCDP GED": "id", "ACLED": "event_id_cnty", "GTD": "eventid"},
    )
    report_id: Text = model.report_id()
    country_iso3: Text = model.country_iso3()
    report_year: SmallInteger = model.report_year()
    record_class: Text = model.code(
        "What kind of event the report tells of.",
        codes.RECORD_CLASS,
        crosswalk={"UCDP GED": "type_of_violence", "ACLED": "event_type", "GTD": "crit1, crit2, crit3"},
    )
    is_terrorist_incident: Flag = model.column(
        "True where the report presents the event as terrorism.", required=True, crosswalk={"GTD": "doubtterr"}
    )
    listed_as_significant: Flag = model.column("True for an item of the incidents section's list.", required=True)
    date_text: Text = model.text(
        "The date in the report's words.", evidence=True, verbatim=True, example="In early May"
    )
    date_start: Day = model.day(
        "First day on which it can have happened.",
        example="2019-05-01",
        crosswalk={"UCDP GED": "date_start", "ACLED": "event_date", "GTD": "iyear, imonth, iday"},
        evidence=True,
    )
    date_end: Day = model.day(
        "Last day on which it can have happened.",
        example="2019-05-10",
        crosswalk={"UCDP GED": "date_end", "GTD": "resolution"},
        evidence=True,
    )
    date_edtf: Text = model.text(
        "The date with its precision.",
        str_matches=model.EDTF,
        example="2019-05-01/2019-05-10",
        standard="EDTF (ISO 8601-2)",
        evidence=True,
    )
    date_precision: Text = model.code(
        "How exactly the date is stated.",
        codes.DATE_PRECISION,
        crosswalk={"UCDP GED": "date_prec", "ACLED": "time_precision", "GTD": "approxdate"},
    )
    event_count_min: Integer = model.count(
        "At least so many attacks are told of together; null where the report tells of one without counting.",
        ge=1,
        example="2",
        crosswalk={"GTD": "multiple"},
        evidence=True,
    )
    location_text: Text = model.text(
        "The place in the report's words.",
        evidence=True,
        verbatim=True,
        example="near Ardevan, in Upper province",
        crosswalk={"UCDP GED": "where_description", "GTD": "location"},
    )
    place_name: Text = model.text(
        "The narrowest place that the report names.",
        evidence=True,
        example="Ardevan",
        crosswalk={"UCDP GED": "where_coordinates", "ACLED": "location", "GTD": "city"},
    )
    admin1_name: Text = model.text(
        "The first-order administrative unit, where the report names it.",
        evidence=True,
        example="Upper province",
        crosswalk={"UCDP GED": "adm_1", "ACLED": "admin1", "GTD": "provstate"},
    )
    location_precision: Text = model.code(
        "How exactly the place is stated.",
        codes.LOCATION_PRECISION,
        crosswalk={"UCDP GED": "where_prec", "ACLED": "geo_precision", "GTD": "specificity, vicinity"},
    )
    reference_place: Text = model.text(
        "The place from which the report gives a distance.", evidence=True, example="the capital"
    )
    reference_distance_km: Decimal = model.column(
        "Distance from reference_place in kilometres, as the report gives it.",
        ge=0,
        example="15.0",
        evidence=True,
    )
    latitude: Decimal = model.column(
        "Latitude of the place in degrees north; null unless the place is a settlement or finer.",
        enrichment=True,
        ge=-90,
        le=90,
        standard="WGS 84",
        crosswalk={"UCDP GED": "latitude", "ACLED": "latitude", "GTD": "latitude"},
    )
    longitude: Decimal = model.column(
        "Longitude of the place in degrees east; null unless the place is a settlement or finer.",
        enrichment=True,
        ge=-180,
        le=180,
        standard="WGS 84",
        crosswalk={"UCDP GED": "longitude", "ACLED": "longitude", "GTD": "longitude"},
    )
    geonames_id: LargeInteger = model.column(
        "GeoNames identifier of the place.", enrichment=True, ge=1, standard="GeoNames"
    )
    geo_source: Text = model.text("Where coordinates and GeoNames identifier come from.", enrichment=True)
    attack_type: Text = model.code(
        "How it was done.", codes.ATTACK_TYPE, crosswalk={"ACLED": "sub_event_type", "GTD": "attacktype1"}
    )
    target_type: Text = model.code(
        "Who or what was hit.", codes.TARGET_TYPE, crosswalk={"ACLED": "civilian_targeting", "GTD": "targtype1"}
    )
    perpetrator_text: Text = model.text(
        "The perpetrator in the report's words, also where it names nobody.",
        evidence=True,
        verbatim=True,
        example="unidentified gunmen",
    )
    perpetrator_names: Text = model.text(
        "Canonical names of the perpetrators, sorted and joined by a semicolon and a space; "
        "the rows themselves are in incident_actors.",
        crosswalk={"UCDP GED": "side_a, side_b", "ACLED": "actor1", "GTD": "gname"},
        evidence=True,
    )
    attribution: Text = model.code(
        "On whose word the perpetrator is named.", codes.ATTRIBUTION, crosswalk={"GTD": "claimed, guncertain1"}
    )
    killed_min: Integer = _bound("killed", "min", {"UCDP GED": "low", "ACLED": "fatalities", "GTD": "nkill"})
    killed_max: Integer = _bound("killed", "max", {"UCDP GED": "high", "ACLED": "fatalities", "GTD": "nkill"})
    wounded_min: Integer = _bound("wounded", "min", {"GTD": "nwound"})
    wounded_max: Integer = _bound("wounded", "max", {"GTD": "nwound"})
    kidnapped_min: Integer = _bound("kidnapped", "min", {"GTD": "nhostkid"})
    kidnapped_max: Integer = _bound("kidnapped", "max", {"GTD": "nhostkid"})
    perpetrators_killed: Integer = model.count(
        "Dead of the attackers' own side, and militants killed by state forces; never part of killed_*.",
        evidence=True,
        example="1",
        crosswalk={"UCDP GED": "deaths_a, deaths_b", "GTD": "nkillter"},
    )
    casualty_status: Text = model.code(
        "What the report says of killed and wounded; the kidnapped do not count here.", codes.CASUALTY_STATUS
    )
    disputed: Flag = model.column(
        "True where the report gives conflicting figures or accounts; the figures are then null here, "
        "and each stands in casualty_claims.",
        required=True,
    )
    summary: Text = model.text(
        "The evidence sentence or sentences, verbatim.",
        required=True,
        crosswalk={"UCDP GED": "source_headline", "ACLED": "notes", "GTD": "summary"},
        evidence=True,
        correctable=False,
    )
    corrected: Flag = model.corrected()

    Config = model.config("incidents", key=["incident_id"], foreign_keys=(model.TO_REPORT_WITH_YEAR,))

    @model.rule
    @classmethod
    def date_start_is_not_after_date_end(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`date_start` is not after `date_end`."""
        return model.holds(frame["date_start"] <= frame["date_end"])

    @model.rule
    @classmethod
    def dates_are_there_unless_the_precision_is_unknown(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """All three dates are null where `date_precision` is unknown, and none else; a season's days may be."""
        unknown, season = frame["date_precision"] == "unknown", frame["date_precision"] == "season"
        no_words, days = frame["date_edtf"].isna(), frame[["date_start", "date_end"]].isna()
        without = no_words & days.all(axis=1)
        with_days = ~no_words & ~days.any(axis=1)
        with_season = season & ~no_words & days.all(axis=1)
        return model.implies(unknown, without) & model.implies(~unknown, with_days | with_season)

    @model.rule
    @classmethod
    def a_date_of_day_precision_is_one_day(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`date_precision` day is one day."""
        return model.implies(frame["date_precision"] == "day", frame["date_start"] == frame["date_end"])

    @model.rule
    @classmethod
    def killed_min_is_not_above_killed_max(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`killed_min` is not above `killed_max`."""
        return model.holds(frame["killed_min"] <= frame["killed_max"])

    @model.rule
    @classmethod
    def wounded_min_is_not_above_wounded_max(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`wounded_min` is not above `wounded_max`."""
        return model.holds(frame["wounded_min"] <= frame["wounded_max"])

    @model.rule
    @classmethod
    def kidnapped_min_is_not_above_kidnapped_max(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`kidnapped_min` is not above `kidnapped_max`."""
        return model.holds(frame["kidnapped_min"] <= frame["kidnapped_max"])

    @model.rule
    @classmethod
    def a_disputed_incident_has_no_killed_figures(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Where `disputed` is true, `killed_min` and `killed_max` are null."""
        return model.implies(frame["disputed"], frame[["killed_min", "killed_max"]].isna().all(axis=1))

    @model.rule
    @classmethod
    def figures_are_null_where_none_are_stated(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Where `casualty_status` is not_stated, the figures of killed and wounded are null."""
        return model.implies(frame["casualty_status"] == "not_stated", frame[_CASUALTIES].isna().all(axis=1))

    @model.rule
    @classmethod
    def an_unattributed_incident_names_no_perpetrator(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Where `attribution` is unattributed, `perpetrator_names` is null."""
        return model.implies(frame["attribution"] == "unattributed", frame["perpetrator_names"].isna())

    @model.rule
    @classmethod
    def coordinates_come_in_pairs_with_a_source(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """`latitude` and `longitude` are null together, and `geo_source` says where they come from."""
        known = frame["latitude"].notna()
        return (known == frame["longitude"].notna()) & model.implies(known, frame["geo_source"].notna())

    @model.rule
    @classmethod
    def coordinates_only_for_a_settlement_or_finer(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """Coordinates only where `location_precision` is facility or settlement."""
        fine = frame["location_precision"].isin(["facility", "settlement"])
        return model.implies(frame["latitude"].notna(), fine)
