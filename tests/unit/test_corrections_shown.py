"""What a corrected value looks like to those who read a release: changes, explanation, page. All rows are fictional."""

import json

import example_release as example
import pytest
from lxml import html

from pipelines.publishing import parquet
from pipelines.publishing.commands import releases_text
from pipelines.publishing.explain import explain
from pipelines.publishing.verify import verify
from pipelines.site.write import write_site
from schemas import to_arrow


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Two releases: as extracted, then with a correction."""
    folder = tmp_path_factory.mktemp("outputs")
    example.publish(folder)
    example.publish(folder, example.with_a_correction())
    return folder


@pytest.fixture(scope="module")
def corrected(outputs):
    return outputs / "releases" / json.loads((outputs / "latest.json").read_text("utf-8"))["release"]


def changes_of(outputs, release):
    rows = parquet.read_table(outputs / "changes" / f"{release.name}.parquet").to_pylist()
    return {(row["table"], row["field"]): row for row in rows}


def test_the_change_keeps_the_old_value_and_says_that_it_was_corrected(outputs, corrected):
    change = changes_of(outputs, corrected)["incidents", "killed_min"]
    assert (change["old"], change["new"], change["reason"]) == ("3", "2", "corrected")


def test_the_flag_the_evidence_and_the_correction_itself_changed_for_the_same_reason(outputs, corrected):
    found = changes_of(outputs, corrected)
    assert {key: row["reason"] for key, row in found.items()} == {
        ("incidents", "killed_min"): "corrected",
        ("incidents", "corrected"): "corrected",
        ("evidence", None): "corrected",
        ("corrections", None): "corrected",
    }


def test_a_change_that_is_no_reviewers_is_not_called_corrected(tmp_path):
    example.publish(tmp_path)
    rows = example.with_a_correction()
    rows["incidents"][0]["target_type"] = "mixed"
    release = example.publish(tmp_path, rows).path
    found = changes_of(tmp_path, release)
    assert found["incidents", "target_type"]["reason"] == "code changed"
    assert found["incidents", "killed_min"]["reason"] == "corrected"


def test_a_correction_that_is_withdrawn_is_the_reason_too(outputs, corrected, tmp_path):
    example.publish(tmp_path, example.with_a_correction())
    release = example.publish(tmp_path, example.rows()).path
    change = changes_of(tmp_path, release)["incidents", "killed_min"]
    assert (change["old"], change["new"], change["reason"]) == ("2", "3", "corrected")


def test_another_perpetrator_changes_who_took_part_for_the_same_reason(tmp_path):
    example.publish(tmp_path)
    rows = example.rows()
    rows["incidents"][0] |= {"perpetrator_names": None, "corrected": True}
    rows["incident_actors"] = []
    rows["evidence"] = [row for row in rows["evidence"] if row["field"] != "perpetrator_names"]
    rows["corrections"] = [
        example.CORRECTION | {"field": "perpetrator_names", "old_value": "Red Lantern Front", "new_value": None}
    ]
    release = example.publish(tmp_path, rows).path
    assert changes_of(tmp_path, release)["incident_actors", None]["reason"] == "corrected"


def test_a_release_with_a_correction_is_sound_and_another_one(outputs, corrected):
    assert verify(corrected) == ()
    assert len(list((outputs / "releases").iterdir())) == 2


def test_its_descriptor_names_the_file_of_corrections_among_the_sources(corrected):
    sources = json.loads((corrected / "datapackage.json").read_text("utf-8"))["sources"]
    assert [it["path"] for it in sources] == ["reports/2019/exampleland.txt", "corrections/2019.csv"]


def test_a_file_of_corrections_does_not_count_as_a_report(outputs):
    assert [line.split()[5] for line in releases_text(outputs).splitlines()[1:]] == ["1", "1"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"new_value": "1"}, "killed_min is 2 and not '1'"),
        ({"row_id": "0000"}, "there is no such row"),
        ({"field": "summary", "new_value": example.SENTENCE}, "summary is no column that may be corrected"),
    ],
)
def test_verification_finds_a_correction_that_the_row_does_not_have(change, problem, corrected, tmp_path):
    import shutil

    forged = tmp_path / corrected.name
    shutil.copytree(corrected, forged)
    rows = [example.CORRECTION | change]
    parquet.write_table(to_arrow("corrections", rows), forged / "corrections.parquet")
    assert any(problem in found for found in verify(forged))


def test_a_flag_that_no_correction_stands_behind_is_a_contradiction():
    from schemas import check_relations

    rows = example.rows()
    rows["incidents"][0]["corrected"] = True
    (problem,) = check_relations(example.tables(rows))
    assert problem.endswith("corrected is True, which corrections does not say")


def test_evidence_of_the_value_that_was_replaced_is_a_contradiction():
    from schemas import check_relations

    rows = example.with_a_correction()
    rows["evidence"] = example.rows()["evidence"]
    (problem,) = check_relations(example.tables(rows))
    assert problem.endswith("killed_min has evidence that is not the reviewer's")


def test_explain_says_who_corrected_what_when_and_why(corrected):
    said = explain(corrected, example.INCIDENT)
    assert (
        "killed_min was corrected from 3 to 2 by R. Viewer on 2020-02-29\n  because: One of the three survived." in said
    )
    assert "corrections/2019.csv; the reviewer names no words of the report for it" in said
    assert "killed_min = " not in said


def test_explain_says_nothing_of_corrections_where_there_are_none(corrected):
    assert "was corrected" not in explain(corrected, example.LAW_STATUS)


def page_of(release, target):
    return html.document_fromstring((write_site(release, target).parent / f"{example.REPORT}.html").read_bytes())


@pytest.fixture(scope="module")
def page(corrected, tmp_path_factory):
    return page_of(corrected, tmp_path_factory.mktemp("site"))


def test_the_card_of_a_corrected_row_has_a_badge_and_says_what_the_value_was(page):
    (card,) = page.xpath(f"//details[@id='{example.INCIDENT}']")
    assert "corrected" in card.xpath("./summary/span[contains(@class, 'badge')]/text()")
    (row,) = card.xpath(".//table[caption='Corrected by a reviewer']/tbody/tr")
    cells = [cell.text_content() for cell in row]
    assert cells == ["Killed min", "3", "2", "One of the three survived.", "R. Viewer", "2020-02-29"]


def test_the_value_itself_says_that_it_was_corrected_and_no_other_does(page):
    (card,) = page.xpath(f"//details[@id='{example.INCIDENT}']")
    marked = card.xpath(".//dl/div[dd/span='Corrected by a reviewer.']/dt/text()")
    assert marked == ["Killed"]


def test_the_card_of_another_row_has_neither(page):
    (card,) = page.xpath(f"//details[@id='{example.LAW_STATUS}']")
    assert "orrected" not in card.text_content()


def test_what_a_reviewer_writes_is_text_and_never_markup(tmp_path):
    rows = example.with_a_correction()
    rows["corrections"][0]["reason_text"] = "<script>alert(1)</script> {{ 7 * 7 }}"
    release = example.publish(tmp_path / "outputs", rows).path
    page = page_of(release, tmp_path / "site")
    (row,) = page.xpath("//table[caption='Corrected by a reviewer']/tbody/tr")
    assert row[3].text_content() == "<script>alert(1)</script> {{ 7 * 7 }}"


def test_a_release_of_a_program_that_knew_no_corrections_still_has_pages(tmp_path):
    import pyarrow.parquet as pq

    release = example.publish(tmp_path / "outputs").path
    (release / "corrections.parquet").unlink()
    for name in ("incidents", "institutions", "compliance_status"):
        path = release / f"{name}.parquet"
        pq.write_table(pq.read_table(path).drop_columns("corrected"), path)
    page = page_of(release, tmp_path / "site")
    assert page.xpath(f"//details[@id='{example.INCIDENT}']")
    assert explain(release, example.INCIDENT)
