"""Facts in the reference lists: a value is there because a source was read that has it, and the source is named.

What cannot be confirmed is left blank. `seeds/reference/sources.csv` says what each source confirms and when it was
read.
"""

import csv
import datetime
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipelines.extraction.institutions import load_institution_knowledge
from pipelines.reading.codebook import CodebookError

SEEDS = Path(__file__).parents[2] / "seeds"
REFERENCE = SEEDS / "reference"
LISTS = {
    "countries.csv": "source",
    "frameworks.csv": "source",
    "institution_names.csv": "source",
    "institutions.csv": "reference_source",
    "regions.csv": "source",
}
"""The lists, and in each the column that names its sources."""

IDENTIFIERS = ("wikidata_qid", "un_sanctions_ref", "us_fto_listed_on")
COMMITTEES = frozenset("CD CF GB HT IQ IR KP LY ML QD SD SO SS TA YE".split())
"""How the Security Council's sanctions committees begin their permanent reference numbers."""

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def sources() -> dict[str, Row]:
    return {row["source"]: row for row in rows("sources.csv")}


def named(cell: str) -> list[str]:
    """The sources that a cell names: an address is its own source."""
    return [] if cell.startswith("https://") else cell.split("; ")


def confirming(row: Row, column: str) -> list[Row]:
    """The sources of an institution that confirm this column of it."""
    known = sources()
    cited = [known[name] for name in named(row["reference_source"])]
    return [source for source in cited if column in source["confirms"].split("|")]


def unconfirmed(listed: list[Row]) -> list[tuple[str, str]]:
    return [
        (row["institution_id"], column)
        for row in listed
        for column in IDENTIFIERS
        if row[column] and not confirming(row, column)
    ]


def too_late(listed: list[Row]) -> list[tuple[str, str]]:
    """Dates that no reading of their source can have shown."""
    return [
        (row["institution_id"], row["us_fto_listed_on"])
        for row in listed
        if row["us_fto_listed_on"]
        and not any(
            datetime.date.fromisoformat(row["us_fto_listed_on"]) <= datetime.date.fromisoformat(source["checked_on"])
            for source in confirming(row, "us_fto_listed_on")
        )
    ]


def of_no_committee(listed: list[Row]) -> list[str]:
    return [
        row["un_sanctions_ref"]
        for row in listed
        if row["un_sanctions_ref"]
        and not (
            re.fullmatch(r"[A-Z]{2}e\.\d{3}", row["un_sanctions_ref"]) and row["un_sanctions_ref"][:2] in COMMITTEES
        )
    ]


def an_institution(**values: str) -> Row:
    blank = dict.fromkeys(("institution_id", *IDENTIFIERS, "reference_source"), "")
    return blank | {"institution_id": "harbor-brigade"} | values


def a_source_of(column: str) -> str:
    return next(name for name, source in sources().items() if column in source["confirms"].split("|"))


@pytest.mark.parametrize("column", IDENTIFIERS)
def test_an_identifier_without_a_source_that_confirms_it_is_noticed(column: str) -> None:
    value = {"wikidata_qid": "Q1065", "un_sanctions_ref": "QDe.004", "us_fto_listed_on": "1999-10-08"}[column]
    with_source = an_institution(**{column: value}, reference_source=a_source_of(column))
    without = an_institution(**{column: value}, reference_source=a_source_of("name"))
    assert unconfirmed([with_source]) == []
    assert unconfirmed([without]) == [("harbor-brigade", column)]


def test_every_identifier_of_an_institution_has_a_source_that_confirms_it() -> None:
    listed = rows("institutions.csv")
    assert all(any(row[column] for row in listed) for column in IDENTIFIERS)
    assert unconfirmed(listed) == []


def test_a_source_is_cited_only_for_an_identifier_that_is_there() -> None:
    known = sources()
    for row in rows("institutions.csv"):
        for name in named(row["reference_source"]):
            confirmed = known[name]["confirms"].split("|")
            assert "name" in confirmed or any(row[column] for column in confirmed), row


def test_a_date_after_the_day_it_was_checked_is_noticed() -> None:
    source = a_source_of("us_fto_listed_on")
    checked = datetime.date.fromisoformat(sources()[source]["checked_on"])
    same_day = an_institution(us_fto_listed_on=checked.isoformat(), reference_source=source)
    next_day = (checked + datetime.timedelta(days=1)).isoformat()
    assert too_late([same_day]) == []
    assert too_late([an_institution(us_fto_listed_on=next_day, reference_source=source)]) == [
        ("harbor-brigade", next_day)
    ]


def test_every_date_is_a_day_of_the_calendar_not_after_the_day_it_was_checked() -> None:
    listed = rows("institutions.csv")
    dates = {row["us_fto_listed_on"] for row in listed if row["us_fto_listed_on"]}
    assert [date for date in sorted(dates) if not re.fullmatch(r"\d{4}-\d\d-\d\d", date)] == []
    assert too_late(listed) == []


def test_every_un_reference_is_an_entity_of_a_sanctions_committee() -> None:
    assert of_no_committee(
        [an_institution(un_sanctions_ref=ref) for ref in ("QDe.4", "QDi.004", "ZZe.004", "CDe.001")]
    ) == [
        "QDe.4",
        "QDi.004",
        "ZZe.004",
    ]
    assert of_no_committee(rows("institutions.csv")) == []


@pytest.mark.parametrize("column", ["wikidata_qid", "un_sanctions_ref"])
def test_an_identifier_belongs_to_one_institution(column: str) -> None:
    counted = Counter(row[column] for row in rows("institutions.csv") if row[column])
    assert [value for value, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", LISTS)
def test_every_line_names_sources_that_the_list_of_sources_has(name: str) -> None:
    known = sources()
    for number, row in enumerate(rows(name), start=2):
        assert row[LISTS[name]], f"{name}:{number}: say where this is from"
        for source in named(row[LISTS[name]]):
            assert source in known, f"{name}:{number}: add {source!r} to sources.csv"


def test_every_source_is_used_and_says_what_was_read() -> None:
    used = {source for name, column in LISTS.items() for row in rows(name) for source in named(row[column])}
    listed = rows("sources.csv")
    assert [row["source"] for row in listed if row["source"] not in used] == []
    assert len(listed) == len(sources())
    for row in listed:
        assert row["confirms"], row
        assert row["read"], row
        assert not row["address"] or re.fullmatch(r"https?://\S+", row["address"]), row


def test_what_confirms_an_identifier_was_read_on_a_day() -> None:
    for row in rows("sources.csv"):
        if row["checked_on"]:
            datetime.date.fromisoformat(row["checked_on"])
        else:
            assert row["confirms"] == "name", row


@pytest.mark.parametrize("bad", ["QDe.4", "QDi.004", "QE.A.4.01"])
def test_a_un_reference_of_another_shape_names_its_line(tmp_path: Path, bad: str) -> None:
    for name in ("reference/institutions.csv", "reference/institution_names.csv", "codebook/institutions.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((SEEDS / name).read_bytes())
    path = tmp_path / "reference" / "institutions.csv"
    path.write_text(path.read_text("utf-8").replace("QDe.004", bad, 1), "utf-8")
    with pytest.raises(
        CodebookError, match=rf"institutions\.csv:\d+: un_sanctions_ref needs .* not '{re.escape(bad)}'"
    ):
        load_institution_knowledge(tmp_path)
