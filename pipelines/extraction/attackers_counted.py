"""Takes attackers out of a number of dead that counts them, and leaves the number open where it is not said how many.

"12 people died, eight of them rebels" tells of four victims; "12 people, most of them rebels" tells of no number.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipelines.extraction.harm import Harm
from pipelines.extraction.quantities import find_quantities

_WHO = r"[^,;.:]{1,60}"
_HOW_THEY_DIED = r"(?:\s*,?\s*(?:were\s+|was\s+)?(?:people|persons|dead|died|killed|left\s+dead)\b)*"
_SHARE_OPEN = re.compile(
    rf"{_HOW_THEY_DIED}[^,;.:]{{0,40}}?,?\s+(?:(?:some|most|many|half|several|all|both|(?:the|a)\s+majority|more\s+than\s+half"
    rf"|almost\s+all|nearly\s+all|the\s+bulk)\s+of\s+(?:them|whom)|mostly|mainly|largely|primarily)\s+(?:were\s+)?(?P<who>{_WHO})",
    re.IGNORECASE,
)
_INCLUDING_OPEN = re.compile(
    rf"{_HOW_THEY_DIED}[^,;.:]{{0,40}}?,?\s+(?:including|among\s+(?:them|whom)(?:\s+were)?)\s+"
    rf"(?:some\s+of\s+|(?:the|several|some|many|numerous|dozens\s+of|a\s+number\s+of|an\s+un\w+\s+number\s+of)\s+)(?P<who>{_WHO})",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    rf"{_HOW_THEY_DIED}[^,;.:]{{0,40}}?,\s+of\s+(?:whom|which)\s+(?P<count>{_WHO}?)\s+were\s+(?P<who>{_WHO})"
)
_OF_THEM = re.compile(
    rf"{_HOW_THEY_DIED}[^,;.:]{{0,40}}?,\s+(?P<count>[\w-]+)\s+of\s+(?:them|whom)\s+(?:were\s+)?(?P<who>{_WHO})",
    re.IGNORECASE,
)
_AMONG_THEM = re.compile(
    rf"{_HOW_THEY_DIED}[^,;.:]{{0,40}}?,\s+(?:the\s+)?(?P<count>[\w-]+)\s+(?P<who>[\w\s-]{{1,40}}?)\s+among\s+them\b",
    re.IGNORECASE,
)
_OF_THE_DEAD = re.compile(
    rf"(?:\s+[\w-]+){{0,3}}?(?:\s+who\s+(?:were\s+)?)?\s+(?:killed|died|dead)\b[^,;.:]{{0,30}},\s+(?P<count>[\w-]+)\s+were\s+"
    rf"(?P<who>{_WHO})",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(r"\b[Oo]f\s+(?:the|those)\s+$")
_HIMSELF = re.compile(r"[^,;.:]{0,40}?,?\s+(?:including|counting)\s+(?:himself|herself)\b", re.IGNORECASE)
_BOTH_SIDES = re.compile(r"[^,;.:]{0,60}?\b(?:on|from)\s+(?:both|all|the\s+two)\s+sides\b", re.IGNORECASE)
_SURE = ("exact", "approximately", "at_least", "more_than", "up_to")


def without_attackers(text: str, end: int, found: Sequence[Harm], is_attacker: Callable[[str], bool]) -> list[Harm]:
    """Correct the numbers of dead that count attackers among them.

    Args:
        text: folded text.
        end: code point after the sentence's last.
        found: the harm of the sentence.
        is_attacker: tells nouns for those who attack.

    Returns:
        The harm, with numbers lowered or left open, and the attackers' own deaths where they are counted.
    """
    result: list[Harm] = []
    for harm in found:
        counts = harm.outcome == "killed" and harm.rule != "zero" and not harm.are_perpetrators and not harm.is_subset
        told_apart = any(
            other.are_perpetrators and not other.is_subset and other.outcome == "killed" and other.start > harm.start
            for other in found
        )
        counts = counts and harm.qualifier in _SURE and not told_apart
        result.append(_corrected(text, end, harm, is_attacker) if counts else harm)
    return result


def _corrected(text: str, end: int, harm: Harm, is_attacker: Callable[[str], bool]) -> Harm:
    if harm.maximum == 1:
        return harm
    if _BOTH_SIDES.match(text, harm.end, end):
        return _open(harm)
    if _HIMSELF.match(text, harm.end, end):
        return _lowered(harm, 1)
    for pattern in (_OF_WHOM, _OF_THEM, _AMONG_THEM, _OF_THE_DEAD):
        told = pattern.match(text, harm.end, end)
        if told is None or not is_attacker(told["who"]):
            continue
        if pattern is _OF_THE_DEAD and not _OF_BEFORE.search(text[max(0, harm.start - 12) : harm.start]):
            continue
        counted = find_quantities(text, told.start("count"), told.end("count"))
        if counted and counted[0].minimum is not None:
            return _lowered(harm, counted[0].minimum)
        return _open(harm)
    shares = (pattern.match(text, harm.end, end) for pattern in (_SHARE_OPEN, _INCLUDING_OPEN))
    if any(told is not None and is_attacker(told["who"]) for told in shares):
        return _open(harm)
    return harm


def _open(harm: Harm) -> Harm:
    return replace(harm, minimum=None, maximum=None, qualifier="vague")


def _lowered(harm: Harm, count: int) -> Harm:
    return replace(
        harm,
        minimum=None if harm.minimum is None else max(harm.minimum - count, 0),
        maximum=None if harm.maximum is None else max(harm.maximum - count, 0),
    )
