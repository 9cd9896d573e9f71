"""Differences between releases, and the record of them."""

import json
import shutil

import example_release as example
import pytest
from example_release import with_two_killed, without_the_law

from pipelines.publishing import parquet
from pipelines.publishing.changes import as_text, with_reasons
from pipelines.publishing.descriptor import DamagedReleaseError
from pipelines.publishing.diff import Change, diff


def publish(outputs, rows=None):
    return example.publish(outputs, rows).path


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    example.make_quick(monkeypatch)


def recorded(outputs, published):
    return parquet.read_table(outputs / "changes" / f"{published.name}.parquet").to_pylist()


def test_a_release_does_not_differ_from_itself(tmp_path):
    published = publish(tmp_path)
    assert diff(published, published) == ()


def test_a_changed_field_is_told_with_both_values(tmp_path):
    first, second = publish(tmp_path), publish(tmp_path, with_two_killed())
    assert diff(first, second) == (Change("incidents", example.INCIDENT, "killed_min", 3, 2, "changed"),)


def test_a_row_that_came_and_a_row_that_went_are_told_whole(tmp_path):
    first, second = publish(tmp_path), publish(tmp_path, without_the_law())
    gone = [change for change in diff(first, second) if change.table == "compliance_status"]
    assert [(change.row_id, change.field, change.change) for change in gone] == [(example.LAW_STATUS, None, "removed")]
    assert gone[0].old["statement"] == example.LAW
    back = [change for change in diff(second, first) if change.table == "compliance_status"]
    assert [(change.row_id, change.change) for change in back] == [(example.LAW_STATUS, "added")]


def test_a_row_of_a_table_with_a_key_of_several_columns_is_named_by_all_of_them(tmp_path):
    rows = example.rows()
    rows["institutions"][0]["known"] = True
    (change,) = diff(publish(tmp_path), publish(tmp_path, rows))
    assert (change.table, change.row_id) == ("institutions", f"{example.FRONT}/{example.REPORT}")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    published = publish(tmp_path)
    with pytest.raises(FileNotFoundError, match="nothing is not a release folder"):
        diff(tmp_path / "nothing", published)


def test_the_first_release_records_no_changes_and_says_so(tmp_path):
    published = publish(tmp_path)
    assert recorded(tmp_path, published) == []
    notes = (tmp_path / "changes" / "CHANGES.md").read_text("utf-8")
    assert f"## {published.name} (first)" in notes
    assert "Rows: 1 incidents, 1 institutions, 1 compliance_status." in notes


def test_other_rules_on_the_same_sources_are_a_change_of_code(tmp_path):
    publish(tmp_path)
    assert recorded(tmp_path, publish(tmp_path, with_two_killed())) == [
        {
            "table": "incidents",
            "row_id": example.INCIDENT,
            "field": "killed_min",
            "old": "3",
            "new": "2",
            "change": "changed",
            "reason": "code changed",
        }
    ]


def test_another_document_is_a_change_of_source_in_every_table(tmp_path):
    publish(tmp_path)
    rows = example.rows(example.TEXT.replace("2019 Terrorist", "\n2019 Terrorist"))
    rows["incidents"][0]["target_type"] = "mixed"
    rows["compliance_status"][0]["direction"] = "improved"
    rows["casualty_claims"][0]["victim_class"] = "persons"
    rows["institution_names"][0]["in_text"] = False
    found = recorded(tmp_path, publish(tmp_path, rows))
    assert {row["reason"] for row in found} == {"source changed"}
    assert {"incidents", "compliance_status", "casualty_claims", "institution_names", "reports", "evidence"} <= {
        row["table"] for row in found
    }


def test_a_new_chapter_changes_no_row_of_the_others(tmp_path):
    publish(tmp_path)
    rows = example.rows()
    rows["reports"].append(rows["reports"][0] | {"report_id": "XAB-2019", "country_iso3": "XAB"})
    (change,) = recorded(tmp_path, publish(tmp_path, rows))
    assert (change["table"], change["row_id"], change["change"]) == ("reports", "XAB-2019", "added")
    assert change["reason"] == "source changed"


def test_a_row_that_is_gone_is_named_in_the_notes(tmp_path):
    publish(tmp_path)
    publish(tmp_path, without_the_law())
    notes = (tmp_path / "changes" / "CHANGES.md").read_text("utf-8")
    assert f"- compliance_status `{example.LAW_STATUS}` (XAA-2019): {example.LAW}" in notes


def test_the_notes_tell_a_changed_field_and_why(tmp_path):
    publish(tmp_path)
    publish(tmp_path, with_two_killed())
    notes = (tmp_path / "changes" / "CHANGES.md").read_text("utf-8")
    assert f"- incidents `{example.INCIDENT}` killed_min: 3 → 2 (code changed)" in notes
    assert "| incidents | 0 | 0 | 1 |" in notes


