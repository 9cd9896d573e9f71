"""Two releases in the evidence browser: what came, went or changed, why, and the way to each sentence."""

import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from example_release import tables as example_tables

import schemas
from pipelines import cli
from pipelines.publishing.diff import diff
from pipelines.publishing.release import publish
from pipelines.site import SiteError, write_site
from pipelines.site.command import release_before
from pipelines.site.releases import MOST_ROWS, compared_releases
from tests.unit.test_site import (
    PLACE_IN_TEXT,
    chapters_after,
    chapters_before,
    read_otherwise,
    read_page,
    release_of,
    rows,
    said,
    text_pane,
)

pytest.importorskip("altair", reason="the extra `site` is not installed")
pytest.importorskip("vl_convert", reason="the extra `site` is not installed")


@pytest.fixture(scope="module")
def releases(tmp_path_factory) -> tuple[Path, Path, Path]:
    """A release, one of changed chapters, and one of these that reads a value differently."""
    old = release_of(tmp_path_factory.mktemp("old"), chapters_before())
    new = release_of(tmp_path_factory.mktemp("new"), chapters_after())
    return old, new, read_otherwise(new, tmp_path_factory.mktemp("newer"))


@pytest.fixture(scope="module")
def site(releases, tmp_path_factory) -> Path:
    old, _, newer = releases
    return write_site(newer, tmp_path_factory.mktemp("site"), old).parent


@pytest.fixture(scope="module")
def page(releases, site):
    return read_page(site / f"compared-with-{releases[0].name}.html")


def lines_of(page, table):
    return page.xpath(f"//table[contains(@class, 'changes-of-{table}')]/tbody/tr")


def line(page, table, *words):
    (found,) = [it for it in lines_of(page, table) if all(word in said(it) for word in words)]
    return found


def test_every_row_that_differs_is_on_the_page_once(releases, page):
    old, _, newer = releases
    shown = {it.get("id") for it in page.xpath("//tr[@id]")}
    for change in diff(old, newer):
        if change.table in ("incidents", "compliance_status", "incident_actors"):
            assert f"change/{change.table}/{change.row_id}" in shown
    assert len(shown) == len(page.xpath("//tr[@id]"))


def test_a_row_that_came_leads_to_its_card(page):
    added = line(page, "incidents", "added", "Sbeitla")
    assert re.fullmatch(r"TUN-2019\.html#tun-2019-[0-9a-f]+", added.xpath(".//a[@class='open']/@href")[0])
    assert "On December 2, gunmen killed two soldiers in Sbeitla." in said(added)


def test_a_row_that_went_shows_its_sentence_and_says_that_the_text_has_it_no_more(page):
    removed = line(page, "incidents", "removed", "killing 11 volunteers")
    assert removed.xpath(".//a") == []
    assert "not in the new release’s text" in said(removed)


def test_a_value_that_changed_stands_with_the_one_before(page):
    changed = line(page, "incidents", "changed", "Hammamet")
    assert said(changed.xpath(".//dt")[0]) == "Target type"
    assert said(changed.xpath(".//del")[0]) == "civilians"
    assert said(changed.xpath(".//ins")[0]) == "business"


def test_each_change_says_why(releases, page):
    _, new, newer = releases
    assert "source changed" in said(line(page, "incidents", "added", "Sbeitla"))
    # Of the same documents, a value that is read differently was read by other code.
    comparison = compared_releases(new, newer, ())
    assert [reason for reason, _, _ in comparison.reasons] == ["code changed"]
    assert comparison.counts == {"added": 0, "removed": 0, "changed": 1}


@pytest.mark.slow
def test_a_row_that_went_leads_to_its_words_where_the_text_still_has_them_once(releases, tmp_path):
    """The releases the other way round: the new one's text still has the sentence of a row that it lacks."""
    _, new, _ = releases
    found = {name: rows(new, name) for name in schemas.TABLES}
    gone = next(row for row in found["incidents"] if row["place_name"] == "Hammamet")["incident_id"]
    kept = {
        name: [row for row in it if gone not in (row.get("incident_id"), row.get("row_id"))]
        for name, it in found.items()
    }
    fewer = publish({name: schemas.to_arrow(name, it) for name, it in kept.items()}, tmp_path).path
    page = read_page(write_site(fewer, tmp_path / "site", new).parent / f"compared-with-{new.name}.html")
    removed = line(page, "incidents", "removed", "Hammamet")
    name, _, fragment = removed.xpath(".//a[@class='open']/@href")[0].partition("#")
    start, end = map(int, PLACE_IN_TEXT.fullmatch(fragment).groups())
    marked = text_pane(read_page(tmp_path / "site" / name)).text_content()[start:end]
    assert " ".join(marked.split()) == said(removed.xpath(".//q")[0])


def test_what_only_moved_in_the_text_is_no_change(releases, page):
    """A sentence more in a chapter moves all that was seen and not extracted after it."""
    old, _, newer = releases
    moved = {change.row_id for change in diff(old, newer) if change.table == "rejections"}
    assert len(moved) > len(lines_of(page, "rejections"))


def test_spans_are_counted_and_not_listed(page):
    counts = page.xpath("//table[@class='counts']")[0]
    assert "Evidence" in said(counts)
    assert lines_of(page, "evidence") == []


