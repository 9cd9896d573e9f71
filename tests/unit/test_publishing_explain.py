"""Explanation of a row: its values, the sentence behind each with the span marked, and the rule."""

import example_release as example
import pytest

from pipelines.publishing import release
from pipelines.publishing.explain import UnknownRowError, explain


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return example.publish(tmp_path_factory.mktemp("outputs")).path


def test_an_incident_is_explained_by_its_sentence_with_each_span_marked(published):
    said = explain(published, example.INCIDENT)
    sentence = "On May 3, gunmen of the Red Lantern Front killed [[three]] people near Ardevan."
    assert f"killed_min = 3\nkilled_max = 3\n  {sentence}\n  rule killed_people" in said
    assert "[[On May 3]], gunmen" in said
    assert "near [[Ardevan]]." in said
    start = example.TEXT.index("three")
    assert f"rule killed_people, section incidents, characters {start} to {start + 5}" in said


def test_values_are_told_and_nulls_are_not(published):
    said = explain(published, example.INCIDENT)
    assert "date_start             2019-05-03" in said
    assert "wounded_min" not in said


def test_an_institution_is_explained_by_the_line_that_names_it(published):
    said = explain(published, example.FRONT)
    assert "canonical_name = Red Lantern Front" in said
    assert "gunmen of the [[Red Lantern Front]] killed" in said


def test_a_compliance_status_is_explained_by_its_statement(published):
    assert "Parliament [[adopted]] a law on terrorism in June." in explain(published, example.LAW_STATUS)


def test_an_institution_of_one_report_can_be_asked_for(published):
    assert explain(published, f"{example.FRONT}/{example.REPORT}") == explain(published, example.FRONT)
    with pytest.raises(UnknownRowError):
        explain(published, f"{example.FRONT}/XAB-2019")


def test_an_unknown_row_is_named_with_where_the_ids_are(published):
    with pytest.raises(UnknownRowError, match="'0000' is no row of incidents, institutions, compliance_status"):
        explain(published, "0000")


def test_a_span_in_a_long_line_is_shown_with_what_is_around_it(tmp_path):
    rows = example.rows("word " * 100 + "\n" + "word " * 100 + example.TEXT)
    published = release.publish(example.tables(rows), tmp_path).path
    said = next(line for line in explain(published, example.FRONT).splitlines() if "[[" in line)
    assert said.strip().startswith("… word word")
    assert len(said) < 450
