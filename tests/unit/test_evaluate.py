"""Evaluation: what counts as found, as right and as blocking, told on four fictional sentences."""

import copy
import datetime
import json
import subprocess
import sys

import dagster as dg
import example_release as example
import pytest

from pipelines import cli
from pipelines.assets.evaluation import evaluation as evaluation_asset
from pipelines.publishing import release as releases
from pipelines.publishing.evaluate import (
    Evaluation,
    EvaluationError,
    GoldError,
    read_gold,
    score_chapters,
    score_release,
)
from pipelines.publishing.evaluate_gold import locate
from pipelines.publishing.evaluate_scores import compared, score_report, shared_characters
from pipelines.publishing.evaluate_text import bar, errors_markdown, finding_line, years_markdown
from pipelines.resources import PROJECT, Folders

REPORT = "XAA-2019"
ATTACK = "On July 2, the Red Lantern killed at least four soldiers in Oldtown."
RAID = "On July 9, raiders burned a mill in Newtown."
MEMBER = "Its FIU is a member of the Harbor Group."
TREND = "Dozens of attacks took place."
TEXT = f"{ATTACK} {RAID} {MEMBER} {TREND}"

GOLD = {
    "report_id": REPORT,
    "seed_path": "reports/2019/exampleland.txt",
    "incidents": [
        {
            "quote": ATTACK,
            "record_class": ["terrorist_attack"],
            "date_start": "2019-07-02",
            "place_name": ["Oldtown", "Old Town"],
            "perpetrators": ["Red Lantern"],
            "killed_min": 4,
            "killed_max": None,
            "attack_type": ["armed_assault"],
        },
        {"quote": RAID, "date_start": "2019-07-09", "perpetrators": []},
    ],
    "institutions": [
        {"names": ["Red Lantern", "RL"], "institution_type": ["armed_group"]},
        {"names": ["Harbor Group"], "institution_type": ["fiu_network"]},
    ],
    "compliance": [
        {"quote": MEMBER, "framework_id": ["egmont-membership"], "status": ["member"], "direction": ["not_stated"]}
    ],
    "must_not": [
        {"table": "incidents", "quote": TREND, "reason": "a trend"},
        {"table": "institutions", "quote": "FIU", "reason": "a common noun"},
    ],
}


def span(table, row_id, field, quote):
    start = TEXT.index(quote)
    place = {"start": start, "end": start + len(quote), "quote": quote}
    return {"table_name": table, "row_id": row_id, "field": field, "report_id": REPORT} | place


def perfect():
    """Rows that say exactly what the gold says; a test changes what it is about."""
    attack = {
        "incident_id": "i1",
        "record_class": "terrorist_attack",
        "date_start": datetime.date(2019, 7, 2),
        "place_name": "Oldtown",
        "perpetrator_names": "Red Lantern",
        "killed_min": 4,
        "killed_max": None,
        "attack_type": "armed_assault",
        "summary": ATTACK,
    }
    raid = {"incident_id": "i2", "date_start": datetime.date(2019, 7, 9), "perpetrator_names": None, "summary": RAID}
    institutions = [
        {"institution_id": "red-lantern", "canonical_name": "Red Lantern", "institution_type": "armed_group"},
        {"institution_id": "harbor", "canonical_name": "The Harbor Group", "institution_type": "fiu_network"},
    ]
    member = {
        "compliance_id": "c1",
        "framework_id": "egmont-membership",
        "status": "member",
        "direction": "not_stated",
        "statement": MEMBER,
    }
    evidence = [
        *(span("incidents", "i1", field, ATTACK) for field in ("summary", "place_name", "killed_min", "date_start")),
        span("incidents", "i1", "perpetrator_names", "Red Lantern"),
        *(span("incidents", "i2", field, RAID) for field in ("summary", "date_start")),
        span("institutions", "red-lantern", "canonical_name", "Red Lantern"),
        span("institutions", "harbor", "canonical_name", "Harbor Group"),
        *(span("compliance_status", "c1", field, MEMBER) for field in ("status", "statement")),
    ]
    return {
        "reports": [{"report_id": REPORT, "text": TEXT}],
        "incidents": [attack, raid],
        "institutions": institutions,
        "compliance_status": [member],
        "institution_names": [{"institution_id": "red-lantern", "name": "Lantern Front"}],
        "evidence": evidence,
    }


