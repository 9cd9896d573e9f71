"""Dagster's own pages in a real Chromium: what a person sees of the assets, and what a click on them does."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

import schemas
from pipelines.assets.partitions import JOB
from pipelines.assets.versions import CODE_TAG, RELEASE_TAG
from pipelines.definitions import defs
from tests.conftest import FICTIONAL_CHAPTER, PROJECT, write_seeds
from tests.integration.live import Live, crt, environment, running, until
from tests.integration.test_site_browser import CHROMIUM, FLAGS

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]

PICTURES = os.environ.get("CRT_PICTURES")
"""Folder that gets the pictures of the README, for `make pictures`."""
IN_README = frozenset({"dagster-assets.png", "dagster-incidents.png"})
WINDOW = {"width": 1360, "height": 900}
RUN_SECONDS = 120
CLICK_SECONDS = 60
JOB_PAGE = f"/locations/pipelines.definitions/jobs/{JOB}"


@pytest.fixture(scope="module")
def live(tmp_path_factory) -> Iterator[Live]:
    """Dagster on the project's own reports and a fictional one, which the command line has built before."""
    folder = tmp_path_factory.mktemp("ui")
    shutil.copytree(PROJECT / "seeds" / "reports", folder / "seeds" / "reports")
    write_seeds(folder, {"2019/kiribati.txt": FICTIONAL_CHAPTER})
    subprocess.run(crt(folder, "build"), env=environment(folder), cwd=folder, check=True, capture_output=True)
    with running(folder) as live:
        yield live


@pytest.fixture
def page(live, tmp_path) -> Iterator["sync_api.Page"]:
    """A page that must end without an error on its console and without a request to another machine."""
    with sync_api.sync_playwright() as playwright:
        sync_api.expect.set_options(timeout=CLICK_SECONDS * 1000)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport=WINDOW, base_url=live.address)
        context.set_default_timeout(CLICK_SECONDS * 1000)
        page = context.new_page()
        trouble: list[str] = []
        page.on("console", lambda said: said.type == "error" and trouble.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        own = (live.address, live.address.replace("http:", "ws:"), "data:", "blob:")
        context.on("request", lambda it: it.url.startswith(own) or trouble.append(f"request: {it.url}"))
        yield page
        page.screenshot(path=tmp_path / "last.png")
        browser.close()
    assert trouble == []


def picture(page: "sync_api.Page", name: str, folder: Path) -> None:
    """Save what the window shows, for people to look at."""
    page.wait_for_timeout(500)
    page.screenshot(path=Path(PICTURES if PICTURES and name in IN_README else folder) / name)


def runs(live: Live, **tags: str) -> list[dg.DagsterRun]:
    with live.instance() as instance:
        return instance.get_runs(dg.RunsFilter(job_name=JOB, tags=tags))


def expect_success(live: Live, **tags: str) -> None:
    def has_ended() -> bool:
        return bool(found := runs(live, **tags)) and found[0].is_finished

    until(has_ended, RUN_SECONDS, lambda: f"no run ended:\n{live.log[-4000:]}")
    assert [run.status for run in runs(live, **tags)] == [dg.DagsterRunStatus.SUCCESS]


def test_the_graph_shows_every_asset(page, tmp_path):
    page.goto("/asset-groups")
    sync_api.expect(page.get_by_text("publishing", exact=True).first).to_be_visible()
    page.wait_for_timeout(1000)
    page.keyboard.press("Alt+e")
    sync_api.expect(page.get_by_text("document", exact=True).first).to_be_visible()
    page.set_viewport_size({**WINDOW, "height": 1000})
    page.reload()
    sync_api.expect(page.get_by_text("document", exact=True).first).to_be_visible()
    # A name that is too long for its box is shown with its middle left out.
    shown = [re.escape(line).replace("…", ".*") for line in page.locator("body").inner_text().splitlines()]
    names = {key.to_user_string() for key in defs.resolve_asset_graph().get_all_asset_keys()}
    assert {name for name in names if not any(re.fullmatch(line, name) for line in shown)} == set()
    # The boxes get their colours once the state of each asset is known.
    page.wait_for_timeout(5000)
    picture(page, "dagster-assets.png", tmp_path)


def test_a_click_materialises_one_partition_and_what_follows_from_it(live, page, tmp_path):
    tags = {"dagster/partition": "KIR-2019"}
    assert runs(live, **tags) == []
    page.goto(JOB_PAGE)
    page.get_by_role("button", name="Materialize all").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Select a partition").click()
    page.get_by_role("menu").get_by_text("KIR-2019").first.click()
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Launch 1 run").click()
    expect_success(live, **tags)
    (run,) = runs(live, **tags)
    assert "dagster/sensor_name" not in run.tags
    assert {CODE_TAG, RELEASE_TAG} <= set(run.tags)
    page.goto(f"/runs/{run.run_id}")
    sync_api.expect(page.get_by_text("Success", exact=True).first).to_be_visible()
    picture(page, "dagster-run.png", tmp_path)
    with live.instance() as instance:
        for asset in ("document", "extraction", *schemas.TABLES, "release"):
            (record,) = instance.fetch_materializations(dg.AssetKey(asset), limit=1).records
            assert record.run_id == run.run_id, asset


def test_a_click_materialises_all_partitions_in_one_run(live, page):
    page.goto(JOB_PAGE)
    page.get_by_role("button", name="Materialize all").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="All", exact=True).click()
    dialog.get_by_role("button", name="Launch backfill").click()
    expect_success(live, **{"dagster/from_ui": "true"})


