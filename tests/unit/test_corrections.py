"""Corrections put into tables: exactly the cell that is named, or a problem with file and line. All is fictional."""

import datetime

import example_release as example
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import schemas
from pipelines.publishing.correcting import OutdatedError, apply_corrections, resolve
from pipelines.publishing.correcting.consistency import bounds_of
from pipelines.publishing.correcting.quotes import QuoteError, find_quote
from pipelines.publishing.release import publish
from pipelines.reading.corrections import Correction, CorrectionsError
from schemas.cells import CellError, as_text, from_text

DAY = datetime.date(2020, 2, 29)
START = example.TEXT.index("three")


def correction(field="killed_min", old="3", new="2", row_id=example.INCIDENT, span=None, quote="", line=2):
    row_id = "" if span else row_id
    return Correction("corrections/2019.csv", line, row_id, span, field, old, new, quote, "Two died.", "R. Viewer", DAY)


def section_at(report_id, position):
    assert report_id == example.REPORT
    return "incidents" if position < example.TEXT.index("Legislation") else "legislation"


def corrected(*corrections, rows=None, refused=()):
    """The tables with the corrections in them."""
    tables = {name: table for name, table in example.tables(rows).items() if name != "corrections"}
    found = resolve(corrections, tables, section_at, refused)
    return apply_corrections({**tables, "corrections": schemas.to_arrow("corrections", list(found.rows))})


def problems(*corrections, rows=None, refused=()):
    with pytest.raises(CorrectionsError) as caught:
        corrected(*corrections, rows=rows, refused=refused)
    return list(caught.value.problems)


def row(tables, name="incidents"):
    return tables[name].to_pylist()[0]


def without(value, *fields):
    return {name: it for name, it in value.items() if name not in fields}


def test_the_named_cell_is_another_and_the_row_says_so():
    before, after = row(example.tables()), row(corrected(correction()))
    assert (after["killed_min"], after["corrected"]) == (2, True)
    assert without(after, "killed_min", "corrected") == without(before, "killed_min", "corrected")


def test_the_table_of_corrections_says_what_was_there_who_changed_it_when_and_why():
    assert row(corrected(correction()), "corrections") == {
        "table_name": "incidents",
        "row_id": example.INCIDENT,
        "field": "killed_min",
        "report_id": example.REPORT,
        "old_value": "3",
        "new_value": "2",
        "old_rule": "killed_people",
        "reason_text": "Two died.",
        "reviewer": "R. Viewer",
        "reviewed_on": DAY,
        "section": None,
        "start": None,
        "end": None,
        "quote": None,
        "source_path": "corrections/2019.csv",
    }


def test_the_quote_of_the_old_value_is_no_evidence_of_the_new_one():
    found = [it for it in corrected(correction())["evidence"].to_pylist() if it["field"] == "killed_min"]
    assert found == []


def test_a_quote_of_the_reviewer_is_the_evidence_of_the_new_value():
    tables = corrected(correction(quote="three people"))
    (found,) = [it for it in tables["evidence"].to_pylist() if it["field"] == "killed_min"]
    assert (found["quote"], found["start"], found["rule"]) == ("three people", START, "correction")
    assert (found["section"], example.TEXT[found["start"] : found["end"]]) == ("incidents", "three people")


def test_all_other_evidence_stays():
    kept = [it for it in example.tables()["evidence"].to_pylist() if it["field"] != "killed_min"]
    assert corrected(correction())["evidence"].to_pylist() == kept


def test_a_span_names_the_row_that_rests_on_it():
    span = (example.REPORT, START, START + len("three"))
    assert row(corrected(correction(span=span)))["killed_min"] == 2


def test_a_value_may_be_taken_away_and_one_may_be_given_where_there_was_none():
    taken = row(corrected(correction(new="")))
    given_ = row(corrected(correction("wounded_max", old="", new="4")))
    assert (taken["killed_min"], given_["wounded_max"]) == (None, 4)


def test_corrected_tables_may_be_published_and_depend_on_nothing_but_the_corrections(tmp_path):
    one = publish(corrected(correction(), correction("attack_type", "armed_assault", "ambush", line=3)), tmp_path / "a")
    two = publish(corrected(correction("attack_type", "armed_assault", "ambush", line=3), correction()), tmp_path / "b")
    plain = publish(example.tables(), tmp_path / "c")
    assert one.release_id == two.release_id != plain.release_id
    for path in one.path.iterdir():
        assert path.read_bytes() == (two.path / path.name).read_bytes()