@pytest.fixture
def write_gold(tmp_path):
    """Writes gold files into a folder, the chapter's text beside the first where it is given."""

    def write(*contents, text=None):
        folder = tmp_path / "gold"
        folder.mkdir(exist_ok=True)
        for number, content in enumerate(contents):
            told = content if isinstance(content, str) else json.dumps(content)
            (folder / f"chapter-{number}.gold.json").write_text(told, "utf-8")
        if text is not None:
            (folder / "chapter-0.txt").write_text(text, "utf-8")
        return folder

    return write


@pytest.fixture
def score(write_gold):
    """Scores rows against the gold above, changed as a test asks."""

    def scored(rows, change=lambda gold: None):
        gold = copy.deepcopy(GOLD)
        change(gold)
        return score_report(read_gold(write_gold(gold))[0], rows)

    return scored


def kinds(report):
    return [(finding.kind, finding.table, finding.row_id, finding.field) for finding in report.findings]


def counts(tally):
    return (tally.right, tally.wrong, tally.abstained)


# Rows found


def test_rows_that_say_what_the_gold_says_have_no_error_and_score_one(score):
    report = score(perfect())
    assert report.findings == ()
    assert {table: (tally.gold, tally.hit, tally.f1) for table, tally in report.scores.tables.items()} == {
        "incidents": (2, 2, 1.0),
        "institutions": (2, 2, 1.0),
        "compliance_status": (1, 1, 1.0),
    }
    assert {tally.accuracy for tally in report.scores.fields.values()} == {1.0}
    assert report.scores.blocking == {"span_mismatch": 0, "no_evidence": 0, "must_not": 0}


def test_a_row_that_is_missing_costs_recall_and_is_listed_with_its_quote(score):
    rows = perfect()
    del rows["incidents"][1]
    report = score(rows)
    tally = report.scores.tables["incidents"]
    assert (tally.precision, tally.recall) == (1.0, 0.5)
    assert tally.f1 == pytest.approx(2 / 3)
    assert [finding_line(finding) for finding in report.findings] == [f"XAA-2019 incidents missed: {RAID!r}"]


def test_a_row_too_many_costs_precision_and_is_listed_with_its_id_and_words(score):
    rows = perfect()
    rows["institutions"].append({"institution_id": "mill", "canonical_name": "Mill", "institution_type": "other"})
    rows["evidence"].append(span("institutions", "mill", "canonical_name", "mill"))
    report = score(rows)
    tally = report.scores.tables["institutions"]
    assert (tally.precision, tally.recall, tally.spurious) == (2 / 3, 1.0, 1)
    assert [finding_line(finding) for finding in report.findings] == ["XAA-2019 institutions mill spurious: 'Mill'"]


@pytest.mark.parametrize("there", [True, False])
def test_an_optional_row_counts_neither_for_nor_against(score, there):
    rows = perfect()
    if not there:
        del rows["incidents"][1]
    report = score(rows, lambda gold: gold["incidents"][1].update(optional=True))
    tally = report.scores.tables["incidents"]
    assert (tally.gold, tally.hit, tally.spurious, tally.f1) == (1, 1, 0, 1.0)
    assert report.findings == ()


def test_an_optional_row_that_is_there_has_its_fields_compared(score):
    rows = perfect()
    rows["incidents"][1]["date_start"] = datetime.date(2019, 7, 8)
    report = score(rows, lambda gold: gold["incidents"][1].update(optional=True))
    assert counts(report.scores.fields["incidents.date_start"]) == (1, 1, 0)


def test_a_row_beside_the_quote_is_not_the_gold_s_row_though_date_and_figure_agree(score):
    rows = perfect()
    rows["incidents"][0] |= {"summary": TREND}
    rows["evidence"] = [item for item in rows["evidence"] if item["row_id"] != "i1"]
    rows["evidence"] += [span("incidents", "i1", "summary", TREND)]
    report = score(rows)
    assert report.scores.tables["incidents"].hit == 1
    assert ("missed", "incidents", None, None) in kinds(report)
    assert ("spurious", "incidents", "i1", None) in kinds(report)


def test_rows_of_one_sentence_go_to_the_gold_of_the_nearest_date(score):
    rows = perfect()
    rows["incidents"][1] |= {"date_start": datetime.date(2019, 7, 8), "summary": ATTACK}
    rows["incidents"][0] |= {"date_start": datetime.date(2019, 7, 3)}
    rows["evidence"] += [span("incidents", "i2", "summary", ATTACK)]
    report = score(rows, lambda gold: gold["incidents"][1].update(quote=ATTACK))
    assert report.scores.tables["incidents"].f1 == 1.0
    told = {
        finding.row_id: (finding.value, finding.accepted)
        for finding in report.findings
        if finding.field == "date_start"
    }
    assert told == {
        "i1": (datetime.date(2019, 7, 3), ("2019-07-02",)),
        "i2": (datetime.date(2019, 7, 8), ("2019-07-09",)),
    }


