"""A release is not published under a schema version that does not tell what changed."""

import json

import example_release as example
import pytest
from example_release import with_two_killed

import schemas
from pipelines.publishing import descriptor, release
from pipelines.publishing.verify import verify


def publish(outputs, rows=None):
    return example.publish(outputs, rows)


def rewrite(published, change):
    """Make the latest release one that an earlier program wrote, with other schemas."""
    path = published.path / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    change(described)
    path.write_text(descriptor.as_text(described), "utf-8")


def fields_of(described, table):
    return next(it for it in described["resources"] if it["name"] == table)["schema"]["fields"]


def with_a_column_more(described):
    fields_of(described, "incidents").append({"name": "weather", "type": "string", "description": "Rain or shine."})


def with_a_column_less(described):
    fields_of(described, "incidents").pop()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    example.make_quick(monkeypatch)


@pytest.mark.parametrize(
    ("earlier", "what", "fitting"),
    [
        (with_a_column_more, "major: column incidents.weather was removed", "2.0"),
        (with_a_column_less, "minor: column incidents.corrected was added", "1.2"),
    ],
)
def test_a_change_that_the_declared_version_does_not_tell_stops_the_publication(tmp_path, earlier, what, fitting):
    assert schemas.SCHEMA_VERSION == "1.1"
    first = publish(tmp_path)
    rewrite(first, earlier)
    with pytest.raises(release.SchemaVersionError) as caught:
        publish(tmp_path, with_two_killed())
    assert what in str(caught.value)
    assert f"asks for schema version {fitting} or higher, and 1.1 is declared" in str(caught.value)
    assert release.latest(tmp_path) == first.path
    assert [it.name for it in (tmp_path / "releases").iterdir()] == [first.release_id]


@pytest.mark.parametrize(("earlier", "version"), [(with_a_column_more, "0.9"), (with_a_column_less, "0.9")])
def test_a_version_that_is_high_enough_is_published_and_its_schema_changes_are_told(tmp_path, earlier, version):
    first = publish(tmp_path)
    rewrite(first, lambda described: (earlier(described), described.update(schemaVersion=version)))
    second = publish(tmp_path, with_two_killed())
    assert verify(second.path) == ()
    notes = (tmp_path / "changes" / "CHANGES.md").read_text("utf-8")
    assert "Schema version 0.9 → 1.1:\n\n- m" in notes


def test_a_version_below_that_of_the_latest_release_stops_the_publication(tmp_path):
    rewrite(publish(tmp_path), lambda described: described.update(schemaVersion="1.2"))
    with pytest.raises(
        release.SchemaVersionError, match=r"already has 1\.2, with the same schemas; set SCHEMA_VERSION"
    ):
        publish(tmp_path, with_two_killed())


def test_a_latest_release_whose_descriptor_is_gone_is_named_with_what_to_do(tmp_path):
    (publish(tmp_path).path / "datapackage.json").unlink()
    with pytest.raises(release.PublicationError, match=r"datapackage\.json is missing.*crt verify.*build again"):
        publish(tmp_path, with_two_killed())


def test_a_latest_release_whose_table_is_gone_is_named_and_the_pointer_stays(tmp_path):
    first = publish(tmp_path)
    (first.path / "evidence.parquet").unlink()
    with pytest.raises(release.PublicationError, match=r"evidence\.parquet is missing"):
        publish(tmp_path, with_two_killed())
    assert release.latest(tmp_path) == first.path