def test_tables_without_corrections_are_handed_on_as_they_are():
    tables = example.tables()
    assert all(table is tables[name] for name, table in apply_corrections(tables).items())


def two_reports():
    """The example's report, and the same of another country; rows of the latter are never touched."""
    rows = example.rows()
    for found in rows.values():
        for of_row in list(found):
            other = dict(of_row)
            for column, value in of_row.items():
                if column in ("incident_id", "compliance_id", "row_id") and value != example.FRONT:
                    other[column] = f"{value}b"
                elif column == "report_id":
                    other[column] = "XAB-2019"
                elif column == "country_iso3":
                    other[column] = "XAB"
            if other != of_row:
                found.append(other)
    return rows


def test_rows_of_other_reports_stay_and_all_rows_stay_in_order():
    before, after = example.tables(two_reports()), corrected(correction(), rows=two_reports())
    for name, table in after.items():
        assert table.equals(schemas.to_arrow(name, table.to_pylist()))
        if "report_id" in table.schema.names:
            of_other = [it for it in table.to_pylist() if it["report_id"] == "XAB-2019"]
            assert of_other == [it for it in before[name].to_pylist() if it["report_id"] == "XAB-2019"]


def test_an_institution_of_one_of_several_reports_is_named_with_its_report():
    one = correction("level", "non_state", "foreign", row_id=example.FRONT)
    (problem,) = problems(one, rows=two_reports())
    assert f"{example.FRONT}/XAA-2019, {example.FRONT}/XAB-2019; write one of these as row_id" in problem
    named = correction("level", "non_state", "foreign", row_id=f"{example.FRONT}/XAB-2019")
    found = {it["report_id"]: it["level"] for it in corrected(named, rows=two_reports())["institutions"].to_pylist()}
    assert found == {"XAA-2019": "non_state", "XAB-2019": "foreign"}


def test_another_perpetrator_takes_part_in_the_place_of_the_first():
    rows = example.rows()
    other = {"institution_id": "blue-lantern-front", "canonical_name": "Blue Lantern Front"}
    rows["institutions"].append(rows["institutions"][0] | other)
    rows["institution_names"].append(rows["institution_names"][0] | {**other, "name": "Blue Lantern Front"})
    rows["institution_names"][-1].pop("canonical_name")
    rows["institution_mentions"].append(rows["institution_mentions"][0] | {"institution_id": "blue-lantern-front"})
    rows["evidence"] = [
        it | {"field": "canonical_name"} if it["table_name"] == "institutions" else it for it in rows["evidence"]
    ]
    rows["evidence"].append(
        next(it for it in rows["evidence"] if it["table_name"] == "institutions") | {"row_id": "blue-lantern-front"}
    )
    one = correction("perpetrator_names", "Red Lantern Front", "Red Lantern Front;Blue Lantern Front")
    tables = corrected(one, rows=rows)
    assert row(tables)["perpetrator_names"] == "Blue Lantern Front; Red Lantern Front"
    actors = {it["institution_id"]: (it["role"], it["certainty"]) for it in tables["incident_actors"].to_pylist()}
    assert actors == dict.fromkeys(("blue-lantern-front", example.FRONT), ("perpetrator", "asserted_by_report"))


def test_a_value_in_the_reports_words_is_its_own_quote():
    one = correction("perpetrator_text", "gunmen of the Red Lantern Front", "gunmen")
    tables = corrected(one)
    (found,) = [it for it in tables["evidence"].to_pylist() if it["field"] == "perpetrator_text"]
    assert (found["quote"], row(tables)["perpetrator_text"]) == ("gunmen", "gunmen")


