"""Files that appear whole or not at all.

A file is written under a temporary name in its own folder, flushed to disk, and renamed; readers never see half of it.
"""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

TEMPORARY = ".*.tmp"
"""Pattern of the temporary names, for those who clean up after a crash."""


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to, and put it in the place of `path` at the end.

    Args:
        path: the file to create or replace; its folder exists.

    Yields:
        A path in the same folder. Where the block raises, the temporary file is removed and `path` stays as it was.

    Raises:
        OSError: the file cannot be written or renamed.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        yield temporary
        flush(temporary)
        temporary.replace(path)
        flush_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Create or replace a UTF-8 text file atomically; raises OSError where it cannot be written."""
    with replacing(path) as temporary:
        temporary.write_bytes(text.encode("utf-8"))


def flush(path: Path) -> None:
    """Force a file's bytes to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(path: Path) -> None:
    """Force a folder's entries to the disk, where the system knows how to."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
