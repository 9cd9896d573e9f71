"""What the tables allow and refuse, and the one form in which they leave."""

import datetime

import example_release as example
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaError, SchemaErrors

import schemas
from schemas import codes


def incident(**changed):
    return example.rows()["incidents"][0] | changed


def failing(name, row):
    """The columns and checks that a row breaks."""
    with pytest.raises(SchemaErrors) as caught:
        schemas.to_arrow(name, [row])
    cases = caught.value.failure_cases
    return set(cases["column"]) | set(cases["check"])


def test_the_tables_stand_in_the_order_of_the_contract():
    assert list(schemas.TABLES) == [
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
        "corrections",
    ]


def test_every_column_and_every_code_says_what_it_means():
    for table in schemas.TABLES.values():
        assert table.description
        for column in table.columns:
            assert column.description, (table.name, column.name)
            assert all(column.codes.values()), (table.name, column.name)


def test_a_column_of_the_same_name_has_the_same_type_in_all_tables():
    types = {}
    for table in schemas.TABLES.values():
        for column in table.columns:
            types.setdefault(column.name, set()).add(str(column.arrow_type))
    assert {name: found for name, found in types.items() if len(found) > 1} == {}


def test_the_arrow_types_are_those_of_the_contract():
    schema = schemas.arrow_schema("incidents")
    assert pa.types.is_dictionary(schema.field("record_class").type)
    assert schema.field("record_class").type.value_type == pa.string()
    assert schema.field("report_year").type == pa.int16()
    assert schema.field("date_start").type == pa.date32()
    assert schema.field("killed_min").type == pa.int32()
    assert schema.field("geonames_id").type == pa.int64()
    assert schema.field("reference_distance_km").type == pa.float64()
    assert schema.field("disputed").type == pa.bool_()
    assert not schema.field("summary").nullable
    assert schema.field("killed_min").nullable


def test_the_arrow_fields_carry_the_descriptions():
    for name in schemas.TABLES:
        for column, field in zip(schemas.columns(name), schemas.arrow_schema(name), strict=True):
            assert field.metadata[b"description"].decode() == column.description


def test_a_key_that_is_absent_is_null():
    table = schemas.to_arrow("incidents", [incident()])
    assert table.column("wounded_min").to_pylist() == [None]


def test_whole_numbers_beside_nulls_stay_whole():
    found = schemas.to_arrow("incidents", [incident(), incident(incident_id="b", killed_min=None, killed_max=5)])
    assert found.column("killed_min").to_pylist() == [3, None]
    assert found.column("killed_min").type == pa.int32()


def test_rows_come_out_sorted_by_their_key_whatever_order_they_came_in():
    given_rows = [incident(incident_id=key) for key in ("c", "a", "b")]
    assert schemas.to_arrow("incidents", given_rows).column("incident_id").to_pylist() == ["a", "b", "c"]


def test_a_frame_does_as_well_as_rows():
    frame = schemas.to_arrow("incidents", [incident()]).to_pandas()
    assert schemas.to_arrow("incidents", frame).equals(schemas.to_arrow("incidents", [incident()]))


def test_an_empty_table_has_its_full_schema():
    for name in schemas.TABLES:
        assert schemas.to_arrow(name, []).schema.equals(schemas.arrow_schema(name), check_metadata=True)


def test_dictionaries_hold_all_codes_whatever_the_rows_use():
    column = schemas.to_arrow("incidents", [incident()]).column("attack_type").combine_chunks()
    assert column.dictionary.to_pylist() == list(codes.ATTACK_TYPE)