MISFITS = {
    "a value that is another now": (correction(old="4"), "killed_min is '3' now, and old says '4'"),
    "a value that is there now": (correction(old=""), "killed_min is '3' now, and old says null"),
    "a value that is gone": (correction("wounded_min", "3", "2"), "wounded_min is null now, and old says '3'"),
    "a row that is not there": (correction(row_id="4be1f0c2a97e"), "there is no row 4be1f0c2a97e"),
    "a row of another report": (correction(row_id=f"{example.INCIDENT}/XAB-2019"), "there is no row"),
    "a span that no row rests on": (
        correction(span=("XAA-2019", 1, 2)),
        "no row of XAA-2019 rests on its characters 1",
    ),
    "an unknown column": (correction("killed"), "incidents has no column 'killed' to correct"),
    "an identifier": (correction("incident_id"), "incident_id cannot be corrected"),
    "a country": (correction("country_iso3"), "country_iso3 cannot be corrected"),
    "the sentence": (correction("summary"), "summary cannot be corrected"),
    "the flag": (correction("corrected", "false", "true"), "corrected cannot be corrected"),
    "a code that there is not": (
        correction("attack_type", "armed_assault", "raid"),
        "'raid' is no code of attack_type",
    ),
    "a word for a number": (correction(new="two"), "new: 'two' is no whole number"),
    "a number too large": (correction(new="9" * 12), "is too large for killed_min"),
    "a negative number": (correction(new="-1"), "killed_min must not be -1"),
    "a word for null": (correction(new="None"), "leave the cell empty where the text says nothing"),
    "no day": (correction("date_start", "2019-05-03", "3 May"), "'3 May' is no day such as 2019-05-01"),
    "no truth": (correction("disputed", "false", "maybe"), "'maybe' is neither true nor false"),
    "nothing where a value has to be": (
        correction("attack_type", "armed_assault", ""),
        "attack_type always has a value",
    ),
    "what it is already": (correction("reference_distance_km", "", ""), "is null already; take the line out"),
    "a minimum above the maximum": (correction(new="4"), "`killed_min` is not above `killed_max`"),
    "figures where the row is in dispute": (correction("disputed", "false", "true"), "Where `disputed` is true"),
    "days of two kinds": (correction("date_edtf", "2019-05-03", "2019-05-04"), "correct all that tell the date"),
    "an unknown perpetrator": (
        correction("perpetrator_names", "Red Lantern Front", "The Lanterns"),
        "'The Lanterns' is the canonical_name of no institution of XAA-2019",
    ),
    "a name that others refer to": (
        correction("canonical_name", "Red Lantern Front", "Red Lanterns", row_id=example.FRONT),
        "perpetrator_names is 'Red Lantern Front', incident_actors has 'Red Lanterns'",
    ),
    "a subject that is no institution": (
        correction("subject", "country", "parliament", row_id=example.LAW_STATUS),
        "subject 'parliament' is not in institutions",
    ),
    "a status of another type": (
        correction("status", "adopted", "member", row_id=example.LAW_STATUS),
        "`status` is a code of `status_type`",
    ),
    "a quote that is not in the text": (
        correction(quote="four people"),
        "quote: the words 'four people' are not in the",
    ),
    "a quote that stands twice": (
        correction("home_country_iso3", "", "XAB", row_id=example.FRONT, quote="Front"),
        "stand 2 times in the report; quote more of them",
    ),
    "a quote for nothing": (correction(new="", quote="three"), "quote names words for a value that is empty"),
    "words that are not the report's": (
        correction("perpetrator_text", "gunmen of the Red Lantern Front", "bandits"),
        "new: the words 'bandits' are not in the report",
    ),
}


@pytest.mark.parametrize(("one", "told"), MISFITS.values(), ids=MISFITS)
def test_a_correction_that_does_not_fit_is_told_with_file_and_line(one, told):
    found = problems(one)
    assert all(problem.startswith("corrections/2019.csv:2: ") for problem in found)
    assert any(told in problem for problem in found), found


def test_two_lines_for_one_cell_name_each_other():
    (problem,) = problems(correction(), correction(row_id=f"{example.INCIDENT}/{example.REPORT}", new="1", line=3))
    assert problem.startswith("corrections/2019.csv:3: killed_min")
    assert "is corrected at corrections/2019.csv:2 already" in problem


def test_all_misfits_are_told_at_once():
    found = problems(correction(old="4"), correction("killed", line=3), correction(row_id="0", line=4))
    assert [problem.split(": ")[0].rpartition(":")[2] for problem in found] == ["2", "3", "4"]


def test_what_two_lines_break_together_names_both():
    (problem,) = problems(correction(new="9"), correction("killed_max", "3", "8", line=3))
    assert problem.startswith("corrections/2019.csv:2, corrections/2019.csv:3: incidents 4be1f0c2a97d: ")


