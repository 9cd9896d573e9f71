"""Obtaining a document from an address: https only, within limits of time and size, and from one host alone.

The answer's bytes are untrusted and returned as they are; what they say is for reading to judge.
"""

import codecs
import ipaddress
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

from pipelines.adding.model import AddError
from pipelines.reading.documents import MAXIMUM_BYTES, MEDIA_TYPES

if TYPE_CHECKING:
    import requests

USER_AGENT = "crt-datasets"
_SUFFIXES = {media_type: suffix for suffix, media_type in MEDIA_TYPES.items()}
_READABLE_CHARSETS = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252"})
_CHUNK_BYTES = 65_536
_OK, _FIRST_SERVER_ERROR = 200, 500
_BY_HAND = "save the page in a browser and add that file"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how often and how much: seconds, attempts, redirects, and bytes.

    `read_seconds` is the longest silence, `total_seconds` the longest time with all attempts and pauses.
    The pause before an attempt is twice the one before.
    """

    connect_seconds: float = 10
    read_seconds: float = 20
    total_seconds: float = 90
    attempts: int = 3
    pause_seconds: float = 1
    redirects: int = 5
    maximum_bytes: int = MAXIMUM_BYTES


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document obtained: its bytes as sent, the suffix of its media type, and the address that it came from."""

    content: bytes
    suffix: str
    url: str


class _TemporaryError(Exception):
    """A fault that may be gone at the next attempt."""


def fetch(url: str, limits: Limits, allow_loopback_http: bool = False) -> Fetched:
    """Obtain a document.

    Args:
        url: an https address.
        limits: time, attempts, redirects and size.
        allow_loopback_http: whether http is good enough for a server on this machine; for tests.

    Returns:
        The document, from the same host as `url`.

    Raises:
        AddError: the address is not to be used, the server or its answer is at fault, or a limit is reached.
    """
    address = checked_address(url, allow_loopback_http)
    # Neither looking up a name nor an answer that comes drop by drop ends by a socket's time-outs. The thread is a
    # daemon, so that one that hangs does not keep the process.
    future: Future[Fetched] = Future()
    threading.Thread(target=_complete, args=(future, address, limits), daemon=True).start()
    try:
        return future.result(limits.total_seconds)
    except TimeoutError as error:
        raise AddError(
            f"{url}: was not obtained within {limits.total_seconds:g} seconds; try again later, or {_BY_HAND}"
        ) from error


def checked_address(url: str, allow_loopback_http: bool = False) -> str:
    """Return an address without its fragment if a document may be fetched from it.

    Args:
        url: the address.
        allow_loopback_http: whether http is good enough for a server on this machine.

    Raises:
        AddError: it is malformed, holds a user name or password, or is not https.
    """
    parts = split_address(url)
    loopback_http = allow_loopback_http and parts.scheme == "http" and _is_loopback(parts.hostname or "")
    if parts.scheme != "https" and not loopback_http:
        raise AddError(f"{url}: only https addresses are fetched; use https://, or {_BY_HAND}")
    return urldefrag(url).url


def split_address(url: str) -> SplitResult:
    """Return the parts of a well-formed web address.

    Args:
        url: an http or https address, as it would stand in SOURCES.csv.

    Raises:
        AddError: it is no such address, or holds a user name or password.
    """
    try:
        parts = urlsplit(url)
        well_formed = bool(parts.hostname) and parts.port != 0
    except ValueError:
        well_formed = False
    if not well_formed or parts.scheme not in ("http", "https") or not url.isprintable() or " " in url:
        raise AddError(f"{url}: is not a web address; give one like https://www.state.gov/reports/...")
    if parts.username is not None or parts.password is not None:
        raise AddError(f"{parts.hostname}: the address holds a user name or password; give it without them")
    return parts


def redirected_address(address: str, location: str) -> str:
    """Return the address that a redirect leads to.

    Args:
        address: the address that answered.
        location: where it says to look, absolute or relative.

    Raises:
        AddError: it leads to another host, port or scheme.
    """
    try:
        target = urljoin(address, location)
    except ValueError as error:
        raise AddError(f"{address}: leads to {location!r}, which is no address; {_BY_HAND}") from error
    here, there = split_address(address), split_address(target)
    if (here.scheme, here.hostname, here.port) != (there.scheme, there.hostname, there.port):
        raise AddError(
            f"{address}: leads away to {target}, and no redirect to another host is followed; "
            "if the chapter is there, add it by that address"
        )
    return urldefrag(target).url


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _complete(future: "Future[Fetched]", address: str, limits: Limits) -> None:
    try:
        future.set_result(_attempted(address, limits))
    except Exception as error:  # noqa: BLE001 - raised again where the result is asked for
        future.set_exception(error)


