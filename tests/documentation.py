"""Reads the blocks of code in the documentation and runs them as its reader would: in a copy of the project, in order.

A block with a title is a file that the reader writes; shell and Python are run; all else is shown only.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import PROJECT

DOCS = PROJECT / "docs"
NOT_RUN = "Not run by the tests."
"""What a section says whose blocks nothing runs."""

_HEADING_OR_BLOCK = re.compile(
    r"^#{1,6} (?P<heading>[^\n]+)$|^```(?P<info>[^\n]*)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)
_TITLE = re.compile(r'title="([^"]+)"')
_SECONDS = 600
_LEFT_OUT = (
    ".git",
    ".venv",
    ".dagster",
    ".bench",
    ".lock",
    ".baseline",
    ".*_cache",
    ".hypothesis",
    "__pycache__",
    "outputs",
)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: the heading above it, the line before it, its language, the file that it is, and its code."""

    heading: str
    before: str
    language: str
    file: str | None
    code: str


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a page that begin at the left margin, in order.

    Args:
        text: the page, Markdown.
    """
    heading, found = "", []
    for match in _HEADING_OR_BLOCK.finditer(text):
        if match["heading"]:
            heading = match["heading"]
            continue
        language, _, options = match["info"].partition(" ")
        title = _TITLE.search(options)
        before = text[: match.start()].rstrip().rpartition("\n")[2]
        found.append(Block(heading, before, language, title[1] if title else None, match["code"]))
    return tuple(found)


def commands_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a page that a reader runs: shell and Python, except in sections that say otherwise.

    Args:
        text: the page, Markdown.
    """
    sections = re.split(r"^#{1,6} ", text, flags=re.MULTILINE)
    untold = {section.partition("\n")[0] for section in sections if NOT_RUN in section}
    return tuple(it for it in blocks_of(text) if it.language in ("sh", "python") and it.heading not in untold)


def run_python(code: str, folder: Path, python: str = sys.executable) -> str:
    """Run Python as a program of its own, and return what it printed; fails the test where it fails.

    Args:
        code: the program.
        folder: where it runs.
        python: the interpreter.
    """
    return _run([python, "-c", code], folder, code)


def run_shell(code: str, folder: Path) -> str:
    """Run shell lines, of which each has to succeed, and return what they printed; fails the test where one fails.

    Args:
        code: the lines.
        folder: where they run.
    """
    return _run(["bash", "-euo", "pipefail", "-c", code], folder, code)


def _run(command: list[str], folder: Path, told: str) -> str:
    # A `make` that runs these tests hands its own settings down, which a reader's shell does not have.
    left_out = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "DAGSTER_HOME", "PYTEST_CURRENT_TEST")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=_SECONDS
    )
    assert done.returncode == 0, f"{told}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def workshop(folder: Path) -> Path:
    """Make a copy of the project as a clone has it, with the environment of these tests as its own.

    Args:
        folder: where the copy goes.

    Returns:
        The folder of the copy.
    """
    copy = folder / "project"
    shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    environment = copy / ".venv"
    environment.mkdir()
    for part in Path(sys.prefix).iterdir():
        if not part.name.startswith("."):
            (environment / part.name).symlink_to(part)
    # Newer than the lock files, so that `make` has nothing to install.
    for stamp in (".run-installed", ".dev-installed"):
        (environment / stamp).touch()
    return copy


def follow(page: str, folder: Path) -> str:
    """Do what a page of the documentation says, block after block, and return all that was printed.

    Args:
        page: its path below `docs`.
        folder: the copy of the project to do it in.
    """
    printed = []
    for block in commands_of((DOCS / page).read_text("utf-8")):
        if block.file:
            (folder / block.file).write_text(block.code, "utf-8")
        elif block.language == "sh":
            printed.append(run_shell(block.code, folder))
        else:
            printed.append(run_python(block.code, folder, str(folder / ".venv" / "bin" / "python")))
    return "".join(printed)
