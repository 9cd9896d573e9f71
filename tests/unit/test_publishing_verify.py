"""Verification: whatever is done to a release is named."""

import json
import shutil
from pathlib import Path

import example_release as example
import pyarrow.parquet as pq
import pytest

import schemas
from pipelines.publishing import descriptor, parquet
from pipelines.publishing.verify import verify


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    example.make_quick(monkeypatch)


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return example.publish(tmp_path_factory.mktemp("outputs")).path


@pytest.fixture
def published(original, tmp_path):
    """A release of which a test may break what it likes."""
    return Path(shutil.copytree(original, tmp_path / original.name))


def forge(published, name, table):
    """Replace a table and make the descriptor agree, as someone would who knows the format."""
    parquet.write_table(table, published / f"{name}.parquet")
    tables = {it: parquet.read_table(published / f"{it}.parquet") for it in schemas.TABLES}
    described = descriptor.describe(published, tables, published.name)
    (published / "datapackage.json").write_text(descriptor.as_text(described), "utf-8")


def test_a_release_as_published_verifies(published):
    assert verify(published) == ()


@pytest.mark.parametrize(
    ("name", "part"), [("incidents.parquet", 0), ("reports.parquet", 0.5), ("rejections.parquet", 0.999)]
)
def test_a_flipped_byte_is_named(published, name, part):
    data = bytearray((published / name).read_bytes())
    data[int(part * len(data))] ^= 1
    (published / name).write_bytes(data)
    assert any(problem.startswith(f"{name}: its hash is") for problem in verify(published))


def test_a_flipped_byte_of_the_descriptor_is_named(published):
    path = published / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace("Exampleland", "Examqleland"), "utf-8")
    assert verify(published) == ("datapackage.json: sources is not what the tables and schemas say",)


def test_a_truncated_file_is_named(published):
    path = published / "evidence.parquet"
    path.write_bytes(path.read_bytes()[:100])
    problems = verify(published)
    assert any(problem.startswith("evidence.parquet: cannot be read") for problem in problems)


@pytest.mark.parametrize("name", ["incidents.parquet", "datapackage.json"])
def test_a_missing_file_is_named(published, name):
    (published / name).unlink()
    assert f"{name}: is missing" in verify(published)


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "more/incidents.parquet"])
def test_a_foreign_file_is_named(published, name):
    (published / name).parent.mkdir(exist_ok=True)
    (published / name).write_text("x", "utf-8")
    assert f"{name}: does not belong to the release" in verify(published)


def test_a_link_in_the_place_of_a_file_is_named(published, tmp_path):
    path = published / "incidents.parquet"
    path.rename(tmp_path / "elsewhere.parquet")
    path.symlink_to(tmp_path / "elsewhere.parquet")
    assert "incidents.parquet: is not a file of its own" in verify(published)


def test_an_edited_row_is_found_even_where_the_descriptor_was_made_to_agree(published):
    rows = example.rows()
    rows["incidents"][0] |= {"killed_min": 2}
    forge(published, "incidents", example.tables(rows)["incidents"])
    (problem,) = verify(published)
    assert problem.endswith(f"the folder is {published.name}")


def test_a_span_that_is_not_its_quote_is_found(published):
    rows = example.rows()
    rows["evidence"][0]["start"] += 1
    forge(published, "evidence", example.tables(rows)["evidence"])
    assert any(problem.startswith("evidence: XAA-2019 [") for problem in verify(published))


def test_a_row_that_breaks_a_rule_is_found(published):
    table = parquet.read_table(published / "incidents.parquet")
    place = table.column_names.index("disputed")
    broken = table.set_column(place, table.schema.field(place), [[True]])
    forge(published, "incidents", broken)
    assert any("a_disputed_incident_has_no_killed_figures" in problem for problem in verify(published))


def test_rows_out_of_order_are_found(published):
    table = parquet.read_table(published / "evidence.parquet")
    forge(published, "evidence", table.take(list(range(table.num_rows - 1, -1, -1))))
    assert verify(published) == ("evidence.parquet: its rows are not in order",)


def test_another_schema_is_found(published):
    table = parquet.read_table(published / "incidents.parquet").drop_columns(["summary"])
    pq.write_table(table, published / "incidents.parquet")
    assert "incidents.parquet: its columns or types are not those of the schema" in verify(published)


