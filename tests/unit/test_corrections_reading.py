"""The files of corrections: what may stand in them, and how each mistake is told with file and line."""

import csv
import datetime
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reading import corrections
from pipelines.reading.corrections import (
    COLUMNS,
    MAXIMUM_BYTES,
    MAXIMUM_CHARACTERS,
    CorrectionsError,
    corrections_digest,
    read_corrections,
)

HEADER = ",".join(COLUMNS)
LINE = "4be1f0c2a97d,,killed_min,3,2,Two died.,R. Viewer,2020-02-29,"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "corrections").mkdir()
    return tmp_path / "corrections"


def write(folder, *lines, name="2019.csv", header=HEADER):
    (folder / name).write_text("".join(f"{line}\n" for line in (header, *lines)), "utf-8", newline="")


def problems(folder):
    with pytest.raises(CorrectionsError) as caught:
        read_corrections(folder.parent)
    return list(caught.value.problems)


def test_a_line_is_read_as_text_with_its_place(folder):
    write(folder, LINE)
    (one,) = read_corrections(folder.parent)
    assert (one.row_id, one.field, one.old, one.new) == ("4be1f0c2a97d", "killed_min", "3", "2")
    assert (one.reason, one.reviewer, one.day) == ("Two died.", "R. Viewer", datetime.date(2020, 2, 29))
    assert one.place == "corrections/2019.csv:2"


def test_a_span_names_report_and_offsets(folder):
    write(folder, LINE.replace("4be1f0c2a97d,", ",XAA-2019:75-80"))
    (one,) = read_corrections(folder.parent)
    assert (one.span, one.report_id) == (("XAA-2019", 75, 80), "XAA-2019")


def test_a_report_may_stand_behind_the_row(folder):
    write(folder, LINE.replace("4be1f0c2a97d", "red-lantern-front/XAA-2019"))
    assert read_corrections(folder.parent)[0].report_id == "XAA-2019"


def test_columns_may_stand_in_any_order_and_the_optional_ones_may_be_left_out(folder):
    write(
        folder,
        "2020-02-29,R. Viewer,Two died.,2,3,killed_min,4be1f0c2a97d",
        header="date,reviewer,reason,new,old,field,row_id",
    )
    (one,) = read_corrections(folder.parent)
    assert (one.old, one.new, one.quote, one.span) == ("3", "2", "", None)


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_do_no_harm(folder):
    (folder / "2019.csv").write_bytes(f"\ufeff{HEADER}\r\n\r\n{LINE}\r\n,,,,,,,,\r\n".encode())
    (one,) = read_corrections(folder.parent)
    assert one.line == 3


def test_without_a_folder_there_are_no_corrections(tmp_path):
    assert read_corrections(tmp_path) == ()
    assert corrections_digest(tmp_path) == ""


def test_files_are_read_in_the_order_of_their_names(folder):
    for name in ("b.csv", "a.csv"):
        write(folder, LINE, name=name)
    assert [one.source_path for one in read_corrections(folder.parent)] == ["corrections/a.csv", "corrections/b.csv"]


def test_a_readme_and_hidden_files_are_left_alone(folder):
    (folder / "README.md").write_text("text", "utf-8")
    (folder / ".2019.csv.swp").write_bytes(b"\x00")
    assert read_corrections(folder.parent) == ()
    assert corrections_digest(folder.parent) == ""


WRONG_LINES = {
    "no row": (LINE.replace("4be1f0c2a97d", ""), "needs either row_id or span"),
    "row and span": (LINE.replace("4be1f0c2a97d,", "4be1f0c2a97d,XAA-2019:75-80"), "and not both"),
    "a row id with a space": (LINE.replace("4be1f0c2a97d", "4be1 f0c2"), "row_id is '4be1 f0c2'"),
    "a span without its report": (LINE.replace("4be1f0c2a97d,", ",75-80"), "such as XAA-2019:1204-1209"),
    "no field": (LINE.replace("killed_min", ""), "field is empty"),
    "no reason": (LINE.replace("Two died.", " "), "reason is empty"),
    "no reviewer": (LINE.replace("R. Viewer", ""), "reviewer is empty"),
    "no date": (LINE.replace("2020-02-29", ""), "date is empty"),
    "a day that never was": (LINE.replace("02-29", "02-30"), "date is '2020-02-30'"),
    "another form of date": (LINE.replace("2020-02-29", "29.2.2020"), "no day such as 2019-05-01"),
    "nothing changed": (LINE.replace("3,2", "3,3"), "old and new are the same"),
    "too few cells": ("4be1f0c2a97d,killed_min,3,2", "has 4 cells where the header has 9"),
    "too many cells": (LINE.replace("Two died.", "Two, died."), "quote cells that hold a comma"),
    "a long cell": (LINE.replace("Two died.", "x" * (MAXIMUM_CHARACTERS + 1)), "reason is longer than 2000 characters"),
    "a control character": (LINE.replace("Two", "\x1b[2J"), "reason holds a line break or a control character"),
    "a null character": (LINE.replace("Two", "\x00"), "reason holds a line break or a control character"),
    "a cell of two lines": (LINE.replace("Two died.", '"Two\ndied."'), "write it in one line"),
}


@pytest.mark.parametrize(("line", "told"), WRONG_LINES.values(), ids=WRONG_LINES)
def test_a_wrong_line_is_told_with_file_line_and_what_is_wrong(line, told, folder):
    write(folder, LINE, line, LINE)
    found = problems(folder)
    assert found[0].startswith("corrections/2019.csv:3: ")
    assert told in found[0]
    assert all(problem.startswith("corrections/2019.csv:3: ") for problem in found)


