"""Files that come into and leave seeds/reports while `crt ui` runs with its real daemon; nobody clicks."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
import pytest

import schemas
from pipelines.assets.partitions import PARTITIONS
from pipelines.failures import RANGE_TAGS
from pipelines.publishing.release import latest
from tests.conftest import FICTIONAL_CHAPTER, write_seeds
from tests.integration.live import Live, running, until
from tests.integration.services import Webserver

pytestmark = pytest.mark.slow

MINUTE = 60
"""What people are promised, from the moment that a file is there: its partition and a new release."""
SECONDS = 150
"""For what nobody is promised a time: a first start, and what takes two runs."""


def chapter(country: str) -> str:
    return FICTIONAL_CHAPTER.replace("Kiribati", country)


def drop(live: Live, **chapters: str) -> None:
    """Put files into seeds/reports as a copying program does: under another name first."""
    folder = live.reports / "2019"
    for name, text in chapters.items():
        part = folder / f".{name}.part"
        part.write_text(text, "utf-8")
        part.rename(folder / f"{name}.txt")


def released(live: Live) -> list[str]:
    """The reports of the latest release."""
    release = latest(live.outputs)
    return pq.read_table(release / "reports.parquet")["report_id"].to_pylist() if release else []


def wait_for_release_of(live: Live, *report_ids: str, seconds: float = SECONDS) -> Path:
    begun = time.monotonic()
    until(lambda: released(live) == list(report_ids), seconds, lambda: f"{released(live)}\n{live.log[-6000:]}")
    print(f"released after {time.monotonic() - begun:.0f} s: {', '.join(report_ids)}")
    until(lambda: all(run.is_finished for run in runs(live)), SECONDS, lambda: "a run does not end")
    return latest(live.outputs)


def runs(live: Live) -> list[dg.DagsterRun]:
    with live.instance() as instance:
        return instance.get_runs()


def partitions(live: Live) -> list[str]:
    with live.instance() as instance:
        return sorted(instance.get_dynamic_partitions(PARTITIONS))


def materialised(live: Live, asset: str) -> set[str]:
    with live.instance() as instance:
        return instance.get_materialized_partitions(dg.AssetKey(asset))


def changes_of(live: Live, release: Path) -> list[dict[str, object]]:
    return pq.read_table(live.outputs / "changes" / f"{release.name}.parquet").to_pylist()


@pytest.fixture
def live(tmp_path) -> Iterator[Live]:
    """Dagster, just started, with one report that it finds by itself."""
    write_seeds(tmp_path, {"2019/kiribati.txt": FICTIONAL_CHAPTER})
    with running(tmp_path) as live:
        yield live


def test_files_come_fail_and_go_and_releases_follow_within_a_minute_without_a_click(live):
    wait_for_release_of(live, "KIR-2019")

    drop(live, tuvalu=chapter("Tuvalu"))
    wait_for_release_of(live, "KIR-2019", "TUV-2019", seconds=MINUTE)
    assert partitions(live) == ["KIR-2019", "TUV-2019"]
    assert [run.tags["dagster/partition"] for run in runs(live)] == ["TUV-2019", "KIR-2019"]

    drop(live, nauru=chapter("Nauru"), palau="", samoa=chapter("Samoa"))
    wait_for_release_of(live, "KIR-2019", "NRU-2019", "TUV-2019", "WSM-2019")
    without, with_broken = runs(live)[:2]
    assert (with_broken.status, without.status) == (dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.SUCCESS)
    for run in (with_broken, without):
        assert [run.tags.get(tag) for tag in RANGE_TAGS] == ["NRU-2019", "WSM-2019"]
    assert materialised(live, "document") == {"KIR-2019", "NRU-2019", "TUV-2019", "WSM-2019"}
    assert "PLW-2019" in partitions(live)
    report = live.outputs / "failures" / f"{with_broken.run_id}.md"
    until(report.exists, SECONDS, lambda: live.log[-4000:])
    assert "- **PLW-2019**: reports/2019/palau.txt: is empty" in report.read_text("utf-8")

    (live.reports / "2019" / "tuvalu.txt").unlink()
    release = wait_for_release_of(live, "KIR-2019", "NRU-2019", "WSM-2019", seconds=MINUTE)
    assert "TUV-2019" not in partitions(live)
    removed = [change for change in changes_of(live, release) if change["table"] == "incidents"]
    assert [change["change"] for change in removed] == ["removed", "removed"]
    assert all(str(change["row_id"]).startswith("tuv-2019-") for change in removed)

    drop(live, palau=chapter("Palau"))
    wait_for_release_of(live, "KIR-2019", "NRU-2019", "PLW-2019", "WSM-2019", seconds=MINUTE)


def test_a_daemon_that_was_killed_and_started_again_goes_on_where_it_was(tmp_path):
    write_seeds(tmp_path, {"2019/kiribati.txt": FICTIONAL_CHAPTER})
    with running(tmp_path) as live:
        wait_for_release_of(live, "KIR-2019")
        before = [run.run_id for run in runs(live)]
    drop(live, tuvalu=chapter("Tuvalu"))
    with running(tmp_path) as live:
        wait_for_release_of(live, "KIR-2019", "TUV-2019")
        assert [run.run_id for run in runs(live)[1:]] == before
        assert json.loads((live.outputs / "latest.json").read_text("utf-8"))["rows"]["reports"] == 2


def know_the_police(live: Live) -> None:
    """Add to the reference lists, which the sensor does not watch, the name of an institution that the chapter has."""
    rows = {
        "institutions.csv": "fictional-police,Kiribati Police Service,,police,national,KIR,,,,Fictional\n",
        "institution_names.csv": "fictional-police,Kiribati Police Service,official,,Fictional\n",
    }
    for name, row in rows.items():
        with (live.folder / "seeds" / "reference" / name).open("a", encoding="utf-8") as file:
            file.write(row)


def extract_by_hand(live: Live, report_id: str) -> str:
    """Materialise the extraction of one report alone, as its page in the UI does; return the id of the run."""
    extraction = {"jobName": "__ASSET_JOB", "assetSelection": [{"path": ["extraction"]}]}
    webserver = Webserver(int(live.address.rpartition(":")[2]))
    return webserver.launch(
        {"repositoryLocationName": "pipelines.definitions", **extraction}, {"dagster/partition": report_id}
    )


def looks_of_the_conditions(live: Live) -> int:
    """How often the conditions of tables and release have been evaluated."""
    return live.log.count("Finished auto-materialization tick for tables_and_release")


def wait_for_looks(live: Live, number: int) -> None:
    begun = looks_of_the_conditions(live)
    until(lambda: looks_of_the_conditions(live) >= begun + number, SECONDS, lambda: live.log[-4000:])


def test_tables_and_release_follow_an_extraction_by_hand_and_no_build_is_made_twice(live):
    drop(live, palau="")
    wait_for_release_of(live, "KIR-2019")
    until(lambda: "PLW-2019" in partitions(live) and len(runs(live)) > 1, SECONDS, lambda: live.log[-4000:])
    until(lambda: all(run.is_finished for run in runs(live)), SECONDS, lambda: "a run does not end")
    wait_for_looks(live, 2)
    built = runs(live)
    assert {run.tags["dagster/sensor_name"] for run in built} == {"seeds_reports"}

    know_the_police(live)
    before = latest(live.outputs)
    by_hand = extract_by_hand(live, "KIR-2019")
    until(lambda: latest(live.outputs) != before, SECONDS, lambda: live.log[-6000:])
    until(lambda: all(run.is_finished for run in runs(live)), SECONDS, lambda: "a run does not end")
    institutions = pq.read_table(latest(live.outputs) / "institutions.parquet").to_pylist()
    assert "fictional-police" in [row["institution_id"] for row in institutions if row["known"]]

    wait_for_looks(live, 3)
    followed, begun_by_hand, *others = runs(live)
    assert (begun_by_hand.run_id, others) == (by_hand, built)
    assert followed.tags["dagster/sensor_name"] == "tables_and_release"
    assert followed.asset_selection == {dg.AssetKey(name) for name in (*schemas.TABLES, "release")}
    assert followed.status is dg.DagsterRunStatus.SUCCESS
