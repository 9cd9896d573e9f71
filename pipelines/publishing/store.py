"""Places of releases that are no folders: any address that fsspec knows, such as s3://bucket/prefix.

A store reads, lists, creates an object that is not there yet, and replaces one only where it is as it was last seen;
what is written where, and in which order, is not decided here.
"""

import errno
import hashlib
import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.publishing.extras import how_to_install
from pipelines.publishing.release import PublicationError
from pipelines.publishing.store_address import AddressError, checked

_CONDITIONAL = frozenset({"s3", "s3a"})
_SEGMENT = re.compile(r"[^\\/:\x00-\x1f]+")
_REFUSED = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})
_BUSY = frozenset({"InternalError", "RequestTimeout", "ServiceUnavailable", "SlowDown", "500", "503"})
_READS = 5


class StoreError(PublicationError):
    """A store cannot be read or written; the message says which, why, and what to do."""


class StoreUnreachableError(StoreError):
    """A store did not answer, or not in time: the same request may succeed a little later."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as it was seen: its bytes, and the mark by which the store knows whether it was replaced since."""

    content: bytes
    version: str


class Store:
    """One address and what lies below it; names are relative to it, with slashes.

    Args:
        url: the address, without credentials, which come from the environment or AWS's own configuration alone.

    Raises:
        StoreError: it is no address, holds credentials, or what speaks its protocol is not installed.
    """

    def __init__(self, url: str) -> None:
        try:
            self.url = checked(url)
        except AddressError as error:
            raise StoreError(str(error)) from error
        protocol = self.url.partition("://")[0]
        self.is_conditional = protocol in _CONDITIONAL
        try:
            from upath import UPath

            self._root = UPath(self.url)
            self._files: Any = self._root.fs
        except ImportError as error:
            wanted = f"install it with: {how_to_install('s3')}" if self.is_conditional else str(error)
            raise StoreError(f"{self.url}: what speaks {protocol}:// is not installed; {wanted}") from error
        except ValueError as error:
            raise StoreError(f"{self.url}: {protocol}:// is no kind of store that fsspec knows") from error

    def read(self, name: str) -> Stored | None:
        """Return an object's bytes and version, or None where there is none.

        Raises:
            StoreError: the store cannot be read, or has no such bucket.
        """
        for _ in range(_READS):
            with self._telling("read"):
                # The version first: where another replaces the object in between, ours is old, and a write is refused.
                version = self._version(name)
                content = self._content(name)
            if content is None and version is None:
                return None
            if content is not None and version is not None:
                return Stored(content, version if self.is_conditional else _sha256(content))
        raise StoreError(f"{self.url}/{name}: comes and goes while it is read; try again")

    def names(self, folder: str = "") -> tuple[str, ...]:
        """Return the names of all objects below a folder, in order.

        Raises:
            StoreError: the store cannot be read.
        """
        root = self._path("")
        with self._telling("read"):
            self._files.invalidate_cache()
            try:
                found = self._files.find(self._path(folder))
            except FileNotFoundError:
                found = []
        inside = (str(path).removeprefix(root).lstrip("/") for path in found)
        return tuple(sorted(name for name in inside if name and not name.endswith("/")))

    def create(self, name: str, file: Path) -> bool:
        """Put a file where nothing is; return False, and write nothing, where something is.

        A store that knows no conditions is asked before, which is no protection from another publisher.

        Raises:
            StoreError: the store cannot be written.
        """
        path = self._path(name)
        with self._telling("write"):
            if not self.is_conditional:
                if self._version(name) is not None:
                    return False
                self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
                self._files.put_file(str(file), path)
                return True
            try:
                self._files.put_file(str(file), path, mode="create")
            except OSError as error:
                if _is_refusal(error):
                    return False
                raise
            return True

    def replace(self, name: str, content: bytes, expected: Stored | None) -> bool:
        """Write an object that is as it was last seen; return False, and write nothing, where it is not.

        Args:
            name: of the object.
            content: the new bytes; small, since they are sent in one request.
            expected: as `read` gave it; None where nothing was there.

        Raises:
            StoreError: the store cannot be written.
        """
        if not self.is_conditional:
            return self._replace_unguarded(name, content, expected)
        condition = {"IfNoneMatch": "*"} if expected is None else {"IfMatch": expected.version}
        bucket, _, key = self._path(name).partition("/")
        with self._telling("write"):
            try:
                self._files.call_s3("put_object", Bucket=bucket, Key=key, Body=content, **condition)
            except OSError as error:
                if _is_refusal(error) or (expected is not None and _code(error) == "NoSuchKey"):
                    return False
                raise
            finally:
                self._files.invalidate_cache()
        return True

    def download(self, name: str, file: Path) -> None:
        """Copy an object into a file; its folder is made where it is missing.

        Raises:
            StoreError: there is no such object, or it cannot be read.
        """
        file.parent.mkdir(parents=True, exist_ok=True)
        with self._telling("read"):
            self._files.invalidate_cache()
            self._files.get_file(self._path(name), str(file))

    def keeps_conditions(self, name: str) -> bool:
        """Return whether the store honours conditions, tried with the bytes that an object has already.

        Args:
            name: an object that no publisher ever changes.
        """
        there = self.read(name) if self.is_conditional else None
        if there is None:
            return False
        nowhere = Stored(b"", f'"{"0" * 32}"')
        return not self.replace(name, there.content, None) and not self.replace(name, there.content, nowhere)

    def _path(self, name: str) -> str:
        return str((self._root / name).path).rstrip("/") if name else str(self._root.path).rstrip("/")

    def _version(self, name: str) -> str | None:
        self._files.invalidate_cache()
        try:
            told = self._files.info(self._path(name))
        except FileNotFoundError:
            return None
        return str(told.get("ETag", "there")) if told.get("type") == "file" else None

    def _content(self, name: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(self._path(name)))
        except FileNotFoundError as error:
            if _code(error) == "NoSuchBucket":
                raise
            return None

    def _replace_unguarded(self, name: str, content: bytes, expected: Stored | None) -> bool:
        if self.read(name) != expected:
            return False
        path = self._path(name)
        with self._telling("write"):
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(path, content)
        return True

    @contextmanager
    def _telling(self, act: str) -> Iterator[None]:
        """Turn what the libraries raise into one line that names the store and no secret."""
        try:
            yield
        except _failures() as error:
            kind = StoreUnreachableError if _may_pass(error) else StoreError
            raise kind(f"{self.url}: cannot {act} the store ({_why(error)}); {_remedy(error)}") from error


