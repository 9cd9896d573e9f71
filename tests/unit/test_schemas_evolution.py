"""What a change of the schemas is: removed and redefined is major, added is minor, nothing is nothing."""

import copy

import pytest

import schemas
from schemas import export
from schemas.evolution import SchemaChange, compare_schemas, fitting_version

NOW = export.schema_package()


def field(described, table, column):
    fields = next(it for it in described["resources"] if it["name"] == table)["schema"]["fields"]
    return next(it for it in fields if it["name"] == column)


def resource(described, table):
    return next(it for it in described["resources"] if it["name"] == table)


def without_column(described):
    fields = resource(described, "incidents")["schema"]["fields"]
    fields.remove(field(described, "incidents", "date_text"))


def without_code(described):
    column = field(described, "incidents", "attack_type")
    column["categories"] = [it for it in column["categories"] if it["value"] != "stabbing"]
    column["constraints"]["enum"].remove("stabbing")


def without_table(described):
    described["resources"].remove(resource(described, "rejections"))


def with_another_meaning(described):
    field(described, "incidents", "attack_type")["categories"][0]["label"] = "Something else."


def with_narrower_numbers(described):
    field(described, "incidents", "killed_min")["arrowType"] = "int16"


def with_text_for_a_number(described):
    field(described, "incidents", "killed_min")["type"] = "string"


def always_there(described):
    field(described, "incidents", "date_text")["constraints"]["required"] = True


def with_another_limit(described):
    field(described, "incidents", "killed_min")["constraints"]["minimum"] = -1


def without_codes(described):
    del field(described, "incidents", "attack_type")["categories"]


def with_another_key(described):
    resource(described, "incidents")["schema"]["primaryKey"] = ["summary"]


def with_another_null(described):
    resource(described, "incidents")["schema"]["missingValues"] = [{"value": "", "label": "zero"}]


def with_another_reference(described):
    resource(described, "incident_actors")["schema"]["foreignKeys"][0]["reference"]["resource"] = "reports"


REMOVED = {
    without_column: "column incidents.date_text was removed",
    without_code: "code incidents.attack_type = stabbing was removed",
    without_table: "table rejections was removed",
}
ADDED = {
    without_column: "column incidents.date_text was added",
    without_code: "code incidents.attack_type = stabbing was added",
    without_table: "table rejections was added",
}
REDEFINED = {
    with_another_meaning: "code incidents.attack_type = armed_assault meant",
    with_narrower_numbers: "column incidents.killed_min: its type was int32 and is int16",
    with_text_for_a_number: "column incidents.killed_min: its type was integer and is string",
    always_there: "column incidents.date_text is never null now",
    with_another_limit: "column incidents.killed_min: minimum was 0 and is -1",
    without_codes: "column incidents.attack_type is no longer held to codes",
    with_another_key: "table incidents: its key was incident_id and is summary",
    with_another_null: "table incidents: what a null means was redefined",
    with_another_reference: "table incident_actors: a foreign key was removed or redefined",
}


def changed(change):
    described = copy.deepcopy(NOW)
    change(described)
    return described


def test_the_same_schemas_do_not_differ():
    assert compare_schemas(NOW, copy.deepcopy(NOW)) == ()
    assert fitting_version("1.4", ()) == "1.4"


@pytest.mark.parametrize("change", REMOVED)
def test_what_is_removed_is_major_and_named(change):
    assert compare_schemas(NOW, changed(change)) == (SchemaChange("major", REMOVED[change]),)


@pytest.mark.parametrize("change", ADDED)
def test_what_is_added_is_minor_and_named(change):
    assert compare_schemas(changed(change), NOW) == (SchemaChange("minor", ADDED[change]),)


@pytest.mark.parametrize("change", REDEFINED)
def test_what_is_redefined_is_major_and_named(change):
    (found,) = compare_schemas(NOW, changed(change))
    assert found.level == "major"
    assert found.what.startswith(REDEFINED[change])


def test_other_words_or_another_order_are_minor_since_the_descriptor_changes():
    reworded = changed(lambda described: field(described, "incidents", "summary").update(description="Words."))
    turned = changed(lambda described: resource(described, "incidents")["schema"]["fields"].reverse())
    found = [*compare_schemas(NOW, reworded), *compare_schemas(NOW, turned)]
    assert [it.level for it in found] == ["minor", "minor"]
    assert [it.what for it in found] == [
        "column incidents.summary: its description was reworded",
        "table incidents: its columns stand in another order",
    ]


def test_files_hashes_and_sources_are_no_part_of_a_schema():
    described = changed(lambda it: it["resources"][0].update(hash="sha256:0", rows=5, bytes=7))
    assert compare_schemas(NOW, described | {"sources": [{"title": "x"}], "id": "y", "version": "y"}) == ()


@pytest.mark.parametrize(
    ("levels", "fitting"), [([], "2.3"), (["minor"], "2.4"), (["major"], "3.0"), (["minor", "major", "minor"], "3.0")]
)
def test_the_fitting_version_follows_from_the_gravest_change(levels, fitting):
    assert fitting_version("2.3", [SchemaChange(level, "x") for level in levels]) == fitting


def test_every_column_tells_its_arrow_type():
    fields = {it["name"]: it["arrowType"] for it in resource(NOW, "incidents")["schema"]["fields"]}
    assert fields["killed_min"] == "int32"
    assert fields["date_start"] == "date32[day]"
    assert fields["attack_type"] == "dictionary<int32, string>"
    assert list(fields) == [column.name for column in schemas.columns("incidents")]