def test_a_line_is_not_blamed_for_a_row_whose_id_only_begins_like_its_own():
    rows = two_reports()
    wrong = correction("subject", "country", "parliament", row_id=f"{example.LAW_STATUS}b")
    fine = correction("direction", "not_stated", "improved", row_id=example.LAW_STATUS, line=3)
    (problem,) = problems(wrong, fine, rows=rows)
    assert problem.startswith(f"corrections/2019.csv:2: compliance_status: {example.LAW_STATUS}b: subject 'parliament'")


def test_lines_that_hold_only_together_are_applied_together():
    lines = (
        correction(new=""),
        correction("killed_max", "3", "", line=3),
        correction("disputed", "false", "true", line=4),
        correction("casualty_status", "stated", "disputed", line=5),
    )
    found = row(corrected(*lines))
    assert (found["disputed"], found["killed_min"], found["killed_max"]) == (True, None, None)


def test_coordinates_of_the_old_place_have_to_be_looked_at():
    rows = example.rows()
    rows["incidents"][0] |= {
        "location_precision": "settlement",
        "latitude": 1.5,
        "longitude": 2.5,
        "geonames_id": 7,
        "geo_source": "GeoNames",
    }
    place = correction("place_name", "Ardevan", "Ardevan town")
    (problem,) = problems(place, rows=rows)
    assert "latitude, longitude, geonames_id were looked up for the place that the row had" in problem
    moved = [correction("latitude", "1.5", "3", line=3), correction("longitude", "2.5", "4.25", line=4)]
    found = row(corrected(place, *moved, rows=rows))
    assert (found["latitude"], found["longitude"]) == (3.0, 4.25)


@pytest.mark.parametrize(
    "one",
    [
        correction(row_id=f"gone/{example.REPORT}"),
        correction(row_id="xaa-2019-000000000000"),
        correction(span=(example.REPORT, 1, 2)),
    ],
    ids=["by its report", "by the head of its id", "by a span"],
)
def test_a_correction_of_a_refused_report_waits(one):
    tables = {name: table for name, table in example.tables(two_reports()).items() if name != "corrections"}
    other = correction(row_id=f"{example.INCIDENT}b", line=3)
    found = resolve([one, other], tables, lambda *_: "incidents", {example.REPORT})
    assert found.waiting == (one,)
    assert [it["report_id"] for it in found.rows] == ["XAB-2019"]


def test_where_a_report_was_refused_an_unknown_row_is_told_how_to_wait():
    (problem,) = problems(correction(row_id="ministry"), refused=["XAC-2019"])
    assert "write the report too, as in ministry/XAC-2019, and the correction waits for it" in problem


def test_tables_that_were_made_again_are_not_corrected_blindly():
    tables = {name: table for name, table in example.tables().items() if name != "corrections"}
    said = schemas.to_arrow("corrections", list(resolve([correction()], tables, section_at).rows))
    with pytest.raises(OutdatedError, match="killed_min of 4be1f0c2a97d is no longer the value"):
        apply_corrections({**example.tables(example.with_two_killed()), "corrections": said})


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20).filter(
    lambda text: text.lower() not in ("null", "none", "nan", "na", "n/a")
)


def test_a_framework_that_is_not_in_the_reference_list_is_told():
    tables = {name: table for name, table in example.tables().items() if name != "corrections"}
    one = correction("framework_id", "ct-law", "ct-lore", row_id=example.LAW_STATUS)
    with pytest.raises(CorrectionsError, match="'ct-lore' is not in the reference list of framework_id"):
        resolve([one], tables, section_at, listed={"framework_id": {"ct-law", "none"}})


def test_none_is_a_value_where_a_column_is_never_null():
    framework = correction("framework_id", "ct-law", "none", row_id=example.LAW_STATUS)
    event = correction("change_event", "adopted", "none", row_id=example.LAW_STATUS, line=3)
    found = row(corrected(framework, event), "compliance_status")
    assert (found["framework_id"], found["change_event"]) == ("none", "none")


COUNTS = st.integers(0, 2**31 - 1).map(str)


def codes_of(name, field):
    return st.sampled_from(list(schemas.TABLES[name].column(field).codes))


