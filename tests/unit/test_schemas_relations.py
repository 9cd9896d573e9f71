"""What has to hold between tables: each test breaks one thing in a sound release and expects it named."""

import example_release as example

import schemas


def problems(rows):
    return schemas.check_relations(example.tables(rows))


def test_a_sound_release_has_no_problems():
    assert problems(example.rows()) == []


def test_a_missing_table_is_named():
    tables = example.tables()
    del tables["evidence"]
    assert schemas.check_relations(tables) == ["table evidence is missing"]


def test_a_row_of_a_report_that_is_not_there_is_named():
    rows = example.rows()
    rows["rejections"][0]["report_id"] = "XAB-2019"
    assert problems(rows) == ["rejections: report_id 'XAB-2019' is not in reports"]


def test_an_actor_of_an_incident_that_is_not_there_is_named():
    rows = example.rows()
    rows["incident_actors"].append(rows["incident_actors"][0] | {"incident_id": "0000"})
    assert problems(rows) == ["incident_actors: incident_id '0000' is not in incidents"]


def test_an_actor_that_is_no_institution_is_named():
    rows = example.rows()
    rows["incident_actors"].append(rows["incident_actors"][0] | {"institution_id": "nobody", "role": "target"})
    assert problems(rows) == ["incident_actors: institution_id 'nobody' is not in institutions"]


def test_a_quote_that_is_not_the_text_is_named():
    rows = example.rows()
    rows["evidence"][0]["quote"] = "On May 4"
    (problem,) = problems(rows)
    assert problem.startswith("evidence: XAA-2019")
    assert "'On May 3' in the text, not 'On May 4'" in problem


def test_a_mention_that_is_not_the_text_is_named():
    rows = example.rows()
    rows["institution_mentions"][0]["start"] -= 1
    (problem,) = problems(rows)
    assert problem.startswith("institution_mentions: XAA-2019")


def test_offsets_count_code_points_and_not_bytes():
    text = "é — 𝒜 " + example.TEXT
    assert problems(example.rows(text)) == []


def test_a_value_without_evidence_is_named():
    rows = example.rows()
    rows["evidence"] = [row for row in rows["evidence"] if row["field"] != "killed_max"]
    assert problems(rows) == [f"incidents: {example.INCIDENT} of XAA-2019: killed_max is 3 without evidence"]


def test_a_stated_zero_needs_evidence_too():
    rows = example.rows()
    rows["incidents"][0] |= {"wounded_min": 0, "wounded_max": 0}
    assert len(problems(rows)) == 2


def test_evidence_of_a_row_that_is_not_there_is_named():
    rows = example.rows()
    rows["evidence"].append(rows["evidence"][0] | {"row_id": "0000"})
    assert problems(rows) == ["evidence: no row '0000' of XAA-2019 in incidents"]


def test_evidence_of_a_column_that_is_not_there_is_named():
    rows = example.rows()
    rows["evidence"].append(rows["evidence"][0] | {"field": "weather"})
    assert problems(rows) == ["evidence: incidents has no column 'weather'"]


def test_an_institution_without_a_name_is_named():
    rows = example.rows()
    rows["institution_names"] = []
    assert problems(rows) == [f"institutions: {example.FRONT} of XAA-2019 has no name in institution_names"]


def test_a_mention_count_that_is_not_the_number_of_mentions_is_named():
    rows = example.rows()
    rows["institutions"][0]["mention_count"] = 2
    (problem,) = problems(rows)
    assert problem.endswith("has mention_count 2 and 1 rows in institution_mentions")


def test_perpetrator_names_that_are_not_the_actors_are_named():
    rows = example.rows()
    rows["incidents"][0]["perpetrator_names"] = "Blue Lantern Front"
    (problem,) = problems(rows)
    assert "perpetrator_names is 'Blue Lantern Front', incident_actors has 'Red Lantern Front'" in problem


def test_a_subject_that_is_no_institution_of_the_report_is_named():
    rows = example.rows()
    rows["compliance_status"][0]["subject"] = "nobody"
    assert problems(rows) == [f"compliance_status: {example.LAW_STATUS}: subject 'nobody' is not in institutions"]


def test_the_fields_that_need_evidence_include_all_figures_and_names():
    wanted = {"date_text", "place_name", "location_text", "admin1_name", "reference_place", "perpetrator_text"}
    wanted |= {f"{outcome}_{bound}" for outcome in ("killed", "wounded", "kidnapped") for bound in ("min", "max")}
    wanted |= {"perpetrators_killed", "perpetrator_names", "date_start", "date_end", "date_edtf", "summary"}
    assert set(schemas.evidence_fields("incidents")) >= wanted
    assert set(schemas.evidence_fields("institutions")) >= {"canonical_name", "acronym"}
    assert set(schemas.evidence_fields("compliance_status")) >= {"status", "statement"}


def test_each_problem_has_its_kind_whatever_the_words_of_the_report_are():
    rows = example.rows()
    rows["evidence"][0]["quote"] = "words without evidence"
    found = schemas.relation_problems(example.tables(rows))
    assert {kind: len(problems) for kind, problems in found.items()} == {"relations": 0, "spans": 1, "evidence": 0}
    tables = example.tables(rows)
    del tables["incidents"]
    assert schemas.relation_problems(tables)["relations"] == ["table incidents is missing"]