def test_the_coerced_frame_is_the_one_that_is_returned():
    names = pd.DataFrame([{"institution_id": "a", "name": "A", "name_type": "official", "in_text": True}], dtype=object)
    assert str(schemas.validate("institution_names", names)["in_text"].dtype) == "boolean"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"record_class": "attack"}, "record_class"),
        ({"killed_min": -1}, "killed_min"),
        ({"killed_min": "three"}, "killed_min"),
        ({"killed_min": 2.5}, "killed_min"),
        ({"summary": None}, "summary"),
        ({"summary": ""}, "summary"),
        ({"latitude": 91.0}, "latitude"),
        ({"longitude": -181.0}, "longitude"),
        ({"report_id": "xaa-2019"}, "report_id"),
        ({"date_start": "2019-13-01"}, "date_start"),
        ({"date_edtf": "May 2019"}, "date_edtf"),
        ({"event_count_min": 0}, "event_count_min"),
        ({"invented": 1}, "invented"),
    ],
)
def test_an_invalid_row_is_refused_and_the_column_named(changed, named):
    with pytest.raises(SchemaErrors) as caught:
        schemas.to_arrow("incidents", [incident(**changed)])
    assert named in caught.value.failure_cases.to_string()


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"place_name": ["Ardevan"]}, "incidents.place_name"),
        ({"record_class": 5}, "incidents.record_class"),
        ({"killed_min": True}, "incidents.killed_min"),
    ],
)
def test_a_value_that_would_quietly_become_another_is_refused(changed, named):
    with pytest.raises(SchemaError, match=named):
        schemas.to_arrow("incidents", [incident(**changed)])


def test_a_missing_column_is_refused_and_named():
    frame = pd.DataFrame(example.rows()["institution_names"]).drop(columns="name_type")
    with pytest.raises(SchemaErrors, match="name_type"):
        schemas.validate("institution_names", frame)


def test_columns_in_another_order_are_refused():
    frame = pd.DataFrame(example.rows()["institution_names"])
    with pytest.raises(SchemaErrors, match="out-of-order"):
        schemas.validate("institution_names", frame[frame.columns[::-1]])


CONTRADICTIONS = [
    ({"date_end": datetime.date(2019, 5, 2), "date_precision": "day_range"}, "date_start_is_not_after_date_end"),
    ({"date_end": datetime.date(2019, 5, 4)}, "a_date_of_day_precision_is_one_day"),
    ({"date_precision": "unknown"}, "dates_are_there_unless_the_precision_is_unknown"),
    ({"date_start": None}, "dates_are_there_unless_the_precision_is_unknown"),
    ({"killed_min": 4}, "killed_min_is_not_above_killed_max"),
    ({"wounded_min": 2, "wounded_max": 1}, "wounded_min_is_not_above_wounded_max"),
    ({"kidnapped_min": 2, "kidnapped_max": 1}, "kidnapped_min_is_not_above_kidnapped_max"),
    ({"disputed": True}, "a_disputed_incident_has_no_killed_figures"),
    ({"casualty_status": "not_stated"}, "figures_are_null_where_none_are_stated"),
    ({"attribution": "unattributed"}, "an_unattributed_incident_names_no_perpetrator"),
    ({"latitude": 1.0, "longitude": 1.0, "geo_source": "x"}, "coordinates_only_for_a_settlement_or_finer"),
    ({"latitude": 1.0, "location_precision": "settlement"}, "coordinates_come_in_pairs_with_a_source"),
    ({"report_year": 2018}, "report_id_agrees_with_country_and_year"),
    ({"country_iso3": "XAB"}, "report_id_agrees_with_country_and_year"),
]


@pytest.fixture(scope="module")
def rules_broken():
    """The rules that each row of the list breaks; all are validated at once, since that takes its time."""
    rows = [incident(**changed | {"incident_id": f"{place:02}"}) for place, (changed, _) in enumerate(CONTRADICTIONS)]
    with pytest.raises(SchemaErrors) as caught:
        schemas.to_arrow("incidents", rows)
    cases = caught.value.failure_cases
    return [set(cases["check"][cases["index"] == place]) for place in range(len(rows))]


@pytest.mark.parametrize(("place", "rule"), [(place, rule) for place, (_, rule) in enumerate(CONTRADICTIONS)])
def test_a_row_that_contradicts_itself_is_refused_and_the_rule_named(rules_broken, place, rule):
    assert rule in rules_broken[place]