CELLS = st.one_of(
    *(
        st.tuples(st.just("incidents"), st.just(field), codes_of("incidents", field))
        for field in ("record_class", "attack_type", "target_type")
    ),
    *(
        st.tuples(st.just("compliance_status"), st.just(field), codes_of("compliance_status", field))
        for field in ("domain", "direction", "change_event", "as_of_basis")
    ),
    st.tuples(st.just("institutions"), st.just("institution_type"), codes_of("institutions", "institution_type")),
    *(
        st.tuples(st.just("incidents"), st.just(field), COUNTS)
        for field in ("wounded_min", "kidnapped_max", "perpetrators_killed")
    ),
    st.tuples(st.just("incidents"), st.just("is_terrorist_incident"), st.sampled_from(["true", "false"])),
    st.tuples(
        st.just("incidents"), st.just("reference_distance_km"), st.decimals(0, 99999, places=3).map("{:f}".format)
    ),
    st.tuples(st.just("incidents"), st.just("admin1_name"), WORDS),
    st.tuples(st.just("institutions"), st.just("acronym"), WORDS),
    st.tuples(st.just("compliance_status"), st.just("measure"), WORDS),
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(cell=CELLS)
def test_applying_a_correction_and_reading_back_changes_exactly_that_cell(cell):
    name, field, new = cell
    before = example.tables()
    old = as_text(row(before, name)[field]) or ""
    row_id = row(before, name)[schemas.TABLES[name].key[0]]
    column = schemas.TABLES[name].column(field)
    if from_text(column, new) == row(before, name)[field]:
        return
    after = corrected(correction(field, old, new, row_id=row_id))
    assert row(after, name) == row(before, name) | {field: from_text(column, new), "corrected": True}
    for other in schemas.EXTRACTED:
        if other not in (name, "evidence"):
            assert after[other].equals(before[other])
    assert schemas.check_relations(after) == []
    assert row(after, "corrections")["new_value"] == as_text(row(after, name)[field])


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(
    field=st.sampled_from([*schemas.TABLES["incidents"].correctable, "summary", "nonsense"]),
    old=st.one_of(WORDS, st.just("")),
    new=st.one_of(WORDS, COUNTS, st.just("")),
)
def test_any_line_is_applied_or_told_with_its_place(field, old, new):
    try:
        corrected(correction(field, old, new))
    except CorrectionsError as error:
        told = error.problems
    else:
        told = ("corrections/2019.csv:2: applied",)
    assert all(problem.startswith("corrections/2019.csv:2: ") for problem in told)


@given(data=st.data())
def test_a_value_as_text_is_the_same_value_again(data):
    columns = [column for name in schemas.DATASETS for column in schemas.columns(name)]
    column = data.draw(st.sampled_from(columns))
    values = {
        "bool": st.booleans(),
        "int16": st.integers(-(2**15), 2**15 - 1),
        "int32": st.integers(-(2**31), 2**31 - 1),
        "int64": st.integers(-(10**18) + 1, 10**18 - 1),
        "double": st.decimals(-99999, 99999, places=4).map(float),
        "date32[day]": st.dates(),
        "string": WORDS,
    }
    value = data.draw(st.sampled_from(list(column.codes)) if column.codes else values[str(column.arrow_type)])
    assert from_text(column, as_text(value)) == value


def test_a_number_that_no_person_writes_is_no_number():
    column = schemas.TABLES["incidents"].column("latitude")
    for text in ("1e5", "inf", "٣", "0x1", "1_0", "1,5"):
        with pytest.raises(CellError):
            from_text(column, text)


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("2019", ("2019-01-01", "2019-12-31")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2019-05-03", ("2019-05-03", "2019-05-03")),
        ("2019-05-01/2019-05-10", ("2019-05-01", "2019-05-10")),
        ("2019-04/2019-05", ("2019-04-01", "2019-05-31")),
        ("2019-21", None),
        ("2019-05~", None),
        ("../2019", None),
        ("0000", None),
    ],
)
def test_the_days_of_an_edtf_date(edtf, bounds):
    wanted = tuple(map(datetime.date.fromisoformat, bounds)) if bounds else None
    assert bounds_of(edtf) == wanted


def test_a_quote_is_found_over_line_breaks_and_in_the_rows_own_sentence_first():
    text = "Two died. Here two\n  died. two died"
    assert text[slice(*find_quote(text, "two died", [(10, 26)]))] == "two\n  died"
    assert find_quote(text, "Here  two", []) == (10, 18)


def test_a_quote_ends_where_its_words_end():
    with pytest.raises(QuoteError, match="are not in the report"):
        find_quote("thirteen people", "thirteen peo", [])
