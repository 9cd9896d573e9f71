"""What was found in a sentence before it is rows, and how the findings of one sentence are brought together.

Repetitions become one, a draft and its missing approval become one, and what is done with an exception is done in part.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.compliance_clauses import Clause
from pipelines.extraction.compliance_knowledge import NO_FRAMEWORK, CompiledRule, ComplianceKnowledge
from pipelines.extraction.compliance_phrases import Hit

_MEMBERSHIPS = frozenset(("membership", "participation"))
_OUTCOMES = {
    ("adopted", "draft_pending"): "draft_pending",
    ("implemented", "draft_pending"): "draft_pending",
    ("not_implemented", "draft_pending"): "draft_pending",
    ("draft_pending", "adopted"): "adopted",
    ("draft_pending", "not_implemented"): "draft_pending",
    ("cooperating", "not_implemented"): "cooperating",
}
"""What a first status and a second of the same thing come to: "approved a draft, which parliament had not passed"."""
_EXCEPTIONS = frozenset(("deficient", "limited"))
_CONTRAST = frozenset(("semicolon", "but", "although"))
_PROPER_NAME = re.compile(r"\b[A-Z]\w+ (?:of (?:the )?)?[A-Z]\w+|\b[A-Z]{3,}\b")
_OF_MANY_THINGS = frozenset((NO_FRAMEWORK, "peace-accord"))
"""Frameworks under which one sentence may tell of two things: an amnesty, and the commission that carries it out."""
_SAME_SUBJECT = re.compile(r"(?:it|they|both)\b", re.IGNORECASE)
_NEW_SUBJECT = _CONTRAST | {"and"}
"""How a clause is joined that can have a subject of its own."""
_ANOTHER = re.compile(
    r"(?:(?:an?|the)\s+(?:new|newer|revised|second|updated|replacement|amended|successor|further)|another"
    r"|an?\s+bill|(?:draft\s+|proposed\s+)?amendments)\b",
    re.IGNORECASE,
)
"""How a clause opens that tells of a second thing of the same kind: "..., and a new one has been drafted"."""

_LACKS = re.compile(r"\b(?:lack(?:s|ed)?|ha(?:s|ve|d)\s+(?:no|few|little))\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One status found.

    `named` is the span of the words that name the framework; `item` marks one of several things that a clause lists;
    `carried` a framework that the clause only points to.
    """

    rule: CompiledRule
    clause: Clause
    cue: Hit
    framework: str
    named: tuple[int, int] | None
    status: str
    item: bool = False
    carried: bool = False


def consolidated(found: Sequence[Finding], text: str, knowledge: ComplianceKnowledge) -> list[Finding]:
    """Bring the findings of a sentence together, so that each thing said is one.

    Args:
        found: the findings in text order.
        text: the folded text of the chapter.
        knowledge: the codebook.

    Returns:
        The findings that stay, in text order.
    """
    kept: list[Finding] = []
    for one in [one for one in found if not one.rule.rule.weak] or list(found):
        if not _joined(one, kept, text, knowledge):
            kept.append(one)
    return _absorbed(kept, text, knowledge)


def _joined(one: Finding, kept: list[Finding], text: str, knowledge: ComplianceKnowledge) -> bool:
    """Whether `one` goes into an earlier finding of the same framework; `kept` is brought up to date."""
    for index, other in enumerate(kept):
        if one.framework != other.framework:
            continue
        if one.item or other.item:
            if _same_membership(one, other, knowledge):
                return True
            continue
        status = _together(other, one, text)
        if status is not None:
            source = one if status == one.status and status != other.status else other
            clause = Clause(other.clause.start, one.clause.end, other.clause.joint)
            kept[index] = replace(source, clause=clause, status=status)
            return True
    return False


def _same_membership(one: Finding, other: Finding, knowledge: ComplianceKnowledge) -> bool:
    types = {one.rule.rule.status_type, other.rule.rule.status_type}
    if not types <= _MEMBERSHIPS:
        return False
    if one.carried and one.status in (other.status, "active"):
        return True
    if (other.status, one.status) == ("non_member", "applicant"):
        return one.rule.rule.items == "earlier"
    return len(types) > 1 and one.framework not in knowledge.several


def _together(first: Finding, second: Finding, text: str) -> str | None:
    """The status that two findings of one thing come to, or None where they are two things."""
    if _ANOTHER.match(text, second.clause.start):
        return None
    if _of_two_missions(first, second, text):
        return None
    if second.rule.rule.undoes and second.carried and _has_the_same_subject(second, text):
        return second.status
    if first.status == second.status:
        return None if _has_its_own_subject(second, text) or _is_another_thing(second, text) else first.status
    if not second.carried:
        return None
    if first.framework == NO_FRAMEWORK and (
        second.clause.joint in _CONTRAST or (first.status, second.status) == ("implemented", "draft_pending")
    ):
        return None
    if first.rule.rule.absence and not _has_the_same_subject(second, text):
        return None
    if second.clause.joint == "relative" and (first.status, second.status) == ("adopted", "implemented"):
        return first.status
    if first.status == "implemented" and second.status in _EXCEPTIONS and second.clause.joint in _CONTRAST:
        return "partially_implemented"
    return _OUTCOMES.get((first.status, second.status))


def _of_two_missions(first: Finding, second: Finding, text: str) -> bool:
    """Whether forces are with one mission and then with another: "troops to the A, and stationed a ship with the B"."""
    if not (first.rule.rule.mission and second.rule.rule.mission and first.named and second.named):
        return False
    names = {text[start:end] for start, end in (first.named, second.named)}
    return len(names) > 1 and all(not name.islower() for name in names)


def _has_the_same_subject(one: Finding, text: str) -> bool:
    """Whether a clause goes on about the subject of the one before: "... but (it) was disbanded"."""
    return one.clause.bare or _SAME_SUBJECT.match(text, one.clause.start) is not None


def _has_its_own_subject(one: Finding, text: str) -> bool:
    """Whether a finding has a subject with a name of its own: "A lacks X, and the Board of B lacks Y"."""
    return (
        one.framework in _OF_MANY_THINGS
        and not one.carried
        and not one.clause.bare
        and one.clause.joint in _NEW_SUBJECT
        and bool(_PROPER_NAME.search(text, one.clause.start, one.clause.end))
    )


def _is_another_thing(one: Finding, text: str) -> bool:
    """Whether a finding is of another subject than the one before: "X checks bags, and Y issues passports".

    Weaknesses told side by side are one finding ("courts are slow, and witnesses are afraid"), unless somebody is said
    to lack something ("borders are porous, and guards lack radios").
    """
    if one.carried or one.clause.bare or one.clause.joint not in _NEW_SUBJECT or _has_the_same_subject(one, text):
        return False
    return one.rule.rule.status_type != "capacity" or bool(_LACKS.search(text, one.clause.start, one.clause.end))


def _absorbed(found: Sequence[Finding], text: str, knowledge: ComplianceKnowledge) -> list[Finding]:
    """Put a finding without a framework into the next that completes it: "are biometric and meet the standards"."""
    kept: list[Finding] = []
    for one in found:
        pattern = knowledge.absorbs.get(one.framework)
        last = kept[-1] if kept else None
        if (
            pattern
            and last
            and one.clause.joint == "plain"
            and last.framework == NO_FRAMEWORK
            and last.status == one.status
            and pattern.search(text[last.clause.start : last.clause.end])
        ):
            kept[-1] = replace(one, clause=Clause(last.clause.start, one.clause.end, last.clause.joint))
        else:
            kept.append(one)
    return kept
