"""Files that come into and leave seeds/reports while `crt ui` runs with its real daemon; nobody clicks."""

import json
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
import pytest

from pipelines.assets.partitions import PARTITIONS
from pipelines.failures import RANGE_TAGS
from pipelines.publishing.release import latest
from tests.conftest import FICTIONAL_CHAPTER, write_seeds
from tests.integration.live import Live, running, until

pytestmark = pytest.mark.slow

# A minute is what people are promised; a machine that does other things as well may take longer.
SECONDS = 150


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


def wait_for_release_of(live: Live, *report_ids: str) -> Path:
    until(lambda: released(live) == list(report_ids), SECONDS, lambda: f"{released(live)}\n{live.log[-6000:]}")
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


def test_files_come_fail_and_go_and_releases_follow_without_a_click(live):
    wait_for_release_of(live, "KIR-2019")

    drop(live, tuvalu=chapter("Tuvalu"))
    wait_for_release_of(live, "KIR-2019", "TUV-2019")
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
    release = wait_for_release_of(live, "KIR-2019", "NRU-2019", "WSM-2019")
    assert "TUV-2019" not in partitions(live)
    removed = [change for change in changes_of(live, release) if change["table"] == "incidents"]
    assert [change["change"] for change in removed] == ["removed", "removed"]
    assert all(str(change["row_id"]).startswith("tuv-2019-") for change in removed)

    drop(live, palau=chapter("Palau"))
    wait_for_release_of(live, "KIR-2019", "NRU-2019", "PLW-2019", "WSM-2019")


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