def test_each_row_stands_for_one_gold_row_only(score):
    rows = perfect()
    del rows["incidents"][1]
    report = score(rows, lambda gold: gold["incidents"].append(copy.deepcopy(gold["incidents"][0])))
    assert (report.scores.tables["incidents"].gold, report.scores.tables["incidents"].hit) == (3, 1)


@pytest.mark.parametrize(
    ("change", "hits"),
    [
        ({"framework_id": "ct-law"}, 1),
        ({"status": "observer"}, 1),
        ({"framework_id": "ct-law", "status": "adopted"}, 0),
    ],
)
def test_a_compliance_row_is_found_where_framework_or_status_is_right(score, change, hits):
    rows = perfect()
    rows["compliance_status"][0] |= change
    assert score(rows).scores.tables["compliance_status"].hit == hits


@pytest.mark.parametrize("name", ["Lantern Front", "THE RED  LANTERN", "RL"])
def test_an_institution_is_found_under_any_of_its_names_whatever_case_article_and_spaces(score, name):
    rows = perfect()
    rows["institutions"][0]["acronym"] = "RL" if name == "RL" else None
    rows["institutions"][0]["canonical_name"] = "Red Lantern" if name == "THE RED  LANTERN" else "Something Else"
    report = score(rows, lambda gold: gold["institutions"][0].update(names=[name]))
    assert report.scores.tables["institutions"].hit == 2


def test_the_order_of_rows_changes_nothing(score):
    rows = perfect()
    rows["incidents"].append(rows["incidents"][0] | {"incident_id": "i0", "attack_type": "bombing"})
    rows["evidence"] += [item | {"row_id": "i0"} for item in rows["evidence"] if item["row_id"] == "i1"]
    turned = {table: list(reversed(content)) for table, content in rows.items()}
    assert score(rows) == score(turned)


def test_a_table_without_gold_and_rows_is_right_and_one_with_rows_only_is_wrong(score):
    rows = perfect() | {"compliance_status": []}
    empty = score(rows, lambda gold: gold.update(compliance=[])).scores.tables["compliance_status"]
    assert (empty.precision, empty.recall, empty.f1) == (1.0, 1.0, 1.0)
    spurious = score(perfect(), lambda gold: gold.update(compliance=[])).scores.tables["compliance_status"]
    assert (spurious.precision, spurious.f1) == (0.0, 0.0)


# Fields of matched rows


def test_a_wrong_field_costs_that_field_and_not_the_row(score):
    rows = perfect()
    rows["incidents"][0]["killed_min"] = 5
    report = score(rows)
    assert report.scores.tables["incidents"].f1 == 1.0
    assert counts(report.scores.fields["incidents.killed_min"]) == (0, 1, 0)
    assert [finding_line(finding) for finding in report.findings] == [
        f"XAA-2019 incidents i1 killed_min wrong: 5, accepted 4: {ATTACK!r}"
    ]


@pytest.mark.parametrize(
    ("accepted", "value", "outcome"),
    [
        (("Old Town", "Oldtown"), "oldtown", "right"),
        (("Governor’s Palace",), "the Governor's  palace", "right"),
        ((4,), 4, "right"),
        ((4,), 5, "wrong"),
        ((4,), None, "abstained"),
        ((None,), None, "right"),
        ((None,), 4, "wrong"),
        (("bombing",), "unspecified", "abstained"),
        (("bombing", "unspecified"), "unspecified", "right"),
        (("military",), "unknown", "abstained"),
        (("improved",), "not_stated", "abstained"),
        (("2019-07-02",), datetime.date(2019, 7, 2), "right"),
        (("2019-07-02",), datetime.date(2019, 7, 3), "wrong"),
        ((False,), True, "wrong"),
    ],
)
def test_a_value_is_right_wrong_or_abstained(accepted, value, outcome):
    assert compared(accepted, value) == outcome


def test_a_field_that_the_gold_does_not_state_is_not_compared(score):
    rows = perfect()
    rows["incidents"][1]["attack_type"] = "arson"
    report = score(rows)
    assert counts(report.scores.fields["incidents.attack_type"]) == (1, 0, 0)
    assert "incidents.disputed" not in report.scores.fields