def test_a_click_materialises_one_dataset(live, page):
    page.goto("/assets/institutions")
    with live.instance() as instance:
        (before,) = instance.fetch_materializations(dg.AssetKey("institutions"), limit=1).records
    page.get_by_role("button", name=re.compile("Materialize$")).click()

    def is_newer() -> bool:
        with live.instance() as instance:
            return instance.fetch_materializations(dg.AssetKey("institutions"), limit=1).records[0] != before

    until(is_newer, RUN_SECONDS, lambda: f"nothing was materialised:\n{live.log[-4000:]}")


def test_incidents_show_their_rows_with_the_sentence_and_what_their_columns_mean(page, tmp_path):
    page.goto("/assets/incidents")
    sync_api.expect(page.get_by_text(schemas.TABLES["incidents"].description).first).to_be_visible()
    sync_api.expect(page.get_by_text(schemas.columns("incidents")[0].description).first).to_be_visible()
    line = page.get_by_role("row").filter(has_text="rows_with_their_sentence")
    line.get_by_text("Show Markdown").click()
    shown = page.get_by_role("dialog")
    sentence = "On March 3, armed men attacked a market in Eastbrook, killing three civilians and wounding five others."
    sync_api.expect(shown.get_by_role("listitem").filter(has_text=sentence)).to_contain_text("place_name Eastbrook")
    picture(page, "dagster-incidents.png", tmp_path)


def test_the_row_counts_of_earlier_runs_are_drawn(page, tmp_path):
    page.goto("/assets/incidents")
    page.get_by_role("button", name="Plots").click()
    sync_api.expect(page.get_by_text("dagster/row_count", exact=True).first).to_be_visible()
    sync_api.expect(page.locator("canvas").first).to_be_visible()
    page.get_by_text("dagster/row_count", exact=True).first.scroll_into_view_if_needed()
    picture(page, "dagster-history.png", tmp_path)


def test_a_release_leads_to_its_folder_its_changes_and_its_pages(live, page, tmp_path):
    page.goto("/assets/release")
    for name in ("folder", "changes", "site"):
        line = page.get_by_role("row").filter(has_text=re.compile(f"^{name}"))
        sync_api.expect(line.first).to_contain_text(str(live.outputs))
    picture(page, "dagster-release.png", tmp_path)


def test_the_checks_of_incidents_have_passed_and_say_so(page, tmp_path):
    page.goto("/assets/incidents?view=checks")
    for name in ("row_count", "schema"):
        page.get_by_text(name, exact=True).first.click()
        sync_api.expect(page.get_by_text("Passed", exact=True)).to_be_visible()
    assert page.get_by_text("Succeeded", exact=True).count() == 2
    picture(page, "dagster-checks.png", tmp_path)


def test_a_document_shows_its_chapter_by_section(page, tmp_path):
    page.goto("/assets/document?view=partitions&partition=KIR-2019")
    line = page.get_by_role("row").filter(has_text=re.compile("^chapter"))
    sync_api.expect(line.get_by_role("heading", level=4).first).to_have_text("overview: Overview:")
    sync_api.expect(line.get_by_role("listitem").first).to_have_text("Kiribati remained a cooperative partner in 2019.")
    line.scroll_into_view_if_needed()
    picture(page, "dagster-document.png", tmp_path)
