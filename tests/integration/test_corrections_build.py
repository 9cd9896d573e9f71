"""Whole builds with corrections by reviewers: applied, refused, waiting, seen by the sensor. Events are fictional."""

import json
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
import pytest

import schemas
from pipelines import cli
from pipelines.assets.intake import file_sha256, take_in
from pipelines.assets.partitions import PARTITIONS
from pipelines.automation import Asked, digest_of_files, seeds_reports
from pipelines.build import build_all
from pipelines.publishing.release import latest
from pipelines.reading.corrections import corrections_digest
from pipelines.resources import Folders
from tests.conftest import FICTIONAL_CHAPTER, write_seeds

CHAPTERS = {"2019/kiribati.txt": FICTIONAL_CHAPTER, "2019/tuvalu.txt": FICTIONAL_CHAPTER.replace("Kiribati", "Tuvalu")}
HEADER = "row_id,span,field,old,new,reason,reviewer,date,quote"
SPAN_OF_THREE = "KIR-2019:{}-{}".format(
    *(FICTIONAL_CHAPTER.index(part) for part in ("three civilians", " and wounding"))
)
FEWER = f",{SPAN_OF_THREE},killed_min,3,2,Only two of the three died.,R. Viewer,2020-02-29,"
STALE = FEWER.replace(",3,2,", ",4,2,")


def correct(seeds: Path, *lines: str) -> Path:
    path = seeds / "corrections" / "2019.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([HEADER, *lines]) + "\n", "utf-8")
    return path


def rows(release: Path, table: str) -> list[dict[str, object]]:
    return pq.read_table(release / f"{table}.parquet").to_pylist()


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def corrected(tmp_path_factory) -> Iterator[Path]:
    """Outputs of a build without corrections and of one with a correction, its instance in DAGSTER_HOME."""
    folder = tmp_path_factory.mktemp("corrected")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", str(folder / "dagster_home"))
        (folder / "dagster_home").mkdir()
        seeds = write_seeds(folder, CHAPTERS)
        build_all(seeds, folder / "outputs")
        correct(seeds, FEWER)
        build_all(seeds, folder / "outputs")
        yield folder / "outputs"


@pytest.mark.slow
class TestBuildWithACorrection:
    def test_exactly_the_cell_and_the_flag_of_its_row_are_others(self, corrected):
        after = latest(corrected)
        (before,) = (one for one in (corrected / "releases").iterdir() if one != after)
        different = {
            (new["incident_id"], name, old[name], new[name])
            for old, new in zip(rows(before, "incidents"), rows(after, "incidents"), strict=True)
            for name in new
            if old[name] != new[name]
        }
        (row,) = {it[0] for it in different}
        assert different == {(row, "killed_min", 3, 2), (row, "corrected", False, True)}
        untouched = [name for name in schemas.TABLES if name not in ("incidents", "evidence", "corrections")]
        assert [name for name in untouched if rows(before, name) != rows(after, name)] == []

    def test_the_release_is_sound_and_says_who_corrected_what(self, corrected, capsys):
        assert cli.main(["verify", "--outputs", str(corrected)]) == 0
        (row,) = rows(latest(corrected), "corrections")
        assert (row["field"], row["old_value"], row["new_value"]) == ("killed_min", "3", "2")
        assert (row["reviewer"], row["source_path"]) == ("R. Viewer", "corrections/2019.csv")

    def test_the_changes_keep_the_old_value(self, corrected):
        found = pq.read_table(corrected / "changes" / f"{latest(corrected).name}.parquet").to_pylist()
        (change,) = (row for row in found if row["field"] == "killed_min")
        assert (change["old"], change["new"], change["reason"]) == ("3", "2", "corrected")
        assert {row["reason"] for row in found} == {"corrected"}

    def test_the_step_shows_in_dagster_what_it_corrected(self, corrected):
        with dg.DagsterInstance.get() as instance:
            (record,) = instance.fetch_materializations(dg.AssetKey("corrections"), limit=1).records
        metadata = record.asset_materialization.metadata
        assert metadata["corrected_values"].value == 1
        assert "| killed_min | 3 | 2 | Only two of the three died. | R. Viewer |" in metadata["corrected"].value

    def test_the_extracted_tables_stay_as_the_extractor_made_them(self, corrected):
        stored = pq.read_table(corrected / ".work" / "tables" / "incidents.parquet").to_pylist()
        assert {row["corrected"] for row in stored} == {False}
        assert {row["killed_min"] for row in stored} == {2, 3}


@pytest.mark.slow
class TestReleases:
    def test_the_same_corrections_give_the_same_bytes_and_another_reason_gives_another_release(
        self, make_seeds, tmp_path, dagster_home
    ):
        seeds = make_seeds(CHAPTERS)
        correct(seeds, FEWER)
        one, other = (build_all(seeds, tmp_path / name).release for name in ("one", "other"))
        assert (one.name, files_of(one)) == (other.name, files_of(other))
        assert not build_all(seeds, tmp_path / "one").is_new
        correct(seeds, FEWER.replace("Only two", "But two"))
        assert build_all(seeds, tmp_path / "one").release.name != one.name

    def test_a_file_with_nothing_but_its_header_changes_nothing(self, make_seeds, tmp_path, dagster_home):
        seeds = make_seeds(CHAPTERS)
        first = build_all(seeds, tmp_path / "outputs")
        correct(seeds)
        assert build_all(seeds, tmp_path / "outputs").release.name == first.release.name