@pytest.mark.parametrize(
    ("wanted", "got", "expected"),
    [
        (["Red Lantern"], "Red Lantern", (2, 0, 0)),
        (["Lantern Front"], "Red Lantern", (2, 0, 0)),
        (["Red Lantern"], None, (1, 0, 1)),
        (["Red Lantern"], "Harbor Group", (1, 1, 0)),
        (["Red Lantern"], "Harbor Group; Red Lantern", (1, 1, 0)),
        (["Red Lantern", "Harbor Group"], "Red Lantern", (1, 1, 0)),
        ([], "Red Lantern", (1, 1, 0)),
    ],
)
def test_perpetrators_are_right_where_all_are_there_under_any_name_and_no_other(score, wanted, got, expected):
    rows = perfect()
    rows["incidents"][0]["perpetrator_names"] = got
    report = score(rows, lambda gold: gold["incidents"][0].update(perpetrators=wanted))
    assert counts(report.scores.fields["incidents.perpetrators"]) == expected


# What blocks


def test_a_quote_that_is_not_the_text_at_its_offsets_blocks(score):
    rows = perfect()
    rows["evidence"][0]["start"] += 1
    report = score(rows)
    assert report.scores.blocking == {"span_mismatch": 1, "no_evidence": 0, "must_not": 0}
    assert kinds(report) == [("span_mismatch", "incidents", "i1", "summary")]


def test_a_value_without_evidence_blocks_and_a_null_does_not(score):
    rows = perfect()
    rows["incidents"][0] |= {"wounded_min": 2, "wounded_max": None}
    report = score(rows)
    assert report.scores.blocking == {"span_mismatch": 0, "no_evidence": 1, "must_not": 0}
    assert kinds(report) == [("no_evidence", "incidents", "i1", "wounded_min")]


def test_a_banned_sentence_as_an_incident_blocks(score):
    rows = perfect()
    rows["incidents"].append({"incident_id": "i3", "date_start": None, "summary": TREND})
    rows["evidence"].append(span("incidents", "i3", "summary", TREND))
    report = score(rows)
    assert report.scores.blocking["must_not"] == 1
    assert ("must_not", "incidents", "i3", None) in kinds(report)


def test_a_spurious_row_elsewhere_in_the_text_does_not_touch_the_banned_sentence(score):
    rows = perfect()
    rows["incidents"].append({"incident_id": "i3", "date_start": None, "summary": MEMBER})
    rows["evidence"].append(span("incidents", "i3", "summary", MEMBER))
    report = score(rows)
    assert report.scores.tables["incidents"].spurious == 1
    assert report.scores.blocking["must_not"] == 0


@pytest.mark.parametrize(
    ("spans", "characters"),
    [([(0, 10)], 2), ([(12, 20)], 0), ([(10, 12), (0, 9)], 2), ([(0, 8)], 0), ([(30, 40)], 0), ([], 0)],
)
def test_an_overlap_is_a_number_of_characters_and_never_negative(spans, characters):
    assert shared_characters(spans, (8, 12)) == characters


def test_a_row_that_a_gold_row_accounts_for_is_no_banned_one(score):
    ban = {"table": "any", "quote": "killed at least four soldiers"}
    assert score(perfect(), lambda gold: gold["must_not"].append(ban)).scores.blocking["must_not"] == 0


def test_an_institution_with_a_banned_name_blocks_and_one_that_stands_in_the_banned_words_does_not(score):
    rows = perfect()
    rows["institutions"].append({"institution_id": "fiu", "canonical_name": "FIU", "institution_type": "other"})
    rows["evidence"].append(span("institutions", "fiu", "canonical_name", "FIU"))
    assert score(rows).scores.blocking["must_not"] == 1
    longer = score(rows, lambda gold: gold["must_not"][1].update(quote="Its FIU"))
    assert longer.scores.blocking["must_not"] == 0


def test_a_ban_on_any_table_holds_for_each(score):
    rows = perfect()
    rows["incidents"].append({"incident_id": "i3", "date_start": None, "summary": TREND})
    rows["compliance_status"].append(rows["compliance_status"][0] | {"compliance_id": "c2", "statement": TREND})
    rows["evidence"] += [span("incidents", "i3", "summary", TREND)]
    rows["evidence"] += [span("compliance_status", "c2", field, TREND) for field in ("status", "statement")]
    report = score(rows, lambda gold: gold["must_not"][0].update(table="any"))
    assert report.scores.blocking["must_not"] == 2


# Quotes


def test_a_quote_is_found_at_the_place_nearest_to_its_start():
    assert locate("a mill, a mill, a mill", "mill", 11) == (10, 14)
    assert locate("a mill, a mill", "mill", None) == (2, 6)