@pytest.mark.parametrize("said", ["", "[]", '{"resources": [3]}'])
def test_a_descriptor_that_says_nonsense_is_found(published, said):
    (published / "datapackage.json").write_text(said, "utf-8")
    assert verify(published) != ()


def test_a_description_of_a_table_that_is_not_there_is_found(published):
    path = published / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    described["resources"].append({"name": "persons", "path": "../persons.parquet"})
    path.write_text(json.dumps(described), "utf-8")
    assert verify(published) == ("datapackage.json: the description of persons is not what the table and schemas say",)


def test_a_folder_of_another_name_is_no_release(published):
    renamed = published.rename(published.with_name(f"v{schemas.SCHEMA_VERSION}-000000000000"))
    assert any(f"the folder is v{schemas.SCHEMA_VERSION}-000000000000" in problem for problem in verify(renamed))
    assert verify(renamed.rename(published.with_name("mine"))) == ("mine is not the name of a release",)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert verify(tmp_path / "v1.0-000000000000") == (f"{tmp_path / 'v1.0-000000000000'} is not a folder",)


def test_any_flipped_byte_of_any_file_is_named_with_its_file(published):
    for path in sorted(published.iterdir()):
        whole = path.read_bytes()
        for place in range(0, len(whole), max(1, len(whole) // 5)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            problems = verify(published)
            assert any(path.name in problem for problem in problems), (path.name, place, problems)
        path.write_bytes(whole)
    assert verify(published) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [('"bytes": ', '"bytes":  '), ("\n}\n", "\n}\n\n"), ('"rows": 1,', '"rows": 1, "rows": 1,'), ("{", "{\t")],
)
def test_a_descriptor_that_says_the_same_in_another_form_is_named(published, old, new):
    path = published / "datapackage.json"
    text = path.read_text("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    assert verify(published) == ("datapackage.json: is not written in the form in which descriptors are",)


def test_a_descriptor_with_what_json_does_not_allow_is_named(published):
    path = published / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace('"rows": 1,', '"rows": NaN,', 1), "utf-8")
    assert any(problem.startswith("datapackage.json: cannot be read (NaN") for problem in verify(published))


@pytest.fixture
def earlier(published, monkeypatch):
    """The release seen by a program of a later schema version, which knows one column less."""
    known = dict(schemas.TABLES)
    monkeypatch.setattr("pipelines.publishing.verify.SCHEMA_VERSION", "2.0")
    monkeypatch.setattr(
        "pipelines.publishing.verify.TABLES", {name: known[name] for name in known if name != "rejections"}
    )
    return published


def test_a_release_of_another_schema_version_is_verified_by_its_own_descriptor(earlier):
    assert verify(earlier) == ()


@pytest.mark.parametrize("name", ["rejections.parquet", "incidents.parquet", "datapackage.json"])
def test_a_flipped_byte_in_a_release_of_another_schema_version_is_named(earlier, name):
    path = earlier / name
    whole = path.read_bytes()
    for place in range(0, len(whole), len(whole) // 10):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert any(name in problem for problem in verify(earlier)), place


def test_an_edited_row_in_a_release_of_another_schema_version_is_found(earlier):
    forge(earlier, "incidents", example.tables(example.with_two_killed())["incidents"])
    (problem,) = verify(earlier)
    assert problem.endswith(f"the folder is {earlier.name}")


def test_a_missing_and_a_foreign_file_of_another_schema_version_are_named(earlier):
    (earlier / "rejections.parquet").unlink()
    (earlier / "notes.txt").write_text("x", "utf-8")
    problems = verify(earlier)
    assert "rejections.parquet: is missing" in problems
    assert "notes.txt: does not belong to the release" in problems


@pytest.mark.parametrize("said", ["{}", "[]", '{"resources": [{}]}', '{"resources": [{"name": "../../x"}]}'])
def test_a_release_of_another_schema_version_whose_descriptor_says_nonsense_is_found(tmp_path, said):
    folder = tmp_path / "v9.0-000000000000"
    folder.mkdir()
    assert verify(folder) != ()
    (folder / "datapackage.json").write_text(said, "utf-8")
    assert verify(folder) != ()