def segments(name: str) -> tuple[str, ...]:
    """Return the parts of an object's name as parts of a path that stays below the folder it is joined to.

    Raises:
        StoreError: a part is one that no release has and that could lead elsewhere, such as `..`.
    """
    parts = tuple(name.split("/"))
    if any(part in {".", ".."} or not _SEGMENT.fullmatch(part) for part in parts):
        raise StoreError(f"the object {name!r} has a name that is no file's; remove it from the store")
    return parts


def _failures() -> tuple[type[Exception], ...]:
    """What a store's library may raise; botocore's own errors, such as that of missing credentials, are no OSError."""
    try:
        return (OSError, NotImplementedError, importlib.import_module("botocore.exceptions").BotoCoreError)
    except ImportError:
        return (OSError, NotImplementedError)


def _code(error: BaseException) -> str:
    """The code with which an S3 server refused, which s3fs keeps in the error that it translates."""
    told = getattr(error, "response", None) or getattr(error.__cause__, "response", None)
    return str(told.get("Error", {}).get("Code", "")) if isinstance(told, dict) else ""


def _is_refusal(error: OSError) -> bool:
    return isinstance(error, FileExistsError) or _code(error) in _REFUSED


def _may_pass(error: Exception) -> bool:
    """Whether a failure is of the network, or of a server that is busy, and not of what it was asked for."""
    return _code(error) in _BUSY if _code(error) else isinstance(error, _network_failures())


def _network_failures() -> tuple[type[Exception], ...]:
    try:
        botocore = importlib.import_module("botocore.exceptions")
    except ImportError:
        return (ConnectionError, TimeoutError)
    return (ConnectionError, TimeoutError, botocore.ConnectionError, botocore.HTTPClientError)


def _why(error: Exception) -> str:
    """The kind of failure alone: a server's own words may repeat what was sent to it."""
    kind = _code(error) or type(error.__cause__ or error).__name__
    known = errno.errorcode.get(error.errno, "") if isinstance(error, OSError) and error.errno else ""
    return f"{kind} {known}".strip() if not _code(error) else kind


def _remedy(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "make the bucket first, or correct the address"
    if isinstance(error, PermissionError) or "Credential" in type(error).__name__:
        return (
            "credentials come from the environment or from AWS's configuration files, and need the right to list, "
            "read and write there"
        )
    return "see whether it can be reached, with AWS_ENDPOINT_URL naming a server that is not Amazon's, and try again"


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
