"""Turns phrases of the codebook into compiled patterns.

An analyst writes words; `*` ends a word that may go on, `...` stands for up to six words between.
"""

import re
from collections.abc import Iterable

_GAP = r"(?:\s+(?:\d{1,3}(?:,\d{3})+|[\w'’-]+)){0,6}?"
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


def any_phrase(phrases: Iterable[str]) -> str:
    """Return one regular expression for any of these phrases, as whole words and without regard to case.

    Alternatives stand under their first letter, written as a class of both cases: so the matcher leaves most of them
    out at a glance, which a flag for the whole pattern would not let it do.

    Args:
        phrases: phrases of the codebook; none give a pattern that matches nothing.

    Returns:
        A pattern that needs no flag.
    """
    by_first: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda one: (-len(one), one)):
        by_first.setdefault(phrase[0].lower(), []).append(phrase)
    if not by_first:
        return NEVER.pattern
    branches = [f"{_both_cases(first)}(?i:{_rest(found)})" for first, found in sorted(by_first.items())]
    return rf"(?<![\w])(?:{'|'.join(branches)})(?![\w])"


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases into one pattern that finds any of them as whole words, the longest first.

    Args:
        phrases: phrases of the codebook; none give a pattern that matches nothing.

    Returns:
        The compiled pattern.
    """
    return re.compile(any_phrase(phrases))


def _both_cases(letter: str) -> str:
    return f"[{letter}{letter.upper()}]" if letter.isalpha() else re.escape(letter)


def _rest(phrases: Iterable[str]) -> str:
    return "|".join(phrase_pattern(phrase).removeprefix(re.escape(phrase[0])) for phrase in phrases)
