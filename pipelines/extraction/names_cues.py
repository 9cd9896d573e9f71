"""What the words around a name say about it: that it claims attacks, that its men attack, or that it is a party.

The words come from the codebook; only the grammar that joins them to a name is written here. All gaps are bounded.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

CUE_WORDS = ("claim", "responsibility", "credit", "blam", "suspected", "alleged", "attribut", "in the name of")
"""Parts of words without one of which, or of the codebook's, no sentence shows a name to be a group's."""
_ADVERBS = (
    r"(?:(?:later|also|subsequently|publicly|initially|immediately|reportedly|then|has|had|have|since|quickly|"
    r"allegedly|falsely|promptly|soon|itself|themselves) +){0,3}"
)
_PARENTHESIS = r"(?: *\([^()]{1,60}\))?"
_APPOSITION = r"(?:, [^,.;]{2,60},)?"


@dataclass(frozen=True, slots=True)
class GroupCues:
    """Patterns for the text after a name and before it.

    `claims_after` and `claims_before` say that it claims violence, whatever the name looks like; `fighters_after` and
    `fighters_before` that it has fighters; `attacks_after` that it is the subject of an attack; `blamed_before` that an
    attack is laid to it; `party_before` and `party_after` that it is an organization of politics.
    """

    claims_after: re.Pattern[str]
    claims_before: re.Pattern[str]
    fighters_after: re.Pattern[str]
    fighters_before: re.Pattern[str]
    attacks_after: re.Pattern[str]
    blamed_before: re.Pattern[str]
    party_before: re.Pattern[str]
    party_after: re.Pattern[str]


def group_cues(
    attack_verbs: Iterable[str],
    attack_nouns: Iterable[str],
    fighter_words: Iterable[str],
    party_before: Iterable[str],
    party_after: Iterable[str],
) -> GroupCues:
    """Compile the cues.

    Args:
        attack_verbs: past tenses of which an armed group is the subject.
        attack_nouns: what is claimed.
        fighter_words: plural words for the members of armed groups.
        party_before: phrases right before a party's name.
        party_after: words right after one.

    Returns:
        The patterns; those for the text before a name end at its article.
    """
    verbs, nouns, fighters = _joined(attack_verbs), _joined(attack_nouns), _joined(fighter_words)
    claimed = (
        rf"(?:(?:claim(?:ed|s|ing)?|took|takes|taking|accepted|assumed|asserted) +(?:[a-z]+ +){{0,2}}?"
        rf"(?:responsibility|credit)\b|claim(?:ed|s|ing)? +(?:[\w-]+ +){{0,3}}?(?:{nouns})\b)"
    )
    return GroupCues(
        claims_after=re.compile(rf"{_PARENTHESIS}{_APPOSITION}\"?,? +(?:which +|that +)?{_ADVERBS}{claimed}"),
        claims_before=re.compile(
            r"(?:\bclaim(?:ed|s)?\b[^.;]{0,60}? (?:by|in the name of|on behalf of)|"
            r"\b(?:responsibility|credit)\b[^.;]{0,60}? (?:by|from)) +(?:the +)?\"?$"
        ),
        fighters_after=re.compile(rf"{_PARENTHESIS} +(?:{fighters})\b"),
        fighters_before=re.compile(
            rf"\b(?:(?:[Ss]uspected|[Aa]lleged) +(?:members?|elements|operatives|supporters)|(?i:{fighters})) +of"
            r" +(?:the +)?\"?$"
        ),
        attacks_after=re.compile(rf"{_PARENTHESIS}{_APPOSITION} +{_ADVERBS}(?:{verbs})\b"),
        blamed_before=re.compile(
            r"(?:\bblam(?:ed|ing|es)(?: +(?:it|them|the attacks?))?(?: +on)?|\battribut\w+[^.;]{0,50} +to)"
            r" +(?:the +)?\"?$"
        ),
        party_before=re.compile(rf"\b(?:{_joined(party_before)}) +(?:the +)?\"?$", re.IGNORECASE),
        party_after=re.compile(rf"(?:'s?)?{_PARENTHESIS} +(?:{_joined(party_after)})\b"),
    )


def _joined(words: Iterable[str]) -> str:
    return "|".join(" +".join(map(re.escape, word.split())) for word in sorted(words, key=lambda w: (-len(w), w)))