def test_the_newest_section_of_the_notes_stands_first_and_all_are_kept(tmp_path):
    names = [publish(tmp_path, rows).name for rows in (example.rows(), with_two_killed(), without_the_law())]
    notes = (tmp_path / "changes" / "CHANGES.md").read_text("utf-8")
    places = [notes.index(f"## {name} (") for name in names]
    assert places == sorted(places, reverse=True)
    assert notes.count("# Changes\n") == 1


def test_a_long_text_stands_as_its_size_and_hash():
    assert as_text("x" * 1000) == "x" * 1000
    assert as_text("x" * 1001).startswith("1001 characters, sha256 ")
    assert "1001 characters" in as_text({"text": "x" * 1001, "none": None})


def rewrite(published, change):
    """Make a release one that an earlier program wrote, with other schemas."""
    path = published / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    change({it["name"]: it for it in described["resources"]}, described)
    path.write_text(json.dumps(described), "utf-8")


def test_rows_of_a_table_that_the_schemas_no_longer_have_are_told_as_removed(tmp_path):
    first, second = publish(tmp_path), publish(tmp_path, with_two_killed())

    def add_a_table(tables, described):
        described["resources"].append(tables["institution_names"] | {"name": "nicknames"})

    rewrite(first, add_a_table)
    shutil.copy(first / "institution_names.parquet", first / "nicknames.parquet")
    found = [(change, why) for change, why in with_reasons(first, second) if change.table == "nicknames"]
    assert [(it.row_id, it.change, why) for it, why in found] == [
        (f"{example.FRONT}/Red Lantern Front/official", "removed", "schema changed")
    ]


def test_a_column_that_was_redefined_is_a_change_of_schema(tmp_path):
    first, second = publish(tmp_path), publish(tmp_path, with_two_killed())

    def narrow(tables, described):
        (field,) = [it for it in tables["incidents"]["schema"]["fields"] if it["name"] == "killed_min"]
        field["arrowType"] = "int16"

    rewrite(first, narrow)
    assert [why for _, why in with_reasons(first, second)] == ["schema changed"]


def test_a_value_whose_code_is_gone_is_a_change_of_schema_and_another_code_is_not(tmp_path):
    rows = example.rows()
    rows["incidents"][0] |= {"attack_type": "ambush", "target_type": "police"}
    first, second = publish(tmp_path, rows), publish(tmp_path)

    def forget(tables, described):
        (field,) = [it for it in tables["incidents"]["schema"]["fields"] if it["name"] == "attack_type"]
        field["categories"] = [it for it in field["categories"] if it["value"] != "ambush"]

    rewrite(second, forget)
    assert {it.field: why for it, why in with_reasons(first, second)} == {
        "attack_type": "schema changed",
        "target_type": "code changed",
    }


def test_a_release_whose_file_is_gone_or_whose_descriptor_leads_elsewhere_is_named(tmp_path):
    first, second = publish(tmp_path), publish(tmp_path, with_two_killed())
    (first / "evidence.parquet").unlink()
    with pytest.raises(DamagedReleaseError, match=r"evidence\.parquet is missing; see all of it with: crt verify"):
        diff(first, second)
    rewrite(second, lambda tables, described: tables["evidence"].update(name="../evidence"))
    with pytest.raises(DamagedReleaseError, match=r"names a table '\.\./evidence'"):
        diff(second, second)


def test_the_notes_read_counts_first_then_rows_that_are_gone_then_fields_that_changed(tmp_path):
    first = publish(tmp_path)
    rows = without_the_law()
    rows["incidents"][0] |= {"killed_min": 2}
    second = publish(tmp_path, rows)
    section = (tmp_path / "changes" / "CHANGES.md").read_text("utf-8").split(f"## {first.name} (first)")[0]
    assert section == (
        "# Changes\n\n"
        "What each release changed against the one that was latest before it; newest first.\n\n"
        f"## {second.name} (after {first.name})\n\n"
        "| table | rows added | rows removed | fields changed |\n"
        "| --- | --- | --- | --- |\n"
        "| incidents | 0 | 0 | 1 |\n"
        "| compliance_status | 0 | 1 | 0 |\n"
        "| evidence | 0 | 3 | 0 |\n\n"
        "Reasons: code changed: 5.\n\n"
        "Rows that are gone:\n\n"
        f"- compliance_status `{example.LAW_STATUS}` (XAA-2019): {example.LAW} (code changed)\n\n"
        "Fields that changed:\n\n"
        f"- incidents `{example.INCIDENT}` killed_min: 3 → 2 (code changed)\n\n"
    )
