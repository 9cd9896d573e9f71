"""Whom an account calls neutralized is never shown as killed: in charts, on the map, in tables and on cards."""

import example_release as example
import pytest

import schemas
from pipelines.site import charts, overview
from pipelines.site.content import Release, report_pages

CONFLICT = (("neutralized", 201, None, "the army"), ("killed", None, 300, "Watchers' League"))
ONE_ACCOUNT = (("neutralized", 40, 40, "the army"),)
REPORTED = (("neutralized", 40, 40, None),)


def released(claims, *, disputed: bool) -> Release:
    """The example with an incident that has these accounts and no figures of its own. Fictional."""
    rows = example.rows()
    incident = rows["incidents"][0]
    incident |= {"killed_min": None, "killed_max": None, "disputed": disputed, "latitude": 14.0, "longitude": -5.0}
    rows["casualty_claims"] = [
        {
            "incident_id": example.INCIDENT,
            "outcome": outcome,
            "victim_class": "people",
            "value_min": low,
            "value_max": high,
            "qualifier": "exact",
            "claimant": claimant,
        }
        for outcome, low, high, claimant in claims
    ]
    columns = {name: [column.name for column in table.columns] for name, table in schemas.TABLES.items()}
    full = {name: [dict.fromkeys(columns[name]) | row for row in found] for name, found in rows.items()}
    return Release("v1.0-000000000000", "1.0", full)


def figures(release):
    (event,) = overview.events(release)
    return [(it.outcome, it.minimum, it.maximum, it.claimant) for it in event.figures]


def card(release):
    return report_pages(release)[0].group("incidents").cards[0]


def spot(release):
    return overview.spots(release, {example.INCIDENT: "XAA-2019.html#one"})[0]


def test_each_account_keeps_the_outcome_that_it_names():
    assert sorted(figures(released(CONFLICT, disputed=True))) == [
        ("killed", None, 300, "Watchers' League"),
        ("neutralized", 201, None, "the army"),
    ]


def test_a_figure_of_those_neutralized_is_there_also_without_a_conflict():
    assert figures(released(ONE_ACCOUNT, disputed=False)) == [("neutralized", 40, 40, "the army")]


def test_the_chart_says_neutralized_and_what_the_word_leaves_open():
    pytest.importorskip("vl_convert", reason="the extra `site` is not installed")
    made = {it.name: it for it in charts.charts_of(overview.events(released(CONFLICT, disputed=True)), [])}[
        "casualties"
    ]
    assert "Ardevan, 2019-05-03: neutralized, says the army" in made.wide
    assert "Ardevan, 2019-05-03: killed, says Watchers' League" in made.wide
    assert "killed, says the army" not in made.wide
    assert ("Ardevan, 2019-05-03", "neutralized", "at least 201", "the army") in made.rows
    assert "“Neutralized” stands where an account uses that word, which does not say how." in made.summary
    assert "victims" not in made.summary
    # Where there is little room, who gave a figure has a line of its own.
    assert ">neutralized, says the army<" in made.narrow


def test_a_chart_without_anyone_neutralized_does_not_speak_of_them():
    pytest.importorskip("vl_convert", reason="the extra `site` is not installed")
    made = {it.name: it for it in charts.charts_of(overview.events(released(CONFLICT[1:], disputed=True)), [])}
    assert "eutralized" not in made["casualties"].summary


def test_a_chart_in_which_every_incident_has_a_figure_counts_none_without():
    pytest.importorskip("vl_convert", reason="the extra `site` is not installed")
    made = {it.name: it for it in charts.charts_of(overview.events(released(ONE_ACCOUNT, disputed=False)), [])}
    assert "usable" not in made["casualties"].summary


def test_an_account_without_a_conflict_is_drawn_with_who_gave_it_and_the_reports_own_without():
    (event,) = overview.events(released(ONE_ACCOUNT, disputed=False))
    assert charts._range_row(event.figures[0], 0)["line"] == "Ardevan, 2019-05-03: neutralized, says the army"
    (event,) = overview.events(released(REPORTED, disputed=False))
    assert charts._range_row(event.figures[0], 0)["line"] == "Ardevan, 2019-05-03: neutralized"


def test_the_maps_column_of_those_killed_names_whom_it_calls_neutralized():
    said = spot(released(CONFLICT, disputed=True)).killed.split("; ")
    assert sorted(said) == ["at least 201 neutralized, says the army", "up to 300, says Watchers' League"]
    assert spot(released(ONE_ACCOUNT, disputed=False)).killed == "40 neutralized, says the army"
    assert spot(released(ONE_ACCOUNT, disputed=False)).wounded == "not stated"


@pytest.mark.parametrize(
    ("claims", "disputed", "said", "in_table"),
    [
        (CONFLICT, True, "killed or neutralized: in dispute", "in dispute"),
        (ONE_ACCOUNT, True, "neutralized: in dispute", "neutralized: in dispute"),
        (ONE_ACCOUNT, False, "neutralized: 40", "neutralized: 40"),
        (CONFLICT[1:], True, "killed: in dispute", "in dispute"),
        ((), False, "", "not stated"),
    ],
)
def test_a_card_and_its_line_in_the_table_say_killed_only_where_an_account_does(claims, disputed, said, in_table):
    made = card(released(claims, disputed=disputed))
    assert made.subtitle == " · ".join(filter(None, ("Armed assault", said)))
    assert made.cells[4].text == in_table
