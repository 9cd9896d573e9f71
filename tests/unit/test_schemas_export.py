"""What is derived from the tables: the codebook and the Frictionless descriptors."""

import datetime

import example_release as example
import frictionless
import pytest

import schemas
from schemas import export


def plain(value):
    return value.isoformat() if isinstance(value, datetime.date) else value


def inline_package(rows):
    """The descriptor with the rows in it, which frictionless can check without a Parquet reader."""
    tables = example.tables()
    resources = [export.resource(name, f"{name}.parquet", "0" * 64, 1, len(rows[name])) for name in tables]
    for resource in resources:
        names = [column.name for column in schemas.columns(resource["name"])]
        values = [[plain(row.get(name)) for name in names] for row in rows[resource["name"]]]
        for key in ("path", "hash", "bytes", "rows", "format", "mediatype"):
            del resource[key]
        resource["data"] = [names, *values]
    return frictionless.Package.from_descriptor(export.package(resources, "v1.0-000000000000", []))


def errors(rows):
    report = inline_package(rows).validate()
    return [(task.name, error.type) for task in report.tasks for error in task.errors]


def test_frictionless_finds_nothing_wrong_in_a_sound_release():
    assert errors(example.rows()) == []


@pytest.fixture(scope="module")
def errors_of_broken_rows():
    """What frictionless finds in rows with one defect of each kind; it takes its time."""
    rows = example.rows()
    rows["incidents"][0]["attack_type"] = "sorcery"
    rows["casualty_claims"][0]["incident_id"] = "0000"
    rows["compliance_status"] *= 2
    return errors(rows)


@pytest.mark.parametrize(
    ("table", "error"),
    [("incidents", "constraint-error"), ("casualty_claims", "foreign-key"), ("compliance_status", "primary-key")],
)
def test_the_descriptor_alone_tells_frictionless_of_an_unknown_code_a_dangling_key_and_a_key_that_stands_twice(
    errors_of_broken_rows, table, error
):
    assert (table, error) in errors_of_broken_rows


def test_a_null_has_a_label_in_every_table_schema():
    for name in schemas.TABLES:
        assert export.table_schema(name)["missingValues"] == [{"value": "", "label": "not stated in the text"}]


def test_codes_are_categories_with_their_meanings():
    fields = {field["name"]: field for field in export.table_schema("incidents")["fields"]}
    categories = fields["date_precision"]["categories"]
    assert [it["value"] for it in categories] == fields["date_precision"]["constraints"]["enum"]
    assert all(it["label"] for it in categories)


def test_the_codebook_in_the_documentation_is_up_to_date():
    assert export.main(["--check"]) == 0


def test_a_codebook_that_has_drifted_fails_the_check(tmp_path, capsys):
    drifted = tmp_path / "codebook.md"
    assert export.main(["--output", str(drifted)]) == 0
    assert export.main(["--check", "--output", str(drifted)]) == 0
    drifted.write_text(drifted.read_text("utf-8") + "\nmore\n", "utf-8")
    assert export.main(["--check", "--output", str(drifted)]) == 1
    assert "python -m schemas.export" in capsys.readouterr().err


@pytest.mark.parametrize("name", list(schemas.TABLES))
def test_the_codebook_names_every_column_and_code(name):
    book = export.codebook()
    section = book[book.index(f"## {name}\n") :]
    for column in schemas.columns(name):
        assert f"| `{column.name}` |" in section
        assert all(f"| `{code}` |" in section for code in column.codes)
