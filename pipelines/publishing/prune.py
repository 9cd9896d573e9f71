"""Removal of old releases, for outputs that grow too large: never the latest, and nothing without being told to.

The record of changes stays whole: it is small, and it alone tells what a release that is gone had changed.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from pipelines.publishing import atomic, changes
from pipelines.publishing.release import (
    RELEASES,
    SITES,
    STAGE,
    PublicationError,
    latest,
    releases_of,
    remove_leftovers,
    sole_publisher,
)


@dataclass(frozen=True, slots=True)
class Pruning:
    """Which releases stay and which go, by id, the one that was last made the latest first."""

    kept: tuple[str, ...]
    removed: tuple[str, ...]


def newest_first(outputs: Path) -> tuple[str, ...]:
    """Return the ids of all releases, the latest first, then as CHANGES.md tells when each was last made the latest.

    Args:
        outputs: folder of `releases/`, `changes/` and `latest.json`.

    Returns:
        The ids; those that CHANGES.md does not know of come last, in order of their names.
    """
    there = [folder.name for folder in releases_of(outputs)]
    pointed = latest(outputs)
    known = ((pointed.name,) if pointed else ()) + changes.history(outputs)
    return tuple(dict.fromkeys([*(name for name in known if name in there), *there]))


def plan(outputs: Path, keep: int) -> Pruning:
    """Return what pruning would remove; nothing is touched.

    Args:
        outputs: folder of `releases/`, `changes/` and `latest.json`.
        keep: how many releases stay, the latest counted; at least 1.

    Raises:
        ValueError: `keep` is less than 1.
        PublicationError: there are releases, and `latest.json` points to none of them.
    """
    if keep < 1:
        raise ValueError(f"at least one release has to stay, not {keep}")
    names = newest_first(outputs)
    if names and latest(outputs) is None:
        raise PublicationError(f"{outputs}: latest.json points to no release, so that nothing is removed; build first")
    return Pruning(names[:keep], names[keep:])


def prune(outputs: Path, keep: int, wait_seconds: float = 60) -> Pruning:
    """Remove all but the newest releases, each with its site; their changes stay on record.

    Args:
        outputs: folder of `releases/`, `site/`, `changes/` and `latest.json`.
        keep: how many releases stay, the latest counted; at least 1.
        wait_seconds: how long to wait for a publisher of the same outputs.

    Returns:
        What stayed and what was removed.

    Raises:
        ValueError: `keep` is less than 1.
        PublicationError: nothing says which release is the latest, another publisher holds the lock,
            or something cannot be removed.
    """
    if not plan(outputs, keep).removed:
        return plan(outputs, keep)
    try:
        with sole_publisher(outputs, wait_seconds):
            remove_leftovers(outputs)
            planned = plan(outputs, keep)
            for name in planned.removed:
                _remove(outputs / SITES / name, outputs)
                _remove(outputs / RELEASES / name, outputs)
    except OSError as error:
        message = f"{outputs}: cannot remove a release ({error.strerror or error}); grant write access and prune again"
        raise PublicationError(message) from error
    return planned


def _remove(folder: Path, outputs: Path) -> None:
    """Take a folder away in one step, so that nobody ever finds half a release, and only then delete it."""
    if not folder.is_dir() or folder.is_symlink():
        return
    aside = outputs / f"{STAGE}pruned-{folder.parent.name}-{folder.name}"
    folder.rename(aside)
    atomic.flush_folder(folder.parent)
    shutil.rmtree(aside)