def test_a_quote_is_found_whatever_its_spaces_and_typography():
    text = "In the city’s  old\nmarket"
    assert locate(text, "city's old market", None) == (7, len(text))
    assert locate(text, "new market", None) is None


# Gold files


def test_gold_is_read_in_the_order_of_the_files_names(write_gold):
    golds = read_gold(write_gold(GOLD, GOLD | {"report_id": "XAB-2018"}, text=TEXT))
    assert [gold.report_id for gold in golds] == [REPORT, "XAB-2018"]
    assert golds[0].rows["incidents"][0].values["place_name"] == ("Oldtown", "Old Town")
    assert golds[0].text_path.name == "chapter-0.txt"


def changed(**fields):
    return GOLD | fields


ROW = GOLD["incidents"][0]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", r"chapter-0\.gold\.json:1: is not JSON"),
        ("[]", r"has to be an object in braces, not \[\]"),
        (changed(incident=[]), "incident: is unknown; the fields are compliance, incidents"),
        (changed(report_id=None), "report_id: has to be a text, not None"),
        (changed(incidents=[ROW | {"kiled_min": 4}]), r"incidents\[0\]: kiled_min: is unknown"),
        (changed(incidents=[ROW | {"quote": "Nobody said this."}]), "XAA-2019 does not have the quote 'Nobody said"),
        (changed(must_not=[{"table": "any", "quote": "Nor this."}]), "does not have the quote 'Nor this"),
        (changed(incidents=[ROW | {"attack_type": ["bomb"]}]), "attack_type: 'bomb' is no code of it; its codes are"),
        (changed(incidents=[ROW | {"date_start": "July 2"}]), "date_start: 'July 2' is no date such as"),
        (changed(incidents=[ROW | {"place_name": []}]), "place_name: has to be a value, or a list"),
        (changed(incidents=[ROW | {"optional": "no"}]), "optional: has to be true or false"),
        (changed(incidents=[{"date_start": "2019-07-02"}]), r"incidents\[0\]: quote: is missing"),
        (changed(compliance=[{"quote": MEMBER, "status": ["member"]}]), r"compliance\[0\]: framework_id: is missing"),
        (changed(institutions=[{"names": []}]), r"institutions\[0\]: names: has to have a name"),
        (changed(must_not=[{"table": "compliance", "quote": TREND}]), r"must_not\[0\]: table: is 'compliance'"),
    ],
)
def test_a_mistake_in_a_gold_file_is_told_with_file_and_place(write_gold, content, told):
    folder = write_gold(content, text=TEXT)
    with pytest.raises(GoldError, match=told) as error:
        read_gold(folder)
    assert "chapter-0.gold.json" in str(error.value)


def test_an_accepted_code_that_the_column_lacks_is_borne_beside_one_that_it_has(write_gold):
    content = changed(institutions=[{"names": ["Red Lantern"], "institution_type": ["armed_group", "club"]}])
    assert read_gold(write_gold(content))[0].rows["institutions"][0].values["institution_type"] == (
        "armed_group",
        "club",
    )


def test_two_files_for_one_report_are_a_mistake(write_gold):
    with pytest.raises(GoldError, match=r"chapter-1.*: XAA-2019 has gold in .*chapter-0"):
        read_gold(write_gold(GOLD, GOLD))


def test_a_folder_without_gold_is_told(tmp_path):
    with pytest.raises(GoldError, match=r"has no \*\.gold\.json file"):
        read_gold(tmp_path)


# Several reports, and how they are told


@pytest.fixture
def two_years(score):
    good = score(perfect())
    rows = perfect()
    del rows["incidents"][1]
    rows["incidents"][0]["killed_min"] = None
    weak = score(rows, lambda gold: gold.update(report_id="XAB-2018"))
    return Evaluation((good, weak), ("XAC-2017",))


def test_figures_of_several_reports_count_every_row_the_same(two_years):
    tally = two_years.total.tables["incidents"]
    assert (tally.gold, tally.rows, tally.hit, tally.recall) == (4, 3, 3, 0.75)
    assert counts(two_years.by_field()["incidents.killed_min"]) == (1, 0, 1)


def test_figures_by_year_are_in_order_and_apart(two_years):
    years = two_years.by_year()
    assert list(years) == [2018, 2019]
    assert [scores.tables["incidents"].recall for scores in years.values()] == [0.5, 1.0]