def test_the_days_of_a_season_may_be_unknown_together_and_those_of_a_month_may_not():
    season = {"date_precision": "season", "date_edtf": "2019-21", "date_start": None, "date_end": None}
    assert schemas.to_arrow("incidents", [incident(**season)]).num_rows == 1
    days = {"date_start": datetime.date(2019, 3, 1), "date_end": datetime.date(2019, 5, 31)}
    assert schemas.to_arrow("incidents", [incident(**season | days)]).num_rows == 1
    rule = "dates_are_there_unless_the_precision_is_unknown"
    assert rule in failing("incidents", incident(**season | {"date_precision": "month"}))
    assert rule in failing("incidents", incident(**season | {"date_edtf": None}))
    assert rule in failing("incidents", incident(**season | {"date_end": days["date_end"]}))


def test_a_bound_alone_is_no_contradiction():
    found = schemas.to_arrow("incidents", [incident(killed_min=13, killed_max=None)])
    assert found.num_rows == 1


def test_the_kidnapped_are_no_casualties():
    row = incident(casualty_status="not_stated", killed_min=None, killed_max=None, kidnapped_min=17, kidnapped_max=17)
    assert schemas.to_arrow("incidents", [row]).num_rows == 1


def test_a_disputed_incident_without_figures_is_allowed():
    assert schemas.to_arrow("incidents", [incident(disputed=True, killed_min=None, killed_max=None)]).num_rows == 1


def test_a_status_of_another_status_type_is_refused():
    row = example.rows()["compliance_status"][0] | {"status": "member"}
    assert "status_belongs_to_status_type" in failing("compliance_status", row)


def test_every_status_of_its_own_type_is_allowed():
    pairs = [(kind, code) for kind in codes.STATUS for code in codes.STATUS[kind]]
    base = example.rows()["compliance_status"][0]
    given_rows = [
        base | {"compliance_id": f"{place}", "status_type": kind, "status": code}
        for place, (kind, code) in enumerate(pairs)
    ]
    assert schemas.to_arrow("compliance_status", given_rows).num_rows == len(pairs)


def test_status_types_and_their_codes_are_the_same_list():
    assert set(codes.STATUS) == set(codes.STATUS_TYPE)


@pytest.mark.parametrize("name", list(schemas.TABLES))
def test_no_two_rows_have_the_same_key(name):
    row = {**example.rows(), "corrections": [example.CORRECTION]}[name][0]
    with pytest.raises(SchemaErrors, match="not unique"):
        schemas.to_arrow(name, [row, dict(row)])


@pytest.mark.parametrize("name", ["evidence", "institution_mentions", "rejections"])
def test_an_empty_span_is_refused(name):
    row = example.rows()[name][0]
    assert "the_span_is_not_empty" in failing(name, row | {"end": row["start"]})


@pytest.mark.parametrize("path", ["/etc/passwd", "reports/../../x.txt", "..", "a\\b"])
def test_a_source_path_stays_below_the_seeds(path):
    assert "source_path" in failing("reports", example.rows()["reports"][0] | {"source_path": path})


def test_reference_identifiers_need_a_known_institution_and_a_source():
    row = example.rows()["institutions"][0] | {"wikidata_qid": "Q1", "known": True}
    assert "reference_identifiers_have_a_source" in failing("institutions", row)
    assert schemas.to_arrow("institutions", [row | {"reference_source": "list"}]).num_rows == 1


def test_an_unknown_table_is_named():
    with pytest.raises(KeyError, match="no table 'events'"):
        schemas.to_arrow("events", [])


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_rows_never_shows(order):
    base = example.rows()["rejections"][0]
    given_rows = [base | {"start": place, "end": place + 1} for place in range(6)]
    shuffled = schemas.to_arrow("rejections", [given_rows[place] for place in order])
    assert shuffled.equals(example.to_arrow("rejections", given_rows))
