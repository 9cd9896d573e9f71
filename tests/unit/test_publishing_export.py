"""Exports: the same rows in another form, nothing more and nothing less, and nothing that a spreadsheet would run."""

import csv
import datetime
import json
import shutil
import sqlite3
from pathlib import Path

import duckdb
import example_release as example
import frictionless
import mlcroissant
import pytest
from hypothesis import given
from hypothesis import strategies as st

import schemas
from pipelines.publishing import release
from pipelines.publishing.croissant import FILE_NAME as CROISSANT
from pipelines.publishing.export import FORMATS, ExportError, default_target, export
from pipelines.publishing.export_text import ATTRIBUTION, escaped
from pipelines.publishing.verify import verify

FORMULA = '=HYPERLINK("https://example.org";"press")'
PLACED = {
    "location_precision": "settlement",
    "latitude": -8.5,
    "longitude": 179.25,
    "geonames_id": 1,
    "geo_source": "GeoNames via example 1.0",
}


def rows():
    """The example's rows, with a place on the map and a claimant that looks like a formula."""
    found = example.rows()
    found["incidents"][0] |= PLACED
    found["casualty_claims"][0] |= {"claimant": FORMULA}
    return found


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return release.publish(example.tables(rows()), tmp_path_factory.mktemp("outputs")).path


@pytest.fixture(scope="module")
def exported(published, tmp_path_factory):
    """The release in every format, in one folder."""
    folder = tmp_path_factory.mktemp("exports")
    for name in FORMATS:
        export(published, name, folder / name)
    return folder


def plain(value):
    return value.isoformat() if isinstance(value, datetime.date) else value


def published_rows(name):
    return [{field: plain(value) for field, value in row.items()} for row in example.tables(rows())[name].to_pylist()]


