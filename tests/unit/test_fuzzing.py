"""A few of the cases that `make fuzz` tries by the hundred thousand; and each check that it relies on can fail.

All texts are fictional.
"""

import dataclasses
import json
import os
import subprocess
import sys

import pytest
from chapters import chapter_text, extract_text, read_text
from hypothesis import HealthCheck, given, settings
from pandera.errors import SchemaErrors

from fuzzing import targets
from fuzzing.cases import CASES
from fuzzing.counting import Counter
from fuzzing.run import SHARES
from fuzzing.targets import TARGETS, FaultError, check_chapter, check_spans, check_tables

TOLD = "On October 8, suspected GDF gunmen attacked a market in Ostavar, killing at least 13 people."
TEXT = chapter_text((TOLD,))


@pytest.mark.parametrize("target", TARGETS)
def test_any_input_is_read_or_refused_by_a_named_error(target, tmp_path):
    counter = Counter(target, tmp_path)

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(CASES[target])
    def try_one(content):
        counter.try_one(content)

    try_one()
    assert counter.faults == {}
    assert counter.read + counter.refused == counter.cases
    # If everything were refused, nothing behind the first check would be tried.
    assert min(counter.read, counter.refused) >= 5


def test_every_target_is_fuzzed_in_both_ways_and_the_shares_are_a_hundred():
    assert {target for target, _ in SHARES} == set(TARGETS)
    assert len(SHARES) == 2 * len(TARGETS)
    assert sum(SHARES.values()) == 100


def test_a_gap_between_sections_is_a_fault():
    chapter = read_text(TEXT)
    first, *others = chapter.sections
    for sections in (others, [dataclasses.replace(first, end=first.end - 1), *others]):
        with pytest.raises(FaultError, match="gap or overlap"):
            check_chapter(dataclasses.replace(chapter, sections=tuple(sections)))


def test_a_sentence_outside_its_section_is_a_fault():
    chapter = read_text(TEXT)
    *others, last = chapter.sentences
    beyond = dataclasses.replace(last, end=len(TEXT) + 1)
    with pytest.raises(FaultError, match="lies outside its section"):
        check_chapter(dataclasses.replace(chapter, sentences=(*others, beyond)))


def test_a_quote_that_is_not_the_text_is_a_fault():
    for name in ("evidence", "institution_mentions", "rejections"):
        tables = extract_text(TEXT)
        tables[name][0]["quote"] = "another"
        with pytest.raises(FaultError, match=f"{name}: "):
            check_spans(TEXT, tables)


def test_a_value_without_evidence_and_an_id_of_two_rows_are_faults():
    tables = extract_text(TEXT)
    check_spans(TEXT, tables)
    tables["evidence"] = [row for row in tables["evidence"] if row["field"] != "killed_min"]
    with pytest.raises(FaultError, match=r"incidents\.killed_min: 13 has no evidence"):
        check_spans(TEXT, tables)
    tables = extract_text(TEXT)
    tables["incidents"] *= 2
    with pytest.raises(FaultError, match="two rows have the id"):
        check_spans(TEXT, tables)


def test_rows_that_do_not_fit_the_schemas_or_each_other_are_faults():
    tables = extract_text(TEXT)
    check_tables(tables)
    tables["incidents"][0]["attack_type"] = "sorcery"
    with pytest.raises(SchemaErrors, match="attack_type"):
        check_tables(tables)
    tables = extract_text(TEXT)
    tables["institutions"] = []
    with pytest.raises(FaultError):
        check_tables(tables)


def test_an_error_that_is_none_of_the_projects_is_kept_with_its_input(tmp_path, monkeypatch):
    def fails(chapter, knowledge):
        raise ValueError("a defect")

    monkeypatch.setattr(targets, "extract", fails)
    counter = Counter("codebook", tmp_path)
    counter.target = "text"
    counter.try_one(TEXT.encode())
    counter.try_one(TEXT.encode())
    ((kind, told),) = counter.faults.items()
    assert kind.startswith("ValueError at test_fuzzing.py:")
    assert "a defect" in told
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [TEXT.encode()]
    assert json.loads(json.dumps(counter.result()))["cases"] == 2


def test_a_case_without_end_is_a_fault(tmp_path, monkeypatch):
    def never_ends(chapter, knowledge):
        while True:
            pass

    monkeypatch.setattr("fuzzing.counting.SECONDS_A_CASE", 0.05)
    monkeypatch.setattr(targets, "extract", never_ends)
    counter = Counter("codebook", tmp_path)
    counter.target = "text"
    counter.try_one(TEXT.encode())
    (kind,) = counter.faults
    assert kind.startswith("HangError at ")


@pytest.mark.slow
def test_a_campaign_without_its_fuzzer_fails_with_the_reason(project, tmp_path):
    venv = f"VENV={sys.prefix}"
    done = subprocess.run(
        [
            "make",
            "--no-print-directory",
            "-o",
            f"{sys.prefix}/.dev-installed",
            "fuzz-short",
            venv,
            f"FUZZ={tmp_path / 'fuzz'}",
            "CASES=1",
        ],
        cwd=project,
        env=os.environ | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stdout == ""
    assert "No matching distribution found for atheris" in done.stderr
    assert "fuzz: nothing was tried, since atheris cannot be installed" in done.stderr
