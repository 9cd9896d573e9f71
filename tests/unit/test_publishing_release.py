"""Publication: immutable folders, a pointer that is never wrong, crashes that cost nothing."""

import json
import shutil
import threading
from pathlib import Path

import example_release as example
import filelock
import frictionless
import pyarrow as pa
import pytest
from example_release import with_two_killed

import schemas
from pipelines.publishing import atomic, changes, descriptor, parquet, release
from pipelines.publishing.verify import verify


def publish(outputs, rows=None, **options):
    return release.publish(example.tables(rows), outputs, **options)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    example.make_quick(monkeypatch)


def everything(outputs):
    """Every file and folder below the outputs, the lock aside."""
    return sorted(path.relative_to(outputs).as_posix() for path in outputs.rglob("*") if path.name != release.LOCK)


def contents(folder):
    """The bytes of every file of a release: equal contents are a release that nobody touched."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def litter(outputs):
    return [name for name in everything(outputs) if Path(name).name.startswith(".")]


def test_a_release_is_a_folder_of_ten_tables_and_a_descriptor(tmp_path):
    published = publish(tmp_path)
    names = sorted(path.name for path in published.path.iterdir())
    assert names == sorted(["datapackage.json", *(f"{name}.parquet" for name in schemas.TABLES)])
    assert published.path == tmp_path / "releases" / published.release_id
    assert published.is_new
    assert verify(published.path) == ()


def test_the_release_id_is_the_schema_version_and_twelve_digits(tmp_path):
    assert release.RELEASE_ID.fullmatch(publish(tmp_path).release_id).group(1) == schemas.SCHEMA_VERSION


def test_the_pointer_names_the_release(tmp_path):
    published = publish(tmp_path)
    pointer = json.loads((tmp_path / "latest.json").read_text("utf-8"))
    assert pointer["release"] == published.release_id
    assert pointer["rows"]["incidents"] == 1
    assert release.latest(tmp_path) == published.path


def test_the_same_rows_publish_nothing_new(tmp_path):
    first = publish(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != release.LOCK}
    second = publish(tmp_path)
    assert (second.release_id, second.is_new) == (first.release_id, False)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != release.LOCK} == before


def test_other_rows_publish_a_release_beside_the_first(tmp_path):
    first = publish(tmp_path)
    before = contents(first.path)
    second = publish(tmp_path, with_two_killed())
    assert second.is_new
    assert first.release_id != second.release_id
    assert contents(first.path) == before
    assert release.latest(tmp_path) == second.path


def test_the_release_id_does_not_depend_on_the_order_of_rows_or_columns():
    tables = example.tables()
    shuffled = {
        name: table.take(pa.array(range(table.num_rows - 1, -1, -1), pa.int64())).select(table.column_names[::-1])
        for name, table in reversed(tables.items())
    }
    assert release.release_id(shuffled) == release.release_id(tables)


def test_the_release_id_depends_on_every_value():
    ids = {release.release_id(example.tables(rows)) for rows in (example.rows(), with_two_killed())}
    assert len(ids) == 2


def test_the_release_id_counts_how_often_a_row_stands_there():
    tables = example.tables()
    doubled = tables | {"rejections": pa.concat_tables([tables["rejections"]] * 2)}
    assert release.release_id(doubled) != release.release_id(tables)


def test_the_files_do_not_depend_on_the_order_of_rows(tmp_path):
    tables = example.tables()
    shuffled = {
        name: table.take(pa.array(range(table.num_rows - 1, -1, -1), pa.int64())) for name, table in tables.items()
    }
    first = release.publish(tables, tmp_path / "a").path
    second = release.publish(shuffled, tmp_path / "b").path
    assert contents(first) == contents(second)


def test_a_pointer_that_is_wrong_is_repaired(tmp_path):
    first = publish(tmp_path)
    publish(tmp_path, with_two_killed())
    again = publish(tmp_path)
    assert (again.is_new, release.latest(tmp_path)) == (False, first.path)


@pytest.mark.parametrize(
    "said", ["", "{", "[]", "{}", '{"release": 3}', '{"release": "../../etc"}', '{"release": "v1.0-000000000000"}']
)
def test_a_pointer_that_says_nonsense_points_nowhere_and_is_repaired(tmp_path, said):
    published = publish(tmp_path)
    (tmp_path / "latest.json").write_text(said, "utf-8")
    assert release.latest(tmp_path) is None
    assert not publish(tmp_path).is_new
    assert release.latest(tmp_path) == published.path


def test_outputs_without_a_release_point_nowhere(tmp_path):
    assert release.latest(tmp_path / "nothing") is None


def test_tables_that_contradict_each_other_are_not_published(tmp_path):
    rows = example.rows()
    rows["evidence"][0]["quote"] = "On May 4"
    with pytest.raises(release.PublicationError, match="not 'On May 4'"):
        publish(tmp_path / "outputs", rows)
    assert not (tmp_path / "outputs").exists()


def test_a_table_without_its_schema_is_not_published(tmp_path):
    tables = example.tables() | {"rejections": pa.table({"report_id": ["XAA-2019"]})}
    with pytest.raises(release.PublicationError, match="rejections does not have its schema"):
        release.publish(tables, tmp_path)


def test_a_missing_table_is_named(tmp_path):
    tables = example.tables()
    del tables["evidence"]
    with pytest.raises(release.PublicationError, match="table evidence is missing"):
        release.publish(tables, tmp_path)


def test_a_damaged_release_is_not_passed_off_as_published(tmp_path):
    published = publish(tmp_path)
    (published.path / "incidents.parquet").unlink()
    with pytest.raises(release.PublicationError, match="damaged"):
        publish(tmp_path)


CRASHES = {
    "before the first table": (parquet, "write_table"),
    "before the descriptor": (descriptor, "describe"),
    "after the rename, before the changes": (changes, "record"),
    "after the changes, before the pointer": (release, "_point"),
}


class PulledPlugError(BaseException):
    """Stands for the end of the process: no handler of ordinary errors may catch it."""


@pytest.mark.parametrize("point", CRASHES)
def test_a_crash_leaves_the_old_release_and_the_next_publication_succeeds(tmp_path, monkeypatch, point):
    first = publish(tmp_path)
    pointer, before = (tmp_path / "latest.json").read_bytes(), contents(first.path)

    def pull_the_plug(*arguments, **options):
        raise PulledPlugError

    with monkeypatch.context() as patch:
        patch.setattr(*CRASHES[point], pull_the_plug)
        with pytest.raises(PulledPlugError):
            publish(tmp_path, with_two_killed())
    assert (tmp_path / "latest.json").read_bytes() == pointer
    assert contents(first.path) == before

    second = publish(tmp_path, with_two_killed())
    assert release.latest(tmp_path) == second.path
    assert verify(second.path) == ()
    assert litter(tmp_path) == []
    notes = (tmp_path / "changes" / "CHANGES.md").read_text("utf-8")
    assert notes.count(f"## {second.release_id} (after {first.release_id})") == 1
    assert (tmp_path / "changes" / f"{second.release_id}.parquet").is_file()


def test_a_crash_while_a_table_is_written_leaves_a_stage_that_the_next_publication_removes(tmp_path, monkeypatch):
    publish(tmp_path)
    write, written = parquet.write_table, []

    def write_two_and_die(table, path):
        if len(written) == 2:
            path.with_name(".half.parquet.tmp").write_bytes(b"half")
            raise PulledPlugError
        written.append(path)
        write(table, path)

    with monkeypatch.context() as patch:
        patch.setattr(parquet, "write_table", write_two_and_die)
        with pytest.raises(PulledPlugError):
            publish(tmp_path, with_two_killed())
    assert litter(tmp_path) != []
    publish(tmp_path)
    assert litter(tmp_path) == []


def test_temporary_files_of_a_killed_publisher_are_removed(tmp_path):
    publish(tmp_path)
    (tmp_path / ".latest.json.0a1b2c3d.tmp").write_text("{", "utf-8")
    (tmp_path / "changes" / ".x.parquet.0a1b2c3d.tmp").write_bytes(b"half")
    publish(tmp_path)
    assert litter(tmp_path) == []


def test_a_full_disk_is_named_and_loses_nothing(tmp_path, monkeypatch):
    first = publish(tmp_path)
    before = contents(first.path)

    def fail(path, text):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "write_text", fail)
        with pytest.raises(release.PublicationError, match=r"No space left on device\); make room"):
            publish(tmp_path, with_two_killed())
    assert release.latest(tmp_path) == first.path
    assert contents(first.path) == before
    assert litter(tmp_path) == []


def test_outputs_that_are_a_file_are_named(tmp_path):
    (tmp_path / "outputs").write_text("x", "utf-8")
    with pytest.raises(release.PublicationError, match="cannot write the release"):
        publish(tmp_path / "outputs")


def test_a_second_publisher_says_that_another_holds_the_lock(tmp_path):
    publish(tmp_path)
    with filelock.FileLock(tmp_path / release.LOCK), pytest.raises(release.PublicationError, match="another build"):
        publish(tmp_path, with_two_killed(), wait_seconds=0.05)


def test_publishers_at_the_same_time_both_end_well(tmp_path):
    published, given_rows = [], [example.rows(), with_two_killed()] * 2
    threads = [
        threading.Thread(target=lambda rows=rows: published.append(publish(tmp_path, rows))) for rows in given_rows
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(published) == 4
    assert sum(it.is_new for it in published) == 2
    assert release.latest(tmp_path) in {it.path for it in published}
    assert all(verify(it.path) == () for it in {it.path: it for it in published}.values())


def test_the_descriptor_tells_files_hashes_rows_sources_and_licence(tmp_path):
    published = publish(tmp_path)
    described = json.loads((published.path / "datapackage.json").read_text("utf-8"))
    assert [it["name"] for it in described["licenses"]] == ["CC0-1.0", "CC-BY-4.0"]
    assert described["id"] == published.release_id
    assert described["sources"] == [
        {
            "title": "Exampleland 2019",
            "path": "reports/2019/exampleland.txt",
            "hash": "sha256:" + example.rows()["reports"][0]["source_sha256"],
            "bytes": len(example.TEXT.encode()),
            "licence": "CC0-1.0",
        }
    ]
    for resource in described["resources"]:
        path = published.path / resource["path"]
        assert resource["hash"] == f"sha256:{descriptor.sha256_of(path)}"
        assert resource["bytes"] == path.stat().st_size
        assert resource["rows"] == parquet.read_table(path).num_rows


def test_frictionless_accepts_the_descriptor(tmp_path):
    published = publish(tmp_path)
    package = frictionless.Package(str(published.path / "datapackage.json"))
    assert package.resource_names == list(schemas.TABLES)


def test_the_descriptor_holds_no_time_and_no_place_on_disk(tmp_path):
    said = (publish(tmp_path).path / "datapackage.json").read_text("utf-8")
    assert str(tmp_path) not in said
    assert "created" not in json.loads(said)


def test_a_release_depends_on_its_rows_and_not_on_history(tmp_path):
    publish(tmp_path / "a", with_two_killed())
    after = publish(tmp_path / "a").path
    alone = publish(tmp_path / "b").path
    assert contents(alone) == contents(after)


def test_a_release_that_was_removed_is_published_again(tmp_path):
    first = publish(tmp_path)
    shutil.rmtree(first.path)
    assert release.latest(tmp_path) is None
    assert publish(tmp_path).is_new