def _attempted(address: str, limits: Limits) -> Fetched:
    give_up = time.monotonic() + limits.total_seconds
    problem = ""
    for attempt in range(limits.attempts):
        if attempt:
            time.sleep(limits.pause_seconds * 2 ** (attempt - 1))
        if time.monotonic() > give_up:
            break
        try:
            return _followed(address, limits, give_up)
        except _TemporaryError as error:
            problem = str(error)
    raise AddError(f"{address}: {problem}, {limits.attempts} times; try again later, or {_BY_HAND}")


def _followed(address: str, limits: Limits, give_up: float) -> Fetched:
    """Ask for a document once, with all redirects."""
    import requests
    import urllib3

    asked = address
    try:
        with _session() as session:
            for _ in range(limits.redirects + 1):
                timeout = (limits.connect_seconds, limits.read_seconds)
                with session.get(asked, stream=True, allow_redirects=False, timeout=timeout) as response:
                    if not response.is_redirect:
                        return _received(asked, response, limits, give_up)
                    asked = redirected_address(asked, response.headers["Location"])
    except (requests.exceptions.SSLError, urllib3.exceptions.SSLError) as error:
        raise AddError(
            f"{address}: no secure connection ({_cause(error)}); check the address, or {_BY_HAND}"
        ) from error
    except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise _TemporaryError("the server did not answer in time") from error
    except (requests.exceptions.ConnectionError, urllib3.exceptions.HTTPError) as error:
        raise _TemporaryError(f"the connection failed ({_cause(error)})") from error
    except requests.exceptions.RequestException as error:
        raise AddError(f"{address}: cannot be fetched ({_cause(error)}); check the address, or {_BY_HAND}") from error
    raise AddError(f"{address}: leads on more than {limits.redirects} times; find the chapter in a browser, or save it")


def _session() -> "requests.Session":
    import requests

    session = requests.Session()
    session.headers.update(
        {"User-Agent": USER_AGENT, "Accept": ", ".join(sorted(_SUFFIXES)), "Accept-Encoding": "identity"}
    )
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    # Without this, a password for the host in ~/.netrc would be sent.
    session.auth = lambda request: request
    return session


def _received(address: str, response: "requests.Response", limits: Limits, give_up: float) -> Fetched:
    """Check an answer's head, then take its body."""
    if response.status_code >= _FIRST_SERVER_ERROR:
        raise _TemporaryError(f"the server answered {response.status_code}")
    if response.status_code != _OK:
        raise AddError(f"{address}: the server answered {response.status_code}; check the address, or {_BY_HAND}")
    suffix = _suffix(address, response.headers.get("Content-Type", ""))
    content = bytearray()
    for part in _parts(response):
        content += part
        if len(content) > limits.maximum_bytes:
            raise AddError(
                f"{address}: is larger than {limits.maximum_bytes} bytes; add one chapter, not a whole report"
            )
        if time.monotonic() > give_up:
            raise _TemporaryError("the answer took too long")
    return Fetched(bytes(content), suffix, address)


def _parts(response: "requests.Response") -> Iterator[bytes]:
    """The body as it arrives; the library's own loop waits for full parts, however slowly they come."""
    while part := response.raw.read1(_CHUNK_BYTES, decode_content=True):
        yield part


def _suffix(address: str, content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type
    media_type = header.get_content_type() if content_type else "no media type"
    suffix = _SUFFIXES.get(media_type)
    if suffix is None:
        raise AddError(
            f"{address}: is {media_type}, and a chapter is {', '.join(sorted(_SUFFIXES))}; give the chapter's address"
        )
    charset = header.get_content_charset()
    if suffix != ".pdf" and charset is not None and not _is_readable(charset):
        raise AddError(
            f"{address}: is sent as {charset}, and only UTF-8 is read; save the page as UTF-8 and add that file"
        )
    return suffix


def _is_readable(charset: str) -> bool:
    """Whether reading may be left to judge a page of this encoding."""
    try:
        return codecs.lookup(charset).name in _READABLE_CHARSETS
    except (LookupError, ValueError):
        return False


def _cause(error: BaseException) -> str:
    """The kind of the innermost fault of the connection: its text repeats the address and names library objects."""
    kind, inner = type(error).__name__, error.__cause__ or error.__context__
    while inner is not None:
        if isinstance(inner, OSError | HTTPException):
            kind = type(inner).__name__
        inner = inner.__cause__ or inner.__context__
    return kind