@pytest.mark.slow
class TestRefusals:
    def test_a_correction_that_no_longer_fits_publishes_nothing_and_says_why(self, make_seeds, tmp_path, crt_build):
        seeds = make_seeds(CHAPTERS)
        assert crt_build(seeds).status == 0
        before = files_of(tmp_path / "outputs" / "releases") | {"": (tmp_path / "outputs/latest.json").read_bytes()}
        correct(seeds, STALE, "kir-2019-000000000000,,disputed,false,true,why,R. Viewer,2020-02-29,")
        run = crt_build(seeds)
        assert (run.status, run.out) == (1, "")
        assert "corrections/2019.csv:2: killed_min is '3' now, and old says '4'" in run.err
        assert "corrections/2019.csv:3: there is no row kir-2019-000000000000" in run.err
        after = files_of(tmp_path / "outputs" / "releases") | {"": (tmp_path / "outputs/latest.json").read_bytes()}
        assert after == before

    def test_a_line_that_is_not_in_form_is_named_before_anything_runs(self, make_seeds, tmp_path, crt_build):
        seeds = make_seeds(CHAPTERS)
        correct(seeds, FEWER.replace("2020-02-29", "soon"), FEWER + ",more")
        run = crt_build(seeds)
        assert run.status == 1
        assert "corrections/2019.csv:2: date is 'soon'" in run.err
        assert "corrections/2019.csv:3: has 10 cells where the header has 9" in run.err
        assert not (tmp_path / "outputs" / ".work").exists()

    def test_a_correction_of_a_refused_report_waits_and_the_good_report_is_published(
        self, make_seeds, tmp_path, crt_build
    ):
        seeds = make_seeds({**CHAPTERS, "2019/kiribati.txt": b""})
        correct(seeds, FEWER)
        run = crt_build(seeds)
        assert run.status == 1
        assert run.err.splitlines() == [
            "crt: refused: reports/2019/kiribati.txt: is empty; obtain the chapter again, or remove the file",
            "crt: corrections that wait until a refused report can be read again: 1",
        ]
        release = latest(tmp_path / "outputs")
        assert [row["report_id"] for row in rows(release, "reports")] == ["TUV-2019"]
        assert rows(release, "corrections") == []
        (seeds / "reports" / "2019" / "kiribati.txt").write_text(FICTIONAL_CHAPTER, "utf-8")
        assert crt_build(seeds).status == 0
        assert len(rows(latest(tmp_path / "outputs"), "corrections")) == 1

    def test_a_refused_report_is_named_beside_a_correction_that_fits_nothing(self, make_seeds, crt_build):
        seeds = make_seeds({**CHAPTERS, "2019/tuvalu.txt": b""})
        correct(seeds, STALE)
        run = crt_build(seeds)
        assert run.status == 1
        assert "corrections/2019.csv:2: " in run.err
        assert "crt: refused: reports/2019/tuvalu.txt: is empty" in run.err


class TestSensor:
    """What a file of corrections that came, changed or went asks for."""

    @pytest.fixture
    def seeds(self, make_seeds, dagster_home) -> Path:
        """Seeds whose reports are known and were asked for already."""
        seeds = make_seeds(CHAPTERS)
        with dg.DagsterInstance.get() as instance:
            instance.add_dynamic_partitions(PARTITIONS, ["KIR-2019", "TUV-2019"])
        return seeds

    def tick(self, seeds: Path, corrections: str | None = None) -> dg.SensorResult:
        files = {one: file_sha256(path) for one, path in take_in(seeds).paths.items()}
        asked = Asked(digest_of_files(files), corrections=corrections or "")
        folders = Folders(seeds=str(seeds), outputs=str(seeds.parent / "outputs"))
        with dg.DagsterInstance.get() as instance:
            context = dg.build_sensor_context(instance=instance, cursor=asked.written(), resources={"folders": folders})
            return seeds_reports(context)

    def test_a_new_file_asks_for_the_tables_and_a_release_once(self, seeds):
        correct(seeds, FEWER)
        first = self.tick(seeds)
        (request,) = first.run_requests
        assert {dg.AssetKey("corrections"), dg.AssetKey("release")} <= set(request.asset_selection)
        assert self.tick(seeds, json.loads(first.cursor)["corrections"]).run_requests == []

    def test_a_changed_line_asks_again_and_a_touched_file_does_not(self, seeds):
        path = correct(seeds, FEWER)
        digest = corrections_digest(seeds)
        path.touch()
        assert self.tick(seeds, digest).run_requests == []
        correct(seeds, STALE)
        assert len(self.tick(seeds, digest).run_requests) == 1

    def test_a_removed_file_asks_again(self, seeds):
        path = correct(seeds, FEWER)
        digest = corrections_digest(seeds)
        Folders(outputs=str(seeds.parent / "outputs")).work.write_corrections_digest(digest)
        path.unlink()
        assert len(self.tick(seeds, digest).run_requests) == 1

    def test_what_the_command_line_applied_is_not_asked_for(self, seeds):
        correct(seeds, FEWER)
        folders = Folders(outputs=str(seeds.parent / "outputs"))
        folders.work.write_corrections_digest(corrections_digest(seeds))
        assert self.tick(seeds).run_requests == []

    def test_without_corrections_nothing_is_asked_for(self, seeds):
        assert self.tick(seeds).run_requests == []