def test_the_first_page_says_how_many_rows_changed_and_leads_to_them(releases, site):
    index = read_page(site / "index.html")
    (link,) = index.xpath("//ul[@class='links']//a[starts-with(@href, 'compared-with-')]")
    assert link.get("href") == f"compared-with-{releases[0].name}.html"
    assert re.search(r"[0-9]+ rows of the datasets added, [0-9]+ removed, [0-9]+ changed", said(link.getparent()))


def test_every_link_of_the_page_leads_somewhere(site, page):
    for link in page.xpath("//main//a/@href"):
        name, _, fragment = link.partition("#")
        target = read_page(site / name) if name else page
        assert not fragment or PLACE_IN_TEXT.fullmatch(fragment) or fragment in set(target.xpath("//@id")), link


@pytest.mark.slow
def test_the_same_two_releases_give_the_same_page(releases, site, tmp_path):
    old, _, newer = releases
    name = f"compared-with-{old.name}.html"
    assert (write_site(newer, tmp_path, old).parent / name).read_bytes() == (site / name).read_bytes()


@pytest.mark.slow
def test_without_a_release_to_compare_with_there_is_no_page_of_changes_and_an_old_one_is_removed(releases, tmp_path):
    old, new, _ = releases
    write_site(new, tmp_path, old)
    assert (tmp_path / f"compared-with-{old.name}.html").is_file()
    write_site(new, tmp_path)
    assert not list(tmp_path.glob("compared-with-*"))
    assert "compared-with" not in (tmp_path / "index.html").read_text("utf-8")


def test_a_release_compared_with_itself_says_the_same(releases):
    _, new, _ = releases
    assert compared_releases(new, new, ()).tables == ()


def test_a_table_with_very_many_changes_says_how_many_are_left_out(tmp_path):
    few = example_tables()
    old = publish(few, tmp_path / "old").path
    names = few["institution_names"].to_pylist()
    names += [{**names[0], "name": f"Name {number}", "name_type": "alias"} for number in range(MOST_ROWS + 7)]
    many = {**few, "institution_names": schemas.to_arrow("institution_names", names)}
    (table,) = compared_releases(old, publish(many, tmp_path / "new").path, ()).tables
    assert (len(table.rows), table.left_out, table.counts["added"]) == (MOST_ROWS, 7, MOST_ROWS + 7)


def other_tables():
    """The example's tables with one value read differently."""
    found = example_tables()
    incidents = found["incidents"].to_pylist()
    incidents[0]["target_type"] = "mixed" if incidents[0]["target_type"] != "mixed" else "police"
    return {**found, "incidents": schemas.to_arrow("incidents", incidents)}


def test_a_site_is_compared_with_the_release_that_was_latest_before(tmp_path, capsys):
    first, second = publish(example_tables(), tmp_path), publish(other_tables(), tmp_path)
    assert release_before(tmp_path, second.path) == first.path
    assert release_before(tmp_path, first.path) is None
    assert cli.main(["site", "--outputs", str(tmp_path)]) == 0
    assert f"compared with {first.release_id}" in capsys.readouterr().out
    assert (tmp_path / "site" / second.release_id / f"compared-with-{first.release_id}.html").is_file()


def test_any_release_can_be_named_to_compare_with(tmp_path, capsys):
    first, second = publish(example_tables(), tmp_path), publish(other_tables(), tmp_path)
    words = ["site", "--outputs", str(tmp_path), "--release", first.release_id, "--compare", second.release_id]
    assert cli.main(words) == 0
    assert (tmp_path / "site" / first.release_id / f"compared-with-{second.release_id}.html").is_file()
    assert cli.main([*words[:-1], "v1.0-000000000000"]) == 1
    assert "v1.0-000000000000 is not a release" in capsys.readouterr().err


def test_a_damaged_release_before_costs_the_comparison_and_no_page(tmp_path, capsys):
    first, second = publish(example_tables(), tmp_path), publish(other_tables(), tmp_path)
    (first.path / "incidents.parquet").unlink()
    assert cli.main(["site", "--outputs", str(tmp_path)]) == 0
    assert f"it cannot be compared with {first.release_id}" in capsys.readouterr().out
    assert not list((tmp_path / "site" / second.release_id).glob("compared-with-*"))
    with pytest.raises(SiteError, match="crt verify"):
        write_site(second.path, tmp_path / "named", first.path)


def test_a_release_of_a_schema_that_lacks_what_the_comparison_needs_costs_the_comparison_alone(tmp_path, capsys):
    first, second = publish(example_tables(), tmp_path), publish(other_tables(), tmp_path)
    path = first.path / "evidence.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["start"]), path)
    assert cli.main(["site", "--outputs", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert f"it cannot be compared with {first.release_id}: one of its tables has no column 'start'" in told
    assert (tmp_path / "site" / second.release_id / "index.html").is_file()


def test_a_release_of_another_schema_version_is_compared_and_the_page_says_what_is_new_in_the_schema(tmp_path):
    first, second = publish(example_tables(), tmp_path), publish(other_tables(), tmp_path)
    path = first.path / "datapackage.json"
    described = json.loads(path.read_text("utf-8"))
    incidents = next(it for it in described["resources"] if it["name"] == "incidents")
    incidents["schema"]["fields"] = [it for it in incidents["schema"]["fields"] if it["name"] != "target_type"]
    path.write_text(json.dumps(described), "utf-8")
    comparison = compared_releases(first.path, second.path, ())
    assert [change for change in comparison.schema if "target_type" in change]
    assert [reason for reason, _, _ in comparison.reasons] == ["schema changed"]
