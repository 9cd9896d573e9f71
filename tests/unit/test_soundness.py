"""Which report is to blame where the rows of many break a schema or a relation between tables."""

import copy

import example_release as example
import pytest

from pipelines.assets.soundness import unsound

NAMES = ["XAA-2019", "XAB-2019", "XAC-2019"]


def report(report_id):
    """The rows of a sound report of this name, which shares nothing with another but its institution."""
    country = report_id[:3]
    ids = {example.INCIDENT: f"{country.lower()}1", example.LAW_STATUS: f"{country.lower()}2"}
    found = copy.deepcopy({name: rows for name, rows in example.rows().items() if name != "corrections"})
    for rows in found.values():
        for row in rows:
            row.update({key: ids[value] for key, value in row.items() if value in ids})
            row.update({key: report_id for key in row if key == "report_id"})
            row.update({key: country for key in row if key == "country_iso3"})
    return found


def wrong_code(tables):
    tables["incidents"][0]["attack_type"] = "video"


def wrong_quote(tables):
    tables["evidence"][0]["quote"] = "On May 4"


def missing_column(tables):
    del tables["incidents"][0]["summary"]


def test_reports_that_are_sound_are_not_blamed_for_each_other():
    assert unsound({}) == {}
    assert unsound({name: report(name) for name in NAMES}) == {}


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (wrong_code, "incidents: column attack_type, check isin"),
        (wrong_quote, "evidence: XAC-2019"),
        (missing_column, "incidents: column summary, check not_nullable"),
    ],
)
def test_a_report_that_breaks_a_rule_is_named_with_what_it_breaks(broken, problem):
    reports = {name: report(name) for name in NAMES}
    broken(reports["XAC-2019"])
    found = unsound(reports)
    assert list(found) == ["XAC-2019"]
    assert found["XAC-2019"].startswith(problem)


def test_a_column_that_is_left_out_is_null():
    tables = report("XAA-2019")
    for row in tables["incidents"]:
        del row["corrected"], row["is_terrorist_incident"]
    assert list(unsound({"XAA-2019": tables})) == ["XAA-2019"]
    tables["incidents"][0]["is_terrorist_incident"] = True
    assert unsound({"XAA-2019": tables}) == {}


@pytest.mark.parametrize("broken", [NAMES[:1], NAMES[::2], NAMES])
def test_exactly_the_broken_reports_are_named(broken):
    reports = {name: report(name) for name in NAMES}
    for name in broken:
        wrong_code(reports[name])
    assert list(unsound(reports)) == broken
