"""Turns phrases of the codebook into compiled patterns.

An analyst writes words; `*` ends a word that may go on, `...` stands for up to six words between.
"""

import re
from collections.abc import Iterable

_GAP = r"(?:\s+[\w'’-]+){0,6}?"
NEVER = re.compile(r"(?!)")
"""A pattern that matches nothing, for an empty list of phrases."""


def phrase_pattern(phrase: str) -> str:
    """Return the regular expression of one phrase.

    Args:
        phrase: words as the codebook has them.

    Returns:
        A pattern without groups, to be used without regard to case on folded text.
    """
    pattern = ""
    for word in phrase.split():
        if word == "...":
            pattern += _GAP
            continue
        body = re.escape(word.rstrip("*")) + (r"[\w'-]*" if word.endswith("*") else "")
        pattern += (r"\s+" if pattern else "") + body
    return pattern


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases into one pattern that finds any of them as whole words, the longest first.

    Args:
        phrases: phrases of the codebook; empty gives a pattern that matches nothing.

    Returns:
        The compiled pattern.
    """
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return NEVER
    return re.compile(rf"(?<![\w])(?:{'|'.join(map(phrase_pattern, ordered))})(?![\w])", re.IGNORECASE)