def csv_rows(exported, name):
    with (exported / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


# CSV


@pytest.mark.parametrize("name", list(schemas.TABLES))
def test_csv_holds_every_value_and_null_is_nothing(exported, name):
    def cell(value):
        return (
            {None: "", True: "true", False: "false"}.get(value)
            if value is None or value is True or value is False
            else value
        )

    def read(text):
        return text.removeprefix("'")

    found = csv_rows(exported, name)
    wanted = [{field: str(cell(value)) for field, value in row.items()} for row in published_rows(name)]
    assert [{field: read(text) for field, text in row.items()} for row in found] == wanted


def test_csv_follows_rfc_4180(exported):
    data = (exported / "csv" / "reports.csv").read_bytes()
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 2, "a line break inside a text stays as the text has it"
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b'"2019 Terrorist Incidents: ' in data


def test_dates_in_csv_are_iso_8601(exported):
    (row,) = csv_rows(exported, "incidents")
    assert (row["date_start"], row["disputed"], row["latitude"]) == ("2019-05-03", "false", "-8.5")


def test_a_text_like_a_formula_is_no_formula_in_csv(exported):
    (row,) = csv_rows(exported, "casualty_claims")
    assert row["claimant"] == f"'{FORMULA}"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\0", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_each_character_that_owasp_names_is_escaped(first):
    assert escaped(f"{first}cmd") == f"'{first}cmd"


def test_the_descriptor_of_csv_tells_of_the_apostrophe(exported):
    described = json.loads((exported / "csv" / "datapackage.json").read_text("utf-8"))
    assert "take one away from each text that begins with one" in described["description"]


def test_an_ordinary_text_is_left_alone():
    assert escaped("On May 3, 1+1=2 - @home") == "On May 3, 1+1=2 - @home"


@given(st.text())
def test_escaping_loses_nothing(text):
    assert escaped(text).removeprefix("'") == text
    assert not escaped(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_negative_number_stays_a_number(exported):
    assert csv_rows(exported, "incidents")[0]["latitude"] == "-8.5"


def test_frictionless_finds_the_csv_package_sound(exported):
    report = frictionless.Package(str(exported / "csv" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])


def test_frictionless_finds_a_changed_byte_of_the_csv_package(exported, tmp_path):
    folder = Path(shutil.copytree(exported / "csv", tmp_path / "csv"))
    path = folder / "incidents.csv"
    path.write_bytes(path.read_bytes().replace(b"armed_assault", b"armed_sorcery"))
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert {"hash-count", "constraint-error"} & {kind for (kind,) in report.flatten(["type"])}


# JSON lines


@pytest.mark.parametrize("name", list(schemas.TABLES))
def test_json_lines_hold_every_row_with_null_as_null(exported, name):
    lines = (exported / "jsonl" / f"{name}.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == published_rows(name)


def test_a_line_separator_in_a_text_does_not_break_a_json_line(tmp_path):
    found = rows()
    found["casualty_claims"][0] |= {"claimant": "a\u2028b\x85c"}
    folder = release.publish(example.tables(found), tmp_path / "outputs").path
    export(folder, "jsonl", tmp_path / "jsonl")
    (line,) = (tmp_path / "jsonl" / "casualty_claims.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["claimant"] == "a\u2028b\x85c"


def test_the_descriptor_of_json_lines_says_hash_and_size_of_each_file(exported, published):
    described = json.loads((exported / "jsonl" / "datapackage.json").read_text("utf-8"))
    assert described["id"] == published.name
    for resource in described["resources"]:
        assert resource["bytes"] == (exported / "jsonl" / resource["path"]).stat().st_size
        assert resource["format"] == "ndjson"


# Databases


@pytest.fixture
def sqlite(exported):
    connection = sqlite3.connect(f"file:{exported / 'sqlite'}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.fixture
def in_duckdb(exported):
    with duckdb.connect(str(exported / "duckdb"), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("name", list(schemas.TABLES))
def test_sqlite_holds_every_row(sqlite, name):
    cursor = sqlite.execute(f"select * from {name}")
    names = [part[0] for part in cursor.description]
    assert [dict(zip(names, row, strict=True)) for row in cursor] == published_rows(name)


@pytest.mark.parametrize("name", list(schemas.TABLES))
def test_duckdb_holds_every_row_with_its_type(in_duckdb, name):
    table = in_duckdb.sql(f"from {name}").to_arrow_table()
    assert [{field: plain(value) for field, value in row.items()} for row in table.to_pylist()] == published_rows(name)
    declared = schemas.arrow_schema(name)
    for field in table.schema:
        wanted = declared.field(field.name).type
        assert str(field.type) == ("string" if "dictionary" in str(wanted) else str(wanted))


def test_sqlite_holds_its_keys(exported, tmp_path):
    connection = sqlite3.connect(shutil.copy(exported / "sqlite", tmp_path / "copy.sqlite"))
    connection.execute("pragma foreign_keys = on")
    assert connection.execute("pragma foreign_key_check").fetchall() == []
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        connection.execute("insert into incidents select * from incidents")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        connection.execute("update casualty_claims set incident_id = 'no-such-incident'")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        connection.execute("update incidents set attack_type = 'sorcery'")
    with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
        connection.execute("update incidents set summary = null")
    connection.close()


def test_duckdb_holds_its_keys(exported, tmp_path):
    with duckdb.connect(shutil.copy(exported / "duckdb", tmp_path / "copy.duckdb")) as connection:
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("insert into incidents from incidents")
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("update incidents set attack_type = 'sorcery'")


@pytest.mark.parametrize(
    ("dataset", "field", "quote"),
    [
        ("incidents", "killed_min", "three"),
        ("institutions", "canonical_name", "Red Lantern Front"),
        ("compliance_status", "status", "adopted"),
    ],
)
def test_a_view_joins_each_dataset_to_its_evidence(sqlite, in_duckdb, dataset, field, quote):
    query = f"select report_id, quote from {dataset}_evidence where field = '{field}'"
    assert sqlite.execute(query).fetchall() == [("XAA-2019", quote)]
    assert in_duckdb.execute(query).fetchall() == [("XAA-2019", quote)]


def test_a_database_says_which_release_it_holds(sqlite, in_duckdb, published):
    for connection in (sqlite, in_duckdb):
        assert connection.execute(
            "from release" if connection is in_duckdb else "select * from release"
        ).fetchone() == (
            published.name,
            schemas.SCHEMA_VERSION,
        )


def test_a_library_that_is_missing_is_named(published, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    with pytest.raises(ExportError, match=r'python\S* -m pip install "crt-datasets\[duckdb\]"$'):
        export(published, "duckdb", tmp_path / "x.duckdb")
    assert list(tmp_path.iterdir()) == []


# GeoJSON


def test_geojson_has_a_point_for_an_incident_with_coordinates(exported, published):
    collection = json.loads((exported / "geojson").read_text("utf-8"))
    (feature,) = collection["features"]
    assert (collection["type"], collection["release"]) == ("FeatureCollection", published.name)
    assert collection["attribution"] == ATTRIBUTION
    assert feature["geometry"] == {"type": "Point", "coordinates": [179.25, -8.5]}
    assert feature["id"] == feature["properties"]["incident_id"] == example.INCIDENT
    assert feature["properties"]["date_start"] == "2019-05-03"
    assert not {"latitude", "longitude"} & set(feature["properties"])


def test_geojson_leaves_out_an_incident_without_coordinates(tmp_path):
    folder = release.publish(example.tables(), tmp_path / "outputs").path
    export(folder, "geojson", tmp_path / "map.geojson")
    assert json.loads((tmp_path / "map.geojson").read_text("utf-8"))["features"] == []


# Croissant


def test_croissant_describes_every_file_and_column(exported, published):
    described = json.loads((exported / "croissant" / CROISSANT).read_text("utf-8"))
    files = {it["@id"]: it for it in described["distribution"]}
    sets = {it["@id"]: it for it in described["recordSet"]}
    package = json.loads((published / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        file = files[resource["path"]]
        assert f"sha256:{file['sha256']}" == resource["hash"]
        assert (exported / "croissant" / file["contentUrl"]).read_bytes() == (published / resource["path"]).read_bytes()
        fields = [it["name"] for it in sets[resource["name"]]["field"]]
        assert fields == [column.name for column in schemas.columns(resource["name"])]


def test_every_reference_inside_croissant_leads_somewhere(exported):
    described = json.loads((exported / "croissant" / CROISSANT).read_text("utf-8"))
    there = {it["@id"] for it in described["distribution"]}
    there |= {field["@id"] for records in described["recordSet"] for field in records["field"]}
    for records in described["recordSet"]:
        keys = records.get("key", [])
        for key in keys if isinstance(keys, list) else [keys]:
            assert key["@id"] in there
        for field in records["field"]:
            assert field.get("references", {"field": {"@id": field["@id"]}})["field"]["@id"] in there
            assert field.get("source", {"fileObject": {"@id": "incidents.parquet"}})["fileObject"]["@id"] in there


def test_croissant_lists_the_codes_with_their_meanings(exported):
    described = json.loads((exported / "croissant" / CROISSANT).read_text("utf-8"))
    (codes,) = [it for it in described["recordSet"] if it["@id"] == "incidents_attribution_codes"]
    found = {
        row["incidents_attribution_codes/code"]: row["incidents_attribution_codes/meaning"] for row in codes["data"]
    }
    assert found == dict(schemas.table_of("incidents").column("attribution").codes)


@pytest.mark.slow
def test_mlcroissant_reads_every_record_set(exported):
    dataset = mlcroissant.Dataset(str(exported / "croissant" / CROISSANT))
    assert not dataset.metadata.issues.errors
    for name in schemas.TABLES:
        assert sum(1 for _ in dataset.records(name)) == len(published_rows(name))


# What all formats share


# DuckDB writes an identifier of its own into each file; its rows are compared above.
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "duckdb"])
def test_the_same_release_gives_the_same_export_over_the_one_before(exported, published, name, tmp_path):
    again = tmp_path / name
    first = export(published, name, again)
    before = {path.name: path.read_bytes() for path in first}
    assert {path.name: path.read_bytes() for path in export(published, name, again)} == before
    where = exported / name
    assert before == {path.name: (where / path.name if where.is_dir() else where).read_bytes() for path in first}


@pytest.mark.parametrize("name", list(FORMATS))
def test_an_export_leaves_the_release_and_no_litter(exported, published, name):
    assert verify(published) == ()
    assert [path for path in exported.rglob("*") if path.name.startswith(".") or path.suffix in (".wal", ".tmp")] == []


@pytest.mark.parametrize("name", list(FORMATS))
def test_nothing_is_ever_written_among_the_releases(published, name):
    for target in (published, published / "more", published.parent / "other"):
        with pytest.raises(ExportError, match="never change"):
            export(published, name, target)
    assert [path.name for path in published.parent.iterdir()] == [published.name]


def test_beside_a_release_that_lies_alone_there_is_room(published, tmp_path):
    alone = Path(shutil.copytree(published, tmp_path / published.name))
    assert export(alone, "geojson", tmp_path / "x.geojson") == (tmp_path / "x.geojson",)


def test_an_unknown_format_is_named_with_those_there_are(published, tmp_path):
    with pytest.raises(ExportError, match="no format 'xlsx'; there are csv, jsonl, sqlite, duckdb, geojson, croissant"):
        export(published, "xlsx", tmp_path / "x")


def test_a_release_that_cannot_be_read_is_named(published, tmp_path):
    broken = Path(shutil.copytree(published, tmp_path / "releases" / published.name))
    (broken / "evidence.parquet").write_bytes(b"no Parquet")
    with pytest.raises(ExportError, match=r"evidence\.parquet: cannot be read; see what is wrong with: crt verify"):
        export(broken, "csv", tmp_path / "csv")
    assert not (tmp_path / "csv").exists()


@pytest.mark.parametrize(("name", "is_folder"), [("csv", False), ("sqlite", True)])
def test_a_target_of_the_wrong_kind_is_refused(published, tmp_path, name, is_folder):
    target = tmp_path / "target"
    target.mkdir() if is_folder else target.write_text("mine", "utf-8")
    with pytest.raises(ExportError, match="folder"):
        export(published, name, target)
    assert is_folder or target.read_text("utf-8") == "mine"


def test_exports_lie_beside_the_releases_unless_another_place_is_named(published):
    outputs = published.parent.parent
    assert default_target(published, outputs, "csv") == outputs / "exports" / f"{published.name}-csv"
    assert default_target(published, outputs, "sqlite") == outputs / "exports" / f"{published.name}.sqlite"