def test_text_has_a_line_a_report_and_table_every_error_and_the_figures_that_count_at_its_end(two_years):
    lines = two_years.as_text().splitlines()
    assert lines[0].split() == ["report", "table", "gold", "rows", "hit", "P", "R", "F1"]
    assert "XAB-2018 incidents 2 1 1 1.000 0.500 0.667".split() in [line.split() for line in lines]
    assert "all incidents 4 3 3 1.000 0.750 0.857".split() in [line.split() for line in lines]
    assert "incidents.killed_min 1 right 0 wrong 1 abstained 0.500".split() in [line.split() for line in lines]
    assert f"XAB-2018 incidents i1 killed_min abstained: null, accepted 4: {ATTACK!r}" in lines
    assert f"XAB-2018 incidents missed: {RAID!r}" in lines
    assert "XAC-2017: has gold and no rows; not scored" in lines
    assert lines[-2] == "blocking: span_mismatch 0, no_evidence 0, must_not 0"
    assert lines[-1] == (
        "incidents F1 0.857 fields 0.938, institutions F1 1.000 fields 1.000, "
        "compliance_status F1 1.000 fields 1.000, blocking 0"
    )


def test_json_has_figures_and_errors_and_is_the_same_each_time(two_years):
    text = two_years.as_json()
    assert text == two_years.as_json()
    told = json.loads(text)
    assert told["total"]["tables"]["incidents"]["recall"] == 0.75
    assert told["by_year"]["2018"]["tables"]["incidents"]["recall"] == 0.5
    assert told["not_scored"] == ["XAC-2017"]
    assert told["errors"][1] == {"report_id": "XAB-2018", "table": "incidents", "kind": "missed", "quote": RAID}


def test_json_tells_a_date_as_text(score):
    rows = perfect()
    rows["incidents"][1]["date_start"] = datetime.date(2019, 7, 8)
    error = json.loads(Evaluation((score(rows),)).as_json())["errors"][0]
    assert (error["value"], error["accepted"]) == ("2019-07-08", ["2019-07-09"])


def test_markdown_shows_years_and_fields_as_bars_and_lists_the_errors(two_years):
    text = two_years.as_markdown()
    assert "| 2018 | 1 | ██████░░░░ 0.666 |" in text
    assert "| incidents.killed_min | 1 | 0 | 1 | █████░░░░░ 0.500 |" in text
    assert f"| XAB-2018 | incidents |  | missed | {RAID} |" in text


@pytest.mark.parametrize(
    ("share", "shown"),
    [(1.0, "██████████ 1.000"), (0.9996, "█████████░ 0.999"), (0.05, "░░░░░░░░░░ 0.050"), (0.0, "░░░░░░░░░░ 0.000")],
)
def test_a_bar_is_full_only_where_nothing_is_wrong(share, shown):
    assert bar(share) == shown


def test_a_year_with_nothing_to_find_has_no_bar(score):
    rows = perfect() | {"incidents": []}
    years = years_markdown(Evaluation((score(rows, lambda gold: gold.update(incidents=[], must_not=[])),)))
    assert "| 2019 | 1 |  |  | ██████████ 1.000 |" in years


def test_words_cannot_break_the_table_of_errors(score):
    rows = perfect()
    rows["institutions"].append({"institution_id": "x", "canonical_name": "A|B\nC", "institution_type": "other"})
    line = errors_markdown(Evaluation((score(rows),))).splitlines()[2]
    assert line == "| XAA-2019 | institutions | x | spurious | A\\|B C |"


# A release, and the command


