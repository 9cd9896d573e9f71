"""From a store to local folders, and what the commands that read a store say.

A release in a store exists once its descriptor does, which is written last; before that it is an upload that goes on
or was cut short.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.publishing import atomic, changes, commands, descriptor
from pipelines.publishing.identity import RELEASE_ID
from pipelines.publishing.release import POINTER, RELEASES, STAGE, latest, pointer_text, sole_publisher
from pipelines.publishing.store import Store, StoreError, segments

NOTES = f"{changes.FOLDER}/{changes.NOTES}"
_WAIT_SECONDS = 60


def releases_text(store: Store) -> str:
    """Return the list of a store's releases, newest first, in the form that it has for a folder.

    Raises:
        StoreError: the store cannot be read.
    """
    with _copied(store, descriptors_only=True) as (outputs, unfinished):
        return _about(store, commands.releases_text(outputs), outputs) + _told(unfinished)


def verify_text(store: Store, named: str | None) -> tuple[str, bool]:
    """Check one release of a store; return what was found, and whether all is well.

    Args:
        store: where it is.
        named: its id; the latest one where None.

    Raises:
        StoreError: the store cannot be read, or has no such release.
    """
    with TemporaryDirectory(prefix="crt-store-") as folder:
        return commands.verify_text(fetch(store, named, Path(folder)))


def verify_all_text(store: Store) -> tuple[str, bool]:
    """Check every release of a store and the pointer; return what was found, and whether all is well.

    Raises:
        StoreError: the store cannot be read.
    """
    with _copied(store, descriptors_only=False) as (outputs, unfinished):
        text, well = commands.verify_all_text(outputs)
        return _about(store, text, outputs) + _told(unfinished), well


def fetch_text(store: Store, named: str | None, outputs: Path) -> tuple[str, bool]:
    """Copy a release into a folder and check it; return what was found and where it is, and whether all is well.

    Args:
        store: where it is.
        named: its id; the latest one where None.
        outputs: the folder that gets `releases/<id>/`; the release becomes its latest where it has none.

    Raises:
        PublicationError: the store cannot be read, has no such release, or the folder cannot be written.
    """
    try:
        release = fetch(store, named, outputs)
        text, well = commands.verify_text(release)
        if well and latest(outputs) is None:
            rows = {it["name"]: it["rows"] for it in descriptor.read(release)["resources"]}
            atomic.write_text(outputs / POINTER, pointer_text(release.name, rows))
    except OSError as error:
        raise StoreError(f"{outputs}: cannot write the release there ({error.strerror or error})") from error
    return f"{text}  in {release}\n", well


def fetch(store: Store, named: str | None, outputs: Path) -> Path:
    """Copy a release from a store into a folder, whole or not at all; it is not checked, see `verify`.

    Args:
        store: where it is.
        named: its id; the latest one where None.
        outputs: the folder that gets `releases/<id>/`; its own `latest.json` stays as it is.

    Returns:
        The folder of the release; one that is there already is left as it is.

    Raises:
        StoreError: the store cannot be read, or has no such release.
        PublicationError: a publisher is at work in the folder.
        OSError: the folder cannot be written.
    """
    name = named or latest_name(store)
    if name is None:
        raise StoreError(f"{store.url} has no release yet; build one with: crt build --outputs {store.url}")
    if not RELEASE_ID.fullmatch(name):
        raise StoreError(f"{name} is not the id of a release; list them with: crt releases --outputs {store.url}")
    names = store.names(f"{RELEASES}/{name}")
    if not names:
        raise StoreError(
            f"{store.url} has no release {name}; list the releases with: crt releases --outputs {store.url}"
        )
    folder = outputs / RELEASES / name
    folder.parent.mkdir(parents=True, exist_ok=True)
    # A publisher removes the stages that it finds, since it takes them for those of another that was killed.
    with sole_publisher(outputs, _WAIT_SECONDS):
        if folder.is_dir():
            return folder
        with TemporaryDirectory(prefix=f"{STAGE}fetched-", dir=outputs) as stage:
            whole = Path(stage) / name
            for one in names:
                store.download(one, whole.joinpath(*segments(one)[2:]))
            whole.rename(folder)
        atomic.flush_folder(folder.parent)
    return folder


def latest_name(store: Store) -> str | None:
    """Return the id of the release that a store's pointer names, or None where it names none.

    Raises:
        StoreError: the store cannot be read.
    """
    pointer = store.read(POINTER)
    return None if pointer is None else named_by(pointer.content)


def named_by(pointer: bytes) -> str | None:
    """Return the id of the release that a pointer names, or None where its bytes are no pointer."""
    try:
        name = json.loads(pointer.decode("utf-8"))["release"]
    except (ValueError, KeyError, TypeError):
        return None
    # The name becomes part of a path: nothing but a release id may.
    return name if isinstance(name, str) and RELEASE_ID.fullmatch(name) else None


@contextmanager
def _copied(store: Store, *, descriptors_only: bool) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """A temporary copy of a store's releases, and the names of those that nobody finished."""
    names = store.names()
    pointer, notes = store.read(POINTER), store.read(NOTES)
    with TemporaryDirectory(prefix="crt-store-") as folder:
        outputs = Path(folder)
        (outputs / changes.FOLDER).mkdir()
        for name, stored in ((POINTER, pointer), (NOTES, notes)):
            if stored is not None:
                (outputs / name).write_bytes(stored.content)
        was_published = {*changes.history(outputs), named_by(pointer.content) if pointer else None}
        unfinished = tuple(name for name in _without_descriptor(names) if name not in was_published)
        for name in names:
            parts = name.split("/")
            if parts[0] != RELEASES or parts[1] in unfinished:
                continue
            if not descriptors_only or parts[-1] == descriptor.FILE_NAME:
                store.download(name, outputs.joinpath(*segments(name)))
        yield outputs, unfinished


def _without_descriptor(names: tuple[str, ...]) -> list[str]:
    parts = [name.split("/") for name in names if name.startswith(f"{RELEASES}/")]
    ids = sorted({part[1] for part in parts if len(part) > 2 and RELEASE_ID.fullmatch(part[1])})
    return [one for one in ids if f"{RELEASES}/{one}/{descriptor.FILE_NAME}" not in names]


def _about(store: Store, text: str, outputs: Path) -> str:
    """What is said of a temporary copy, said of the store."""
    return text.replace("crt build", f"crt build --outputs {store.url}").replace(str(outputs), store.url)


def _told(unfinished: tuple[str, ...]) -> str:
    return "".join(f"{name}: no release yet: its upload goes on or was cut short\n" for name in unfinished)
