"""Reading of the codebook (YAML) and the reference lists (CSV) that hold what the extractor knows in words.

Mistakes in these files are reported with file and line, since analysts edit them by hand.
"""

import csv
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

MAXIMUM_BYTES = 4_000_000
"""No list that a person keeps by hand is larger than this; a larger file is a mistake or an attack."""

MAXIMUM_DEPTH = 20


class CodebookError(Exception):
    """A codebook or reference file cannot be used; the message names file, line and what to do."""

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {message}")


class CodebookModel(BaseModel):
    """Base of all codebook models: unknown keys are mistakes, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=CodebookModel)


# The parser in C is twenty times as fast; where it was not built, the one in Python does the same.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_codebook(path: Path, model: type[Model]) -> Model:
    """Read one YAML file of the codebook and check it against its model.

    Args:
        path: the YAML file.
        model: the pydantic model that the whole file has to fit.

    Returns:
        The model's instance.

    Raises:
        CodebookError: the file is missing, too large, not YAML, or does not fit the model.
    """
    text = _read_text(path)
    try:
        _check_form(path, text)
        loader = _Loader(text)
        node = loader.get_single_node()
        content = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise CodebookError(path, line, f"not valid YAML: {error.problem or error}") from error
    except yaml.YAMLError as error:
        raise CodebookError(path, None, f"not valid YAML: {error}") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CodebookError(path, _line_of(node, first["loc"]), f"{where}: {first['msg']}") from error


def _check_form(path: Path, text: str) -> None:
    """Refuse what can expand to any size or depth, before anything is built from it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent):
            raise CodebookError(path, line, "not valid YAML: aliases are not allowed here; write the value out")
        if isinstance(event, yaml.ScalarEvent) and event.style and not event.value.strip():
            raise CodebookError(path, line, "an empty text, which would be found everywhere; write it out or remove it")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAXIMUM_DEPTH:
            raise CodebookError(path, line, f"not valid YAML: nested more than {MAXIMUM_DEPTH} levels deep")


def read_reference(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Read one CSV reference list with exactly these columns.

    Args:
        path: the CSV file, UTF-8, with a header line.
        columns: the names that the header has to have, in order.

    Returns:
        One dictionary a line; empty cells are empty strings.

    Raises:
        CodebookError: the file is missing, its header differs, or a line has another number of cells.
    """
    reader = csv.reader(_read_text(path).splitlines(), strict=True)
    rows: list[dict[str, str]] = []
    try:
        header = next(reader, [])
        if header != list(columns):
            raise CodebookError(path, 1, f"the header has to be {','.join(columns)}, and it is {','.join(header)}")
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(columns):
                raise CodebookError(path, reader.line_num, f"{len(cells)} cells where the header has {len(columns)}")
            rows.append(dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
    except csv.Error as error:
        raise CodebookError(path, reader.line_num, f"not valid CSV: {error}") from error
    return rows


def _read_text(path: Path) -> str:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise CodebookError(path, None, "is not a file; restore it from the repository")
        if status.st_size > MAXIMUM_BYTES:
            raise CodebookError(path, None, f"larger than {MAXIMUM_BYTES} bytes")
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise CodebookError(path, None, "is missing; restore it from the repository") from error
    except OSError as error:
        raise CodebookError(path, None, f"cannot be read ({error.strerror}); check that it may be read") from error
    except UnicodeDecodeError as error:
        raise CodebookError(path, None, f"is not UTF-8 text: {error.reason} at byte {error.start}") from error


def _line_of(node: yaml.Node | None, location: Sequence[int | str]) -> int | None:
    """The line on which the deepest part of `location` that exists in the document starts."""
    line = node.start_mark.line + 1 if node else None
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
