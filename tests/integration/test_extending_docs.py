"""docs/extending.md is followed from the first gold file to the last word, and prints what the page shows.

Identifiers and line numbers in it are those of the day when it was written; any other is taken for the same.
"""

import re
import shlex
from pathlib import Path

import pytest

from pipelines.extraction.extract import load_knowledge
from pipelines.publishing.evaluate import score_chapters
from pipelines.reading.codebook import CodebookError
from tests.conftest import PROJECT, write_seeds
from tests.documentation import DOCS, blocks_of, commands_of, run_python

TEXT = (DOCS / "extending.md").read_text("utf-8")
BLOCKS = blocks_of(TEXT)
CHAPTER = "kiribati-2019"


def block(heading: str, number: int) -> str:
    """The code of a block of a section, counted from 0."""
    return [it.code for it in BLOCKS if it.heading == heading][number]


def plain(line: str) -> str:
    """A line without the identifiers and line numbers in it."""
    return re.sub(r":\d+:", ":LINE:", re.sub(r"\bkir-2019-[0-9a-f]{12}\b", "ID", line))


def shown(lines: str, printed: str) -> None:
    """Fail where a line that the page shows was not printed."""
    said = {plain(line) for line in printed.splitlines()} | {"..."}
    assert [line for line in lines.splitlines() if plain(line) not in said] == [], printed


class Followed:
    """A folder with the page's chapter and gold, and seeds to which its words are added."""

    def __init__(self, folder: Path) -> None:
        self.chapters = folder / "chapters"
        self.chapters.mkdir()
        self.seeds = write_seeds(folder, {})
        (self.chapters / f"{CHAPTER}.txt").write_text(block("A chapter with gold", 0), "utf-8")
        (self.chapters / f"{CHAPTER}.gold.json").write_text(block("A chapter with gold", 1), "utf-8")

    def score(self) -> str:
        return score_chapters(self.chapters, self.seeds).as_text()

    def append(self, name: str, lines: str) -> None:
        path = self.seeds / name
        path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + lines.replace("<", "").replace(">", ""), "utf-8")

    def insert(self, name: str, after: str, lines: str) -> None:
        path = self.seeds / name
        text = path.read_text("utf-8")
        assert text.count(f"\n{after}\n") == 1, f"{name} has no line {after!r} to add something after"
        path.write_text(text.replace(f"\n{after}\n", f"\n{after}\n{lines}"), "utf-8")

    def edit_gold(self, old: str, new: str) -> None:
        path = self.chapters / f"{CHAPTER}.gold.json"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def add_phrase(self) -> None:
        added = block("A phrase", 0)
        new = re.findall(r"^( *)- (\S+) +# new$", added, re.MULTILINE)
        assert [word for _, word in new] == ["strafe*", "strafe*"]
        self.insert("codebook/incidents.yaml", "  armed_assault:", f"{new[0][0]}- '{new[0][1]}'\n")
        self.insert("codebook/incidents.yaml", "violence:", f"{new[1][0]}- '{new[1][1]}'\n")

    def add_group(self) -> None:
        self.append("reference/institutions.csv", block("A group, or any other institution", 0))

    def add_name(self) -> None:
        self.append("reference/institution_names.csv", block("A group, or any other institution", 1))

    def ask_for_the_framework(self) -> None:
        self.edit_gold('"framework_id": ["none"]', '"framework_id": ["eastbrook-principles"]')
        self.edit_gold(', "optional": true}', "}")

    def add_framework(self) -> None:
        self.append("reference/frameworks.csv", block("A framework", 1))
        self.insert("codebook/compliance.yaml", "frameworks:", block("A framework", 2))
        self.insert("codebook/compliance.yaml", "rules:", block("A framework", 3))


@pytest.mark.slow
def test_the_page_is_followed_from_the_gold_to_the_last_word(tmp_path) -> None:
    follow = Followed(tmp_path)
    shown(block("A chapter with gold", 3), follow.score())
    follow.add_phrase()
    shown(block("A phrase", 1), follow.score())
    follow.add_group()
    with pytest.raises(CodebookError) as without_a_name:
        load_knowledge(follow.seeds)
    shown(block("A group, or any other institution", 2), f"seeds/{str(without_a_name.value).split('seeds/')[-1]}")
    follow.add_name()
    shown(block("A group, or any other institution", 3), follow.score())
    follow.ask_for_the_framework()
    shown(block("A framework", 0), follow.score())
    follow.add_framework()
    shown(block("A framework", 5), follow.score())


@pytest.mark.slow
def test_the_command_of_the_page_prints_the_scores(tmp_path) -> None:
    (command,) = (it.code for it in commands_of(TEXT) if "score_chapters" in it.code)
    program, option, code = shlex.split(command)
    assert (program, option) == (".venv/bin/python", "-c")
    follow = Followed(tmp_path)
    folder = tmp_path / "as-the-page"
    (folder / "tests" / "data").mkdir(parents=True)
    follow.chapters.rename(folder / "tests" / "data" / "chapters")
    follow.seeds.rename(folder / "seeds")
    shown(block("A chapter with gold", 3), run_python(code, folder))


def test_the_test_files_that_the_page_names_are_there() -> None:
    (command,) = (it.code for it in commands_of(TEXT) if it.code.startswith("make test"))
    named = [
        word for line in command.splitlines() for word in shlex.split(line, comments=True) if word.startswith("TESTS=")
    ]
    files = [file for word in named for file in word.removeprefix("TESTS=").split()]
    assert len(files) > 3
    assert [file for file in files if not (PROJECT / file).is_file()] == []
