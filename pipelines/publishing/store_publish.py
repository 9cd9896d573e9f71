"""Publication to a store: the files of a release, then its descriptor, the record of changes, and the pointer last.

No object of a release is ever written twice, and the pointer moves only from where it was read, so that two publishers
never overwrite each other; whoever comes second looks again and does its part anew.
"""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.publishing import changes, descriptor
from pipelines.publishing.descriptor import DamagedReleaseError
from pipelines.publishing.release import (
    POINTER,
    RELEASES,
    PublicationError,
    pointer_text,
    require_fitting_schema_version,
)
from pipelines.publishing.store import Store, Stored
from pipelines.publishing.store_fetch import NOTES, fetch, named_by
from pipelines.publishing.verify import verify
from schemas import TABLES

_ATTEMPTS = 10


@dataclass(frozen=True, slots=True)
class StorePublication:
    """A release that is now a store's latest.

    `is_new` is false where the store had it already; `is_guarded` is false where the store cannot keep two publishers
    apart, so that only one may work at a time.
    """

    release_id: str
    url: str
    is_new: bool
    is_guarded: bool


def prepare(store: Store, cache: Path) -> None:
    """Make sure that a store can be read before a build begins, and let the build start from the store's history.

    Args:
        store: where the release will go.
        cache: the local folder that it is built in.

    Raises:
        StoreError: the store cannot be read.
    """
    store.read(POINTER)
    (cache / POINTER).unlink(missing_ok=True)


def publish_to_store(release: Path, store: Store) -> StorePublication:
    """Copy a release to a store and make it the latest there.

    Args:
        release: folder of a release, as `publish` makes it.
        store: where it goes.

    Returns:
        The release, with whether the store had it already.

    Raises:
        SchemaVersionError: the schemas changed since the store's latest release, and their version does not say so.
        PublicationError: the store cannot be read or written, a release in it is damaged, or others publish all the
            time. What was published before stays.
    """
    is_new = False
    try:
        pointer = pointer_text(release.name, _rows(release)).encode()
        for _ in range(_ATTEMPTS):
            seen = store.read(POINTER)
            pointed = named_by(seen.content) if seen else None
            with TemporaryDirectory(prefix="crt-store-") as folder:
                work = Path(folder)
                previous = fetch(store, pointed, work) if pointed and pointed != release.name else None
                if previous is not None:
                    require_fitting_schema_version(previous)
                is_new = _upload(release, store, work) or is_new
                if pointed == release.name or (
                    _record(previous, release, store, work) and store.replace(POINTER, pointer, seen)
                ):
                    return _published(release, store, is_new=is_new)
    except DamagedReleaseError as error:
        raise PublicationError(f"{store.url}: {error}; restore the release there, and publish again") from error
    raise PublicationError(f"{store.url}: others publish there all the time; nothing was overwritten; publish again")


def _published(release: Path, store: Store, *, is_new: bool) -> StorePublication:
    place = f"{RELEASES}/{release.name}"
    is_guarded = store.keeps_conditions(f"{place}/{descriptor.FILE_NAME}")
    return StorePublication(release.name, f"{store.url}/{place}", is_new, is_guarded)


def _rows(release: Path) -> dict[str, int]:
    try:
        return {str(it["name"]): int(it["rows"]) for it in descriptor.read(release)["resources"]}
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedReleaseError(release, descriptor.FILE_NAME, "does not tell the rows of its tables") from error


def _upload(release: Path, store: Store, work: Path) -> bool:
    """Put the files of a release where they are missing, its descriptor last; return whether that made it a release."""
    place = f"{RELEASES}/{release.name}"
    marker = f"{place}/{descriptor.FILE_NAME}"
    if store.read(marker) is None:
        for name in map(descriptor.file_name, TABLES):
            store.create(f"{place}/{name}", release / name)
            _require_same(release / name, f"{place}/{name}", store, work)
        if store.create(marker, release / descriptor.FILE_NAME):
            _require_same(release / descriptor.FILE_NAME, marker, store, work)
            return True
    _require_whole(release.name, store, work)
    return False


def _require_same(file: Path, name: str, store: Store, work: Path) -> None:
    """Read back what is there, whoever wrote it: this publisher, one that was killed, or another at the same time."""
    copy = work / "copy"
    store.download(name, copy)
    if descriptor.sha256_of(copy) != descriptor.sha256_of(file):
        raise PublicationError(
            f"{store.url}/{name}: has other bytes than {file}, and its release was never finished; "
            "where nobody else is publishing, remove that object and publish again"
        )


def _require_whole(name: str, store: Store, work: Path) -> None:
    """A release that is there is never written again, so it has to be whole as it is."""
    folder = fetch(store, name, work / "there")
    problems = verify(folder)
    if problems:
        raise PublicationError(
            f"{store.url}/{RELEASES}/{name}: the release is there and damaged ({problems[0]}); see all of it with: "
            f"crt verify {name} --outputs {store.url}; remove what is below that address and publish again"
        )


def _record(previous: Path | None, release: Path, store: Store, work: Path) -> bool:
    """Write what the release changes; return False where another publisher wrote meanwhile."""
    table = f"{changes.FOLDER}/{descriptor.file_name(release.name)}"
    seen = {name: store.read(name) for name in (NOTES, table)}
    outputs = work / "beside"
    (outputs / changes.FOLDER).mkdir(parents=True)
    if notes := seen[NOTES]:
        (outputs / NOTES).write_bytes(notes.content)
    changes.record(previous, release, outputs)
    return all(_replace((outputs / name).read_bytes(), name, store, stored) for name, stored in seen.items())


def _replace(content: bytes, name: str, store: Store, seen: Stored | None) -> bool:
    return (seen is not None and seen.content == content) or store.replace(name, content, seen)
