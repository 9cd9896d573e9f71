"""What the commands on releases say, and that removing old ones removes nothing else."""

import json
import shutil

import example_release as example
import filelock
import pytest
from example_release import with_two_killed, without_the_law

import schemas
from pipelines import cli
from pipelines.publishing import commands, release
from pipelines.publishing.diff import Change
from pipelines.publishing.prune import newest_first, plan, prune


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    example.make_quick(monkeypatch)


STAGES = (example.rows, with_two_killed, without_the_law)


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Outputs with three releases, each with a site; and their ids, oldest first."""
    outputs = tmp_path_factory.mktemp("outputs")
    names = [release.publish(example.tables(rows()), outputs).release_id for rows in STAGES]
    for name in names:
        (outputs / "site" / name).mkdir(parents=True)
        (outputs / "site" / name / "index.html").write_text("x", "utf-8")
    return outputs, names


@pytest.fixture
def outputs(three, tmp_path):
    """A copy of them that a test may change."""
    return shutil.copytree(three[0], tmp_path / "outputs")


def folders(outputs, *names):
    return outputs / "releases" / names[0], outputs / "releases" / names[1]


def test_releases_are_listed_newest_first_with_the_latest_marked(three):
    outputs, names = three
    version = f"  {schemas.SCHEMA_VERSION} "
    assert commands.releases_text(outputs).splitlines() == [
        "release            schema  incidents  institutions  compliance_status  sources",
        f"{names[2]}{version}            1             1                  0        1  latest",
        f"{names[1]}{version}            1             1                  1        1",
        f"{names[0]}{version}            1             1                  1        1",
    ]


def test_outputs_without_a_release_say_so(tmp_path):
    assert "has no release yet" in commands.releases_text(tmp_path)
    assert "has no release yet" in commands.verify_all_text(tmp_path)[0]


def test_a_release_without_its_descriptor_is_listed_as_damaged(outputs, three):
    (outputs / "releases" / three[1][0] / "datapackage.json").unlink()
    assert commands.releases_text(outputs).splitlines()[-1].endswith(f"damaged: see crt verify {three[1][0]}")


def test_the_release_that_was_made_the_latest_again_is_the_newest(outputs, three):
    release.publish(example.tables(), outputs)
    assert newest_first(outputs) == (three[1][0], three[1][2], three[1][1])


def test_pruning_is_a_dry_run_unless_it_is_confirmed(outputs, three):
    said = commands.prune_text(outputs, 1, confirmed=False)
    assert said.splitlines()[:3] == [
        f"keeps    {three[1][2]}  latest",
        f"removes  {three[1][1]}",
        f"removes  {three[1][0]}",
    ]
    assert "Nothing was removed yet" in said
    assert len(list((outputs / "releases").iterdir())) == 3


def test_pruning_removes_old_releases_with_their_sites_and_keeps_the_record_of_changes(outputs, three):
    said = commands.prune_text(outputs, 2, confirmed=True)
    assert f"removed  {three[1][0]}" in said
    for part in ("releases", "site"):
        assert sorted(it.name for it in (outputs / part).iterdir()) == sorted(three[1][1:])
    assert {f"{name}.parquet" for name in three[1]} <= {it.name for it in (outputs / "changes").iterdir()}
    assert not list(outputs.glob(".stage-*"))
    assert commands.verify_all_text(outputs)[1]


def test_the_latest_release_is_never_removed_whatever_its_age(outputs, three):
    (outputs / "latest.json").write_text(json.dumps({"release": three[1][0]}), "utf-8")
    assert prune(outputs, 1).kept == (three[1][0],)
    assert release.latest(outputs) is not None


def test_nothing_is_removed_where_no_release_is_the_latest(outputs):
    (outputs / "latest.json").unlink()
    with pytest.raises(release.PublicationError, match=r"latest\.json points to no release"):
        prune(outputs, 1)
    assert len(list((outputs / "releases").iterdir())) == 3


@pytest.mark.parametrize("keep", [0, -1])
def test_at_least_one_release_stays(outputs, keep):
    with pytest.raises(ValueError, match="at least one release has to stay"):
        plan(outputs, keep)


def test_pruning_leaves_what_is_no_release_alone(outputs):
    (outputs / "releases" / "notes").mkdir()
    prune(outputs, 1)
    assert (outputs / "releases" / "notes").is_dir()


def test_pruning_says_that_a_publisher_is_at_work(outputs):
    with filelock.FileLock(outputs / release.LOCK), pytest.raises(release.PublicationError, match="another build"):
        prune(outputs, 1, wait_seconds=0.05)


def test_fewer_releases_than_may_stay_are_all_kept(outputs):
    assert commands.prune_text(outputs, 5, confirmed=True) == f"Nothing to remove: {outputs} has 3 releases.\n"
    prune(outputs, 1)
    assert commands.prune_text(outputs, 5, confirmed=True) == f"Nothing to remove: {outputs} has 1 release.\n"


def test_a_difference_as_a_table_tells_changes_then_counts(three):
    outputs, names = three
    assert commands.diff_text(*folders(outputs, names[0], names[1])).splitlines() == [
        f"~ incidents {example.INCIDENT} killed_min: 3 -> 2 (code changed)",
        "",
        "table      added  removed  changed",
        "incidents      0        0        1",
        f"1 change from {names[0]} to {names[1]}",
    ]


def test_a_row_that_went_is_told_by_its_sentence(three):
    outputs, names = three
    said = commands.diff_text(*folders(outputs, names[0], names[2]))
    assert f"- compliance_status {example.LAW_STATUS} (XAA-2019): {example.LAW} (code changed)" in said


def test_a_difference_in_markdown_is_tables_that_no_text_can_break(three):
    outputs, names = three
    said = commands.diff_text(*folders(outputs, names[0], names[1]), "markdown").splitlines()
    assert said[0] == f"# Changes from {names[0]} to {names[1]}"
    assert "| incidents | 0 | 0 | 1 |" in said
    assert f"| incidents | `{example.INCIDENT}` | killed_min: 3 → 2 | code changed |" in said
    assert commands._cell("a|b<script>") == "a\\|b&lt;script>"


def test_a_summary_counts_spans_and_tells_the_rows_that_rest_on_them(three):
    outputs, names = three
    said = commands.diff_text(*folders(outputs, names[0], names[2]), "summary").splitlines()
    assert any(line.startswith("| evidence | 0 | ") for line in said)
    assert [line.split(" | ")[0].strip("| ") for line in said if line.endswith("code changed |")] == [
        "compliance_status"
    ]


def test_a_summary_tells_a_hundred_changes_of_a_kind_and_how_many_more_there_are():
    change = Change("incidents", "a", "killed_min", 3, 2, "changed")
    said = commands.DIFF_FORMS["summary"]("v1", "v2", [(change, "code changed")] * 103).splitlines()
    assert len([line for line in said if line.endswith("| code changed |")]) == 100
    assert said[-1] == "And 3 more; all are told by `crt diff v1 v2`."
    whole = commands.DIFF_FORMS["markdown"]("v1", "v2", [(change, "code changed")] * 103).splitlines()
    assert len([line for line in whole if line.endswith("| code changed |")]) == 103


def test_a_folder_of_outputs_stands_for_its_latest_release(three, tmp_path, capsys):
    outputs, names = three
    release.publish(example.tables(), tmp_path)
    assert cli.main(["diff", str(tmp_path), str(outputs), "--format", "summary"]) == 0
    assert f"# Changes from {names[0]} to {names[2]}" in capsys.readouterr().out
    (tmp_path / "latest.json").write_text("{}", "utf-8")
    assert cli.main(["diff", str(tmp_path), str(outputs)]) == 1
    assert capsys.readouterr().err == f"crt: {tmp_path} has no release yet; build one with: crt build\n"


def test_of_two_releases_the_one_that_cannot_be_read_is_named(outputs, three, capsys):
    damaged, whole = folders(outputs, *three[1][:2])
    (damaged / "incidents.parquet").write_bytes(b"no Parquet")
    assert cli.main(["diff", str(damaged), str(whole), "--outputs", str(outputs)]) == 1
    said = "incidents.parquet cannot be read; see all of it with: crt verify"
    assert capsys.readouterr().err == f"crt: release {damaged.name} is damaged: {said} {damaged}\n"


def test_a_difference_in_json_tells_all_values(three):
    outputs, names = three
    found = json.loads(commands.diff_text(*folders(outputs, names[2], names[0]), "json"))
    assert (found["old"], found["new"]) == (names[2], names[0])
    assert found["counts"]["compliance_status"] == {"added": 1, "removed": 0, "changed": 0}
    (added,) = [it for it in found["changes"] if it["table"] == "compliance_status"]
    assert (added["change"], added["field"], added["old"], added["reason"]) == ("added", None, None, "code changed")
    assert added["new"]["statement"] == example.LAW


@pytest.mark.parametrize("form", commands.DIFF_FORMS)
def test_a_release_that_does_not_differ_says_so(three, form):
    outputs, names = three
    said = commands.diff_text(*folders(outputs, names[0], names[0]), form)
    assert {"table": "say the same", "markdown": "None", "summary": "None", "json": '"changes": []'}[form] in said


def test_all_releases_are_verified_and_each_problem_is_told_with_its_release(outputs, three):
    assert commands.verify_all_text(outputs) == (
        "".join(f"{name}: all files, spans and schemas hold\n" for name in sorted(three[1])),
        True,
    )
    (outputs / "releases" / three[1][0] / "evidence.parquet").unlink()
    (outputs / "releases" / "notes.txt").write_text("x", "utf-8")
    (outputs / "latest.json").write_text("{}", "utf-8")
    said, well = commands.verify_all_text(outputs)
    assert not well
    assert f"{three[1][0]}: evidence.parquet: is missing" in said
    assert f"{three[1][1]}: all files, spans and schemas hold" in said
    assert "releases: notes.txt: is no release" in said
    assert "latest.json: points to no release" in said