RELEASE_GOLD = {
    "report_id": example.REPORT,
    "seed_path": "reports/2019/exampleland.txt",
    "incidents": [
        {"quote": example.SENTENCE, "date_start": "2019-05-03", "killed_min": 3, "perpetrators": ["Red Lantern Front"]}
    ],
    "institutions": [{"names": ["Red Lantern Front"], "institution_type": ["armed_group"]}],
    "compliance": [{"quote": example.LAW, "framework_id": ["ct-law"], "status": ["implemented"]}],
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs")
    releases.publish(example.tables(), folder)
    return folder


def test_a_release_is_scored_and_reports_that_it_lacks_are_named(outputs, write_gold):
    golds = read_gold(write_gold(RELEASE_GOLD, GOLD | {"report_id": "XAB-2018"}))
    evaluation = score_release(releases.latest(outputs), golds)
    assert evaluation.absent == ("XAB-2018",)
    assert {table: tally.f1 for table, tally in evaluation.total.tables.items()} == dict.fromkeys(
        ("incidents", "institutions", "compliance_status"), 1.0
    )
    assert [(one.field, one.value, one.accepted) for one in evaluation.findings] == [
        ("status", "adopted", ("implemented",))
    ]
    assert evaluation.total.blocked == 0


def test_a_quote_that_the_release_s_text_lacks_is_told(outputs, write_gold):
    gold = RELEASE_GOLD | {"incidents": [{"quote": "Nobody said this."}]}
    with pytest.raises(GoldError, match=r"the text of XAA-2019 does not have the quote 'Nobody"):
        score_release(releases.latest(outputs), read_gold(write_gold(gold)))


def test_a_damaged_release_is_told(tmp_path, write_gold):
    (tmp_path / "incidents.parquet").write_bytes(b"not Parquet")
    with pytest.raises(EvaluationError, match=r"cannot be read .*; see what is wrong with: crt verify"):
        score_release(tmp_path, read_gold(write_gold(RELEASE_GOLD)))


def test_the_command_prints_the_scores_of_the_latest_release(outputs, write_gold, capsys):
    status = cli.main(["evaluate", "--gold", str(write_gold(RELEASE_GOLD)), "--outputs", str(outputs)])
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    assert "status wrong: adopted, accepted implemented" in out
    assert out.splitlines()[-1].startswith("incidents F1 1.000")


def test_the_command_ends_with_status_1_where_no_report_with_gold_is_in_the_release(outputs, write_gold, capsys):
    folder = write_gold(GOLD | {"report_id": "XAB-2018"})
    status = cli.main(["evaluate", "--gold", str(folder), "--outputs", str(outputs)])
    out, err = capsys.readouterr()
    assert (status, out) == (1, "")
    assert f"has no report that has gold in {folder}, such as XAB-2018; name another release with --release" in err
    assert err.count("\n") == 1


def test_the_command_tells_a_mistake_in_a_gold_file_in_one_line(outputs, write_gold, capsys):
    status = cli.main(["evaluate", "--gold", str(write_gold("{")), "--outputs", str(outputs)])
    out, err = capsys.readouterr()
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "chapter-0.gold.json:1: is not JSON" in err


def test_scoring_a_release_does_not_load_the_extractor():
    code = "import sys, pipelines.publishing.evaluate; print('pipelines.extraction.extract' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


# Chapters beside the gold, and the asset


CHAPTER = """\
Overview: Kiribati remained a cooperative partner in 2019. The Kiribati Police Service held joint patrols.

2019 Terrorist Incidents: There were two incidents in 2019:

- On March 3, armed men attacked a market in Eastbrook, killing three civilians and wounding five others.
- On July 9, an explosion in Westbrook killed two police officers. No group claimed responsibility.

Legislation, Law Enforcement, and Border Security: There were no changes to terrorism-related legislation in 2019.
"""
CHAPTER_GOLD = {
    "report_id": "KIR-2019",
    "seed_path": "reports/2019/kiribati.txt",
    "incidents": [
        {"quote": "On March 3, armed men attacked a market in Eastbrook", "date_start": "2019-03-03", "killed_min": 3},
        {"quote": "On July 9, an explosion in Westbrook", "date_start": "2019-07-09", "killed_min": 20},
    ],
    "institutions": [{"names": ["Kiribati Police Service"], "institution_type": ["police"]}],
    "must_not": [{"table": "incidents", "quote": "There were two incidents in 2019"}],
}
SEEDS = PROJECT / "seeds"


def test_chapters_beside_the_gold_are_read_extracted_and_scored(write_gold):
    evaluation = score_chapters(write_gold(CHAPTER_GOLD, text=CHAPTER), SEEDS)
    assert evaluation.total.tables["incidents"].f1 == 1.0
    assert evaluation.total.tables["institutions"].recall == 1.0
    assert counts(evaluation.by_field()["incidents.killed_min"]) == (1, 1, 0)
    assert evaluation.total.blocked == 0


@pytest.mark.parametrize(
    ("fields", "text", "told"),
    [
        ({}, None, r"chapter-0\.txt: is not a file"),
        ({"seed_path": "reports/2018/kiribati.txt"}, CHAPTER, "is KIR-2019, and seed_path is that of KIR-2018"),
        ({"seed_path": "../kiribati.txt"}, CHAPTER, "not a report's place"),
        ({"seed_path": "reports/2019/nowhere-at-all.txt"}, CHAPTER, "no country has the slug 'nowhere-at-all'"),
        ({}, CHAPTER.replace("2019 Terrorist", "2017 Terrorist"), "its path says 2019"),
    ],
)
def test_a_chapter_that_cannot_be_scored_is_told(write_gold, fields, text, told):
    with pytest.raises(EvaluationError, match=told):
        score_chapters(write_gold(CHAPTER_GOLD | fields, text=text), SEEDS)


def test_a_mistake_in_the_words_is_told(write_gold, make_seeds):
    seeds = make_seeds({})
    (seeds / "codebook" / "incidents.yaml").write_text("attack_types: [", "utf-8")
    with pytest.raises(EvaluationError, match=r"incidents\.yaml"):
        score_chapters(write_gold(CHAPTER_GOLD, text=CHAPTER), seeds)


def materialized(gold, outputs):
    result = dg.materialize(
        [evaluation_asset],
        resources={"folders": Folders(seeds=str(SEEDS), outputs=str(outputs))},
        run_config={"ops": {"evaluation": {"config": {"gold": str(gold)}}}},
        instance=dg.DagsterInstance.ephemeral(),
    )
    assert result.success
    return result.asset_materializations_for_node("evaluation")[0].metadata


@pytest.mark.slow
def test_the_asset_shows_the_figures_and_writes_them_beside_the_release(tmp_path, write_gold):
    outputs = tmp_path / "outputs"
    published = releases.publish(example.tables(), outputs)
    before = sorted(path.name for path in published.path.iterdir())
    gold = write_gold(CHAPTER_GOLD, text=CHAPTER)
    shown = materialized(gold, outputs)
    assert (shown["chapters"].value, shown["blocking"].value, shown["f1/incidents"].value) == (1, 0, 1.0)
    assert "| incidents.killed_min | 1 | 1 | 0 | █████░░░░░ 0.500 |" in shown["by_field"].value
    assert "| 2019 | 1 | ██████████ 1.000 |" in shown["by_year"].value
    assert "killed_min wrong: 2, accepted 20" in shown["errors_listed"].value
    written = outputs / "evaluation" / f"{published.release_id}.json"
    assert written.read_text("utf-8") == score_chapters(gold, SEEDS).as_json()
    assert str(tmp_path) not in written.read_text("utf-8")
    assert sorted(path.name for path in published.path.iterdir()) == before


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "gold is not there, so nothing was measured"), ("{", "chapter-0.gold.json:1: is not JSON")],
)
def test_without_usable_gold_the_asset_says_so_and_does_not_fail_the_run(tmp_path, write_gold, content, told):
    outputs = tmp_path / "outputs"
    releases.publish(example.tables(), outputs)
    gold = write_gold(content) if content else tmp_path / "gold"
    assert told in materialized(gold, outputs)["note"].value
    assert not (outputs / "evaluation").exists()


