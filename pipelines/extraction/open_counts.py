"""Leaves a count open above where further people stand behind it whom no rule could tie to it.

"Killed a teacher in front of her pupils and a guard" tells of one dead at least: an exact one would be a wrong number.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.extraction.counted_persons import Persons
from pipelines.extraction.harm import Harm
from pipelines.extraction.harm_predicates import Predicate, overlaps

_REACH = 110
"""How many characters behind a count the further people may begin."""
_TIED = ("count_after_predicate", "count_before_predicate")
_AND_BEFORE = re.compile(
    r"(?:\band|\bas\s+well\s+as|\balong\s+with|\btogether\s+with)\s+(?:(?:his|her|their|its|the)\s+)?$"
)
_ENDS_CLAUSE = re.compile(
    r"[;.:]|,\s+(?:and|but|whose|where)\b|\b(?:who|which|when|while|after|before)\b"
    r"|\band\s+(?:\w+ed|shot|set|took|burnt|blew|fled|stole|left|drove|ran|hit|struck|threw)\b"
)
_ACTS = re.compile(
    r"\s+(?:was|were|had|has|have|is|are|could|would|did|who|\w+ed|shot|fled|took|set|struck|fought|hid|ran|drove|left"
    r"|opened|began|came|went|said|fell)\b"
)
_AND_THEIRS = re.compile(
    r"(?P<between>[^,;.:]{0,40}?)\s+and\s+(?:his|her|their)\s+(?P<who>[a-z][\w-]*)(?P<behind>\s+[\w'’-]+)?"
)
_LIST_BEFORE = re.compile(r"\s*,\s+(?:his|her|their|its)\s+(?:[\w'’-]+\s+){0,2}?[\w'’-]+\s*,?\s+and\s+")
_THINGS = re.compile(
    r"(?:car|cars|vehicle|vehicles|house|houses|home|homes|weapons?|equipment|property|belongings|village|villages|body"
    r"|bodies|motorcycle|truck|trucks|cattle|livestock|supplies|uniforms?|crops?|boats?|escape|way|own)$"
)
_AND_HIS_OWN = re.compile(
    r"(?:\s+(?:in|at|near|outside|on|from)\s+[^,;.]{1,60})?\s*,\s+(?:and\s+)?(?:his|her|their)\s+(?:\w+\s+){0,2}?"
    r"(?P<who>wife|husband|sons?|daughters?|child(?:ren)?|mother|father|parents|brothers?|sisters?|famil(?:y|ies)|drivers?"
    r"|bodyguards?|guards?|aides?|deput(?:y|ies)|colleagues?|companions?)\b"
    r"(?!['’]|\s+(?:was|were|is|had|has|said|escaped|survived|fled|told|reported|and\s+\w+\s+(?:was|were|escaped|survived)))",
    re.IGNORECASE,
)
"""Behind a count: more people of a list that a place cuts off ("killed a chief in X, his wife, and a guard")."""
_ALONE = re.compile(r"\s+(?:in|at|near|on|outside)\s")


def left_open(
    text: str,
    end: int,
    groups: Sequence[Sequence[Persons]],
    found: Sequence[Harm],
    predicates: Sequence[Predicate],
) -> list[Harm]:
    """Open the counts behind which more people are named than were counted.

    Args:
        text: folded text.
        end: code point after the sentence's last.
        groups: the persons of the sentence, counted as harmed or not, by what joins them.
        found: the harm of the sentence.
        predicates: the words for harm in it.

    Returns:
        The harm, some of it without an upper bound.
    """
    counted = [(harm.start, harm.end) for harm in found]
    spare = [p for group in groups if not any(overlaps((p.start, p.end), counted) for p in group) for p in group]
    return [_opened(text, end, harm, spare, counted, predicates) for harm in found]


def _opened(
    text: str,
    end: int,
    harm: Harm,
    spare: Sequence[Persons],
    counted: Sequence[tuple[int, int]],
    predicates: Sequence[Predicate],
) -> Harm:
    if harm.maximum is None or harm.are_perpetrators or harm.rule not in _TIED:
        return harm
    after = harm.rule == "count_after_predicate"
    if not after and any(_stands_in_list(text, harm, p) for p in spare):
        return replace(harm, maximum=None, qualifier="at_least")
    further = any(_may_share(text, end, harm, p, predicates, after) for p in spare)
    further = further or (
        after and (_names_theirs(text, end, harm, counted) or _lists_theirs(text, end, harm, counted))
    )
    return replace(harm, maximum=None, qualifier="at_least") if further else harm


def _stands_in_list(text: str, harm: Harm, persons: Persons) -> bool:
    """Whether persons stand before a count in the list that it ends ("six tourists, their escort and two boatmen")."""
    between = text[persons.end : harm.start] if 0 < harm.start - persons.end < _REACH else ""
    return _LIST_BEFORE.fullmatch(between) is not None


def _may_share(text: str, end: int, harm: Harm, persons: Persons, predicates: Sequence[Predicate], after: bool) -> bool:
    """Whether persons stand behind a count in its clause, joined by "and", and do nothing themselves."""
    if not harm.end < persons.start <= harm.end + _REACH or persons.weak:
        return False
    between = text[harm.end : persons.start]
    if not _AND_BEFORE.search(between) or _ENDS_CLAUSE.search(between) or _ACTS.match(text, persons.end, end):
        return False
    if not after:
        return not persons.noun and _ALONE.match(text, persons.end, end) is not None
    return not any(harm.end <= predicate.start < persons.start for predicate in predicates)


def _names_theirs(text: str, end: int, harm: Harm, counted: Sequence[tuple[int, int]]) -> bool:
    """Whether somebody of those harmed is named whom no word of the codebook calls a person ("and her twins")."""
    told = _AND_THEIRS.match(text, harm.end, end)
    if told is None or overlaps(told.span("who"), counted) or _THINGS.match(told["who"]):
        return False
    if _ENDS_CLAUSE.search(told["between"]):
        return False
    return told["behind"] is None or _ACTS.match(told["behind"]) is None


def _lists_theirs(text: str, end: int, harm: Harm, counted: Sequence[tuple[int, int]]) -> bool:
    told = _AND_HIS_OWN.match(text, harm.end, end)
    return told is not None and not overlaps(told.span("who"), counted)
