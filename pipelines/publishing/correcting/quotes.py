"""The words of a report that a reviewer quotes: where they stand, or why that cannot be said.

A reviewer writes them in one line; in the report they may run over several.
"""

import re
from collections.abc import Sequence

Span = tuple[int, int]


class QuoteError(ValueError):
    """A quote has no one place in the text; the message says why and what to do."""


def find_quote(text: str, quote: str, sentences: Sequence[Span]) -> Span:
    """Return where a quote stands.

    Args:
        text: the report's text.
        quote: words of it, whatever the spaces and line breaks between them.
        sentences: spans of the row's own sentences; a quote that stands there once may stand elsewhere too.

    Returns:
        First character, and the one after the last.

    Raises:
        QuoteError: the words are not there, or in several places.
    """
    pattern = r"(?<!\w)" if quote[0].isalnum() else ""
    pattern += r"\s+".join(re.escape(word) for word in quote.split())
    pattern += r"(?!\w)" if quote[-1].isalnum() else ""
    found = [match.span() for match in re.finditer(pattern, text)]
    own = [span for span in found if any(start <= span[0] and span[1] <= end for start, end in sentences)]
    places = own or found
    if not places:
        raise QuoteError(f"the words {_shown(quote)} are not in the report; copy them from it, letter by letter")
    if len(places) > 1:
        where = "the row's sentences" if own else "the report"
        raise QuoteError(f"the words {_shown(quote)} stand {len(places)} times in {where}; quote more of them")
    return places[0]


def _shown(quote: str) -> str:
    return repr(quote if len(quote) <= 80 else quote[:79] + "…")
