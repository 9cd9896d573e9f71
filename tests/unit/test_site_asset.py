"""The Dagster asset of the evidence browser: it writes beside the releases, and fails by itself alone."""

import shutil

import dagster as dg
import pytest
from example_release import tables

from pipelines.assets.site import site, site_version
from pipelines.publishing.release import publish
from pipelines.resources import Folders
from schemas import to_arrow

pytest.importorskip("vl_convert", reason="the extra `site` is not installed")


def materialized(outputs):
    with dg.DagsterInstance.ephemeral() as instance:
        resources = {"folders": Folders(outputs=str(outputs))}
        result = dg.materialize([site], instance=instance, resources=resources)
        return result.asset_materializations_for_node("site")[0].metadata


def test_the_asset_writes_the_pages_of_the_latest_release_and_links_them(tmp_path):
    release = publish(tables(), tmp_path)
    told = materialized(tmp_path)
    index = tmp_path / "site" / release.release_id / "index.html"
    assert index.is_file()
    assert told["open"].value == index.as_uri()
    assert told["pages"].value == 2
    assert told["compared_with"].value == "no release before"
    assert sorted(path.name for path in release.path.iterdir() if path.suffix == ".html") == []


def test_the_asset_compares_with_the_release_before_and_says_with_which(tmp_path):
    first = publish(tables(), tmp_path)
    changed = tables()
    incidents = changed["incidents"].to_pylist()
    incidents[0]["target_type"] = "mixed" if incidents[0]["target_type"] != "mixed" else "police"
    publish({**changed, "incidents": to_arrow("incidents", incidents)}, tmp_path)
    assert materialized(tmp_path)["compared_with"].value == first.release_id


def test_without_a_release_the_asset_fails_and_says_so(tmp_path):
    with pytest.raises(dg.Failure, match="has no release"):
        materialized(tmp_path)


def test_a_damaged_release_fails_the_asset_with_what_to_do(tmp_path):
    release = publish(tables(), tmp_path)
    (release.path / "evidence.parquet").unlink()
    with pytest.raises(dg.Failure, match="crt verify"):
        materialized(tmp_path)


def test_the_version_changes_with_a_template_a_style_and_a_script(tmp_path):
    versions = {site_version()}
    for name in ("templates/base.html", "assets/site.css", "assets/page.js"):
        package = tmp_path / name.replace("/", "-")
        source = site_version.__globals__["PROJECT"] / "pipelines" / "site"
        shutil.copytree(source, package)
        before = site_version(package)
        with (package / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        versions |= {site_version(package)} - {before}
    assert len(versions) == 4