WRONG_HEADERS = {
    "an unknown column": (HEADER + ",colour", "the column 'colour' is unknown"),
    "a column twice": (HEADER + ",old", "the column old is there twice"),
    "a missing column": (HEADER.replace(",reviewer", ""), "the column reviewer is missing"),
    "no target": (HEADER.replace("row_id,span,", ""), "the column row_id is missing"),
    "semicolons": (HEADER.replace(",", ";"), "the columns are row_id,span,field,old,new,reason,reviewer,date,quote"),
    "nothing": ("", "the column field is missing"),
}


@pytest.mark.parametrize(("header", "told"), WRONG_HEADERS.values(), ids=WRONG_HEADERS)
def test_a_wrong_header_is_told_by_name(header, told, folder):
    write(folder, LINE, header=header)
    (problem,) = problems(folder)
    assert problem.startswith("corrections/2019.csv:1: ")
    assert told in problem


def test_all_that_is_wrong_in_all_files_is_told_at_once(folder):
    write(folder, LINE, WRONG_LINES["no date"][0], WRONG_LINES["no field"][0], name="a.csv")
    write(folder, WRONG_LINES["no row"][0], name="b.csv")
    (folder / "c.csv").write_bytes(b"\xff\xfe")
    (folder / "d.xlsx").write_bytes(b"PK")
    assert [problem.split(": ")[0] for problem in problems(folder)] == [
        "corrections/a.csv:3",
        "corrections/a.csv:4",
        "corrections/b.csv:2",
        "corrections/c.csv:1",
        "corrections/d.xlsx",
    ]


def test_the_message_shows_fifty_problems_and_counts_the_others(folder):
    write(folder, *[WRONG_LINES["no date"][0]] * 60)
    with pytest.raises(CorrectionsError, match=r"corrections/2019.csv:51: [^\n]*\n  and 10 more$") as caught:
        read_corrections(folder.parent)
    assert len(caught.value.problems) == 60


def test_a_byte_that_is_no_utf_8_is_told_with_its_line(folder):
    before = f"{HEADER}\n{LINE}\n".encode()
    (folder / "2019.csv").write_bytes(before + "é".encode("latin-1"))
    assert problems(folder) == [f"corrections/2019.csv:3: is not UTF-8 (byte {len(before)}); save the file as UTF-8"]


def test_broken_quoting_is_told_with_its_line(folder):
    write(folder, LINE, '"a"b,,,,,,,,')
    (problem,) = problems(folder)
    assert problem.startswith("corrections/2019.csv:3: is not valid CSV")


def test_a_file_that_is_too_large_is_not_read(folder):
    (folder / "2019.csv").write_bytes(b"," * (MAXIMUM_BYTES + 1))
    assert problems(folder) == ["corrections/2019.csv: is larger than 1000000 bytes; split it"]


def test_a_symbolic_link_is_not_followed(folder, tmp_path):
    write(tmp_path, LINE, name="elsewhere.csv")
    (folder / "2019.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert problems(folder) == ["corrections/2019.csv: is not a file of its own; put the file itself there"]


def test_a_linked_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "corrections").symlink_to(folder)
    with pytest.raises(CorrectionsError, match="corrections: is a symbolic link"):
        read_corrections(tmp_path / "seeds")


def test_more_files_than_anyone_keeps_are_refused(folder, monkeypatch):
    monkeypatch.setattr(corrections, "MAXIMUM_FILES", 2)
    for name in ("a.csv", "b.csv", "c.csv"):
        write(folder, LINE, name=name)
    assert problems(folder) == ["corrections: has more than 2 files; put some of them together"]


def test_the_digest_changes_with_bytes_and_names_and_not_with_times(folder):
    write(folder, LINE)
    first = corrections_digest(folder.parent)
    (folder / "2019.csv").touch()
    assert corrections_digest(folder.parent) == first
    (folder / "2019.csv").rename(folder / "2020.csv")
    second = corrections_digest(folder.parent)
    write(folder, LINE + " ", name="2020.csv")
    assert len({first, second, corrections_digest(folder.parent)}) == 3


CELLS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=30).map(
    lambda text: text.strip() or "x"
)


@given(old=CELLS, new=CELLS, reason=CELLS, reviewer=CELLS, quote=CELLS)
def test_whatever_a_csv_writer_writes_is_read_as_it_was(tmp_path_factory, old, new, reason, reviewer, quote):
    if old == new:
        new += "x"
    folder = tmp_path_factory.mktemp("seeds") / "corrections"
    folder.mkdir()
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, ("a", "", "killed_min", old, new, reason, reviewer, "2020-02-29", quote)])
    (folder / "a.csv").write_text(text.getvalue(), "utf-8", newline="")
    (one,) = read_corrections(folder.parent)
    assert (one.old, one.new, one.reason, one.reviewer, one.quote) == (old, new, reason, reviewer, quote)


@settings(max_examples=100)
@given(
    content=st.one_of(
        st.binary(max_size=300), st.text(max_size=200).map(lambda text: f"{HEADER}\n{text}".encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_corrections_or_named_problems(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("seeds") / "corrections"
    folder.mkdir()
    (folder / "a.csv").write_bytes(content)
    try:
        told = [one.place for one in read_corrections(folder.parent)]
    except CorrectionsError as error:
        told = list(error.problems)
    assert all(one.startswith("corrections/a.csv:") for one in told)
