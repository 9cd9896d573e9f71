"""What the words around a name say about it: that it claims attacks, that its men attack, or that it is a party.

The words come from the codebook; only the grammar that joins them to a name is written here. All gaps are bounded.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

CUE_WORDS = (
    "claim",
    "responsibility",
    "credit",
    "blam",
    "suspected",
    "alleged",
    "attribut",
    "in the name of",
    "members of",
)
"""Parts of words without one of which, or of the codebook's, no sentence shows a name to be a group's."""
_ADVERBS = (
    r"(?:(?:later|also|subsequently|publicly|initially|immediately|reportedly|then|has|had|have|since|quickly|"
    r"allegedly|falsely|promptly|soon|itself|themselves) +){0,3}"
)
_PARENTHESIS = r"(?: *\([^()]{1,60}\))?"
_APPOSITION = r"(?:, [^,.;]{2,60},)?"


_SUSPECTS = r"\b(?:[Ss]uspected|[Aa]lleged) +(?:members?|elements|operatives|supporters) +of"
_PROSECUTED = (
    r"\b(?:[Aa]rrest|[Dd]etain|[Aa]pprehend|[Cc]aptur|[Cc]onvict|[Ss]entenc|[Ii]ndict|[Cc]harg|[Tt]ried|[Ff]ound)\w*"
    r"(?: +[\w,]+){0,4}? +members? +of"
)
_NO_LINK = r"(?!(?:of|for|against|in|on|to|that|which|with|by|counter|anti|not|no|never)\b)"


BEFORE, AFTER = 90, 160
"""How many characters beside a name can say what it is."""


class Surroundings(NamedTuple):
    """The words right before a name and right after it, and the last word before it but for an article."""

    before: str
    after: str
    last: str


def surroundings(text: str, sentence: tuple[int, int], start: int, end: int) -> Surroundings:
    """The words beside the span from `start` to `end` of a sentence."""
    before = text[max(sentence[0], start - BEFORE) : start]
    return Surroundings(before, text[end : min(sentence[1], end + AFTER)], _last_word(before))


def _last_word(text: str) -> str:
    end = len(text.rstrip(' ",-'))
    if text[:end].endswith(("the", "The")) and not text[: end - 3][-1:].isalpha():
        end = len(text[: end - 3].rstrip(' ",'))
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end].lower()


@dataclass(frozen=True, slots=True)
class Before:
    """A pattern for the text before a name, and the words it can end in, which spare most searches."""

    pattern: re.Pattern[str]
    last: frozenset[str]

    def search(self, words: Surroundings) -> re.Match[str] | None:
        """The match of the pattern in the text before a name."""
        return self.pattern.search(words.before) if words.last in self.last else None


@dataclass(frozen=True, slots=True)
class CueWords:
    """The codebook's words: verbs and nouns of attacks, words for fighters, for groups, and beside parties' names."""

    attack_verbs: Iterable[str]
    attack_nouns: Iterable[str]
    fighters: Iterable[str]
    militants: Iterable[str]
    adjectives: Iterable[str]
    nouns: Iterable[str]
    party_before: Iterable[str]
    party_after: Iterable[str]


@dataclass(frozen=True, slots=True)
class GroupCues:
    """Patterns for the text after a name and before it.

    `claims_after` and `claims_before` say that it claims violence, whatever the name looks like; `fighters_after` and
    `fighters_before` that it has fighters, `suspects_before` that its members are sought, `prosecuted_before` that they
    are arrested or convicted, `group_after` that it is
    called a group, `militants_after` that it has fighters, in words that fit no party; `attacks_after` that it is the
    subject of an attack; `blamed_before` that an attack is laid to it; `called_before` and `called_after` that the text
    calls it a militant group; `listed_before` the same in words that may continue another noun; `party_before` and
    `party_after` that it is an organization of politics.
    """

    claims_after: re.Pattern[str]
    claims_before: Before
    fighters_after: re.Pattern[str]
    fighters_before: Before
    suspects_before: Before
    prosecuted_before: Before
    group_after: re.Pattern[str]
    militants_after: re.Pattern[str]
    attacks_after: re.Pattern[str]
    blamed_before: Before
    called_before: Before
    called_after: re.Pattern[str]
    listed_before: Before
    party_before: Before
    party_after: re.Pattern[str]


def group_cues(words: CueWords) -> GroupCues:
    """Compile the cues.

    Args:
        words: the words of the codebook.

    Returns:
        The patterns; those for the text before a name end at its article.
    """
    verbs, nouns, fighters = _joined(words.attack_verbs), _joined(words.attack_nouns), _joined(words.fighters)
    claimed = (
        rf"(?:(?:claim(?:ed|s|ing)?|took|takes|taking|accepted|assumed|asserted) +(?:[a-z]+ +){{0,2}}?"
        rf"(?:responsibility|credit)\b|claim(?:ed|s|ing)? +(?:[\w-]+ +){{0,3}}?(?:{nouns})\b)"
    )
    group = rf"(?i:(?:{_joined(words.adjectives)}) +(?:{_joined(words.nouns)}))"
    return GroupCues(
        claims_after=re.compile(rf"{_PARENTHESIS}{_APPOSITION}\"?,? +(?:which +|that +)?{_ADVERBS}{claimed}"),
        claims_before=_before(
            r"(?:\bclaim(?:ed|s)?\b[^.;]{0,60}? (?:by|in the name of|on behalf of)|"
            r"\b(?:responsibility|credit)\b(?! for (?:internal|public|national|border|domestic) security)"
            r"[^.;]{0,60}? (?:by|from))",
            "by of from",
        ),
        fighters_after=re.compile(rf"{_PARENTHESIS} +(?:{fighters})\b"),
        fighters_before=_before(rf"(?:{_SUSPECTS}|\b(?i:{fighters}) +of)", "of"),
        suspects_before=_before(_SUSPECTS, "of"),
        prosecuted_before=_before(_PROSECUTED, "of"),
        group_after=re.compile(rf"\"? +(?:violent +|armed +)?(?:{group}|terrorist +cell)\b(?!'|-)"),
        militants_after=re.compile(rf"{_PARENTHESIS} +(?:{_joined(words.militants)})\b"),
        attacks_after=re.compile(rf"{_PARENTHESIS}{_APPOSITION} +{_ADVERBS}(?:{verbs})\b"),
        blamed_before=_before(
            r"(?:\bblam(?:ed|ing|es)(?: +(?:it|them|the attacks?))?(?: +on)?|\battribut\w+[^.;]{0,50} +to)",
            "blamed blaming blames it them attack attacks on to",
        ),
        called_before=_called_before(group),
        called_after=_called_after(group),
        listed_before=_before(rf"\b{group}s?,? +including", "including"),
        party_before=_before(
            rf"\b(?i:{_joined(words.party_before)})", " ".join(phrase.split()[-1] for phrase in words.party_before)
        ),
        party_after=re.compile(rf"(?:'s?)?{_PARENTHESIS} +(?:{_joined(words.party_after)})\b"),
    )


def _before(pattern: str, last: str) -> Before:
    """A pattern before a name and its article that ends in one of the last words."""
    return Before(re.compile(rf"{pattern} +(?:[Tt]he +)?\"?$"), frozenset(last.lower().split()))


def _called_before(group: str) -> Before:
    """As in "the most active terrorist group in the north was the X" and "rebel groups such as the X"."""
    place = r"(?: +(?:in|of|within|operating|active|there|based)(?: +[\w'-]+){0,5}?)?"
    subject = (
        r"(?:(?:^|[.,;:] +|\b\d{4} +)|\b(?:and|but|while|although|where|that) +(?:[Tt]he|[Ii]ts|[Aa]n?|[Oo]ther) +)"
        rf"(?:{_NO_LINK}[\w'-]+ +){{0,5}}?"
    )
    one = rf"{group}{place} +(?:was|is|remained|remains|became)"
    many = rf"{group}s{place} +(?:were|are|remained|remain|included|include)"
    named = rf"\b{group}s?,? +(?:such as|like|namely)"
    last = "was is remained remains became were are remain included include as like namely"
    return _before(rf"(?:{subject}(?:{one}|{many})|{named})", last)


def _called_after(group: str) -> re.Pattern[str]:
    """As in "X and other militant groups", "X is a rebel movement", and "X was listed as a terrorist organization"."""
    lead = rf"(?:{_NO_LINK}[\w'-]+,? +){{0,4}}?"
    further = r"(?:other|another|similar|affiliated|allied|associated)"
    other = rf",? +(?:and|or|like|as well as) +(?:[a-z]+ +){{0,2}}?{further} +{lead}{group}s?"
    listed = r"(?:\w+ +){0,2}?(?:designated|listed|considered|labell?ed|declared|banned|outlawed|proscribed)(?: +as)? +"
    article = r"(?:also +|still +)?(?:an?|the|one of the|among the) +"
    being = (
        rf"{_APPOSITION} +(?:was|is|were|are|remained|remains|became|has been|had been|as) +"
        rf"(?:{listed}(?:{article})?{lead}|{article}{lead}|both +)?{group}s?"
    )
    return re.compile(rf"{_PARENTHESIS}(?:{other}|{being})\b(?!'|-| +(?:lists?|designations?)\b)")


def _joined(words: Iterable[str]) -> str:
    return "|".join(" +".join(map(re.escape, word.split())) for word in sorted(words, key=lambda w: (-len(w), w)))