def test_without_a_release_the_asset_says_so(tmp_path, write_gold):
    assert "has no release" in materialized(write_gold(GOLD), tmp_path / "outputs")["note"].value


@pytest.mark.slow
def test_measuring_prints_the_figures_of_each_dataset_and_where_the_errors_are(
    tmp_path, write_gold, capfd, monkeypatch
):
    from pipelines import measure

    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    outputs = tmp_path / "outputs"
    gold = write_gold(CHAPTER_GOLD, text=CHAPTER)
    words = ["--seeds", str(SEEDS), "--outputs", str(outputs), "--gold", str(gold)]
    assert measure.main(words) == 1
    assert capfd.readouterr().err == f"evaluate: {outputs} has no release that the figures could belong to\n"
    published = releases.publish(example.tables(), outputs)
    assert measure.main(words) == 0
    printed, told = capfd.readouterr()
    assert told == ""
    assert "incidents          1.000  0.750\n" in printed
    assert "\nchapters: 1, errors: 2, blocking: 0\n" in printed
    assert printed.endswith(f"Every figure and error: {outputs / 'evaluation' / published.release_id}.json\n")


# The project's own chapters

BOUNDS = {"incidents": 0.95, "institutions": 0.92, "compliance_status": 0.88}


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(PROJECT / "tests" / "data" / "chapters", id="authored", marks=pytest.mark.slow),
        pytest.param(PROJECT.parent / "shared" / "corpus", id="shared", marks=pytest.mark.shared),
    ],
)
def test_the_authored_chapters_score_what_is_promised(folder):
    evaluation = score_chapters(folder, SEEDS)
    total = evaluation.total
    assert total.blocked == 0, evaluation.as_text()
    below = {table: total.tables[table].f1 for table, bound in BOUNDS.items() if total.tables[table].f1 < bound}
    assert not below, evaluation.as_text()
