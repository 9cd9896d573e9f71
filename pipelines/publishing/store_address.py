"""What a text given as outputs names: a local folder, or the address of a store.

Kept apart from the stores themselves, so that the command line can ask without importing what they need.
"""

import hashlib
import re
from pathlib import Path

_URL = re.compile(r"(?P<protocol>[a-z][a-z0-9+.-]+)://(?P<rest>.*)", re.DOTALL)
_LOCAL = frozenset({"file", "local"})


class AddressError(ValueError):
    """A text is the address of no store; the message says why, and repeats nothing that may be secret."""


def local_or_url(text: str) -> Path | str:
    """Return the folder that a text names, or the address where it is that of a store.

    Args:
        text: a path, `file:///path`, or an address such as `s3://bucket/prefix`.

    Raises:
        AddressError: it is empty, or an address, or like one, that `checked` refuses.
    """
    if not text.strip():
        raise AddressError("an empty name is that of no folder; name one, or leave it out")
    found = _URL.fullmatch(text)
    if found is None and "://" not in text:
        return Path(text)
    return Path(found["rest"]) if found and found["protocol"] in _LOCAL else checked(text)


def checked(url: str) -> str:
    """Return the address of a store, without slashes at its end.

    Args:
        url: a protocol, `://`, a bucket or what the protocol has in its place, and a prefix.

    Raises:
        AddressError: it is a folder, names no place, or holds credentials or options.
    """
    found = _URL.fullmatch(url)
    if found is None or found["protocol"] in _LOCAL:
        raise AddressError("this is not the address of a store; one is like s3://bucket/prefix")
    rest = found["rest"]
    if any(sign in rest for sign in ("@", "?", "#", "::")):
        raise AddressError(
            f"the {found['protocol']}:// address holds more than a bucket and a prefix; give it without user, password "
            "and options: credentials come from the environment or from AWS's configuration files"
        )
    if not rest.strip("/") or any(part in {".", ".."} for part in rest.split("/")):
        raise AddressError(f"{found['protocol']}:// alone names no place; an address is like s3://bucket/prefix")
    return url.rstrip("/")


def cache_of(url: str, outputs: Path) -> Path:
    """Return the local folder in which releases for a store are built; its name tells nothing of the address.

    Args:
        url: address of the store.
        outputs: the project's own outputs, whose work folder it is in; all of it may be deleted at any time.
    """
    return outputs / ".work" / "stores" / hashlib.sha256(checked(url).encode()).hexdigest()[:16]
