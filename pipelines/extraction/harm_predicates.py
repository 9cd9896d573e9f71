"""Finds the words that say what became of people, and which of them governs a count that stands beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.terms import any_phrase, compile_phrases
from pipelines.reading.codebook import CodebookModel

STOP = (
    r"(?:in|at|on|near|when|during|by|from|after|before|outside|inside|who|whom|which|that|while|as|was"
    r"|were|is|are|had|have|has|been|"
    r"and|or|but|with|without|for|to|into|dead|killed|wounded|injured|hurt|died|kidnapped|abducted"
    r"|hostages?|captive|captives|deaths?|"
    r"fatalit(?:y|ies)|injur(?:y|ies)|lives|bodies|missing|including|included|along|between|across|against|around|over"
    r"|under|through|"
    r"throughout|he|she|they|it|later|also|both|all|lost|suffered|sustained|succumbed|survived|perished"
    r"|remained|escaped|taken|seriously|critically|severely|"
    r"fatally|killing|wounding|injuring|said|believed|thought|described|identified|where|because|since|until|than|one(?!\s+(?:family|household)\b))"
)
_AUXILIARY = r"(?:was|were|been|be|being|are|is|got|get)"
_ADVERB = (
    r"(?:also|all|both|reportedly|later|subsequently|then|either|seriously|critically|severely|lightly|slightly"
    r"|allegedly|believed|reported|confirmed|presumed|to|have|had|fatally|badly|themselves)"
)
_DIRECTLY = re.compile(
    r"[\s\"]*(?:(?:reportedly|either|his|her|their|its|all|both|the|together\s+with|along\s+with)\s+)?(?:(?:himself|herself|themselves|itself)\s+and\s+)?$"
    r"|\s+and\s+(?:later\s+|then\s+|subsequently\s+|eventually\s+)?(?:released|freed|ransomed)\s+$",
    re.IGNORECASE,
)
_MODIFIERS = re.compile(rf"\s+(?P<words>(?:(?!{STOP}\b)[\w'’-]+\s+){{1,4}})")
_NO_OBJECT = re.compile(
    (
        r"\s*(?:$|[.,;:)\"—-]|(?:and(?!\s+(?:later\s+|then\s+|subsequently\s+|eventually\s+)?(?:released|freed|ransomed)\s+(?:\d|[a-z]))|or|but|in|at(?!\s+(?:least|most)\b)|when|on|by|near|during|after|before|while"
        r"|as(?!\s+(?:many|few)\b)|outside|from(?!\s+\d)|with"
        r"|for|because|since|following|there|is|was|were)\b)"
    ),
    re.IGNORECASE,
)
AUXILIARY_IN = re.compile(r"\b(?:was|were|been|be|being|are|is|got)\b", re.IGNORECASE)
_HEAD_OF_PHRASE = re.compile(r"\s+(?:committed|carried\s+out|perpetrated)\s.*$", re.IGNORECASE | re.DOTALL)
_ONLY_BEFORE = re.compile(r"ing\b|\bof$|^kills?$|^lost$", re.IGNORECASE)
_PARTICIPLE = re.compile(
    (
        r"(?:killed|wounded|injured|hurt|kidnapped|abducted|murdered|executed|beheaded|assassinated|gunned"
        r"|massacred|slaughtered|shot|maimed|hospitalized|neutrali[sz]ed|decapitated|stabbed|hacked|beat|beaten"
        r"|burned|burnt|strangled|gunned)\b"
    ),
    re.IGNORECASE,
)
PARENTHESIS = re.compile(
    r"\s*(?:,\s*(?:including|among|most|many|some|all|none|several|mainly|mostly|at\s+least|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|an?|\d+|[\w-]+\s+of\s+(?:them|whom))\b(?:[^,;.()]|(?<=\b[A-Z])\.){1,80},(?!\s*(?:and|or)\b)|\([^()]{1,80}\))",
    re.IGNORECASE,
)
_POSTMODIFIER = re.compile(
    r"\s+(?:(?:of|from|in|at|on|with|for|near|working)\s+(?:(?!(?:which|whom?|that|when|where|while)\b)[^,;.()]){1,60}?|aboard|on\s+board)"
    r"(?=\s+(?:was|were|had\s+been|have\s+been|died|perished)\b)",
    re.IGNORECASE,
)
_WHO_HAD = re.compile(r"\s+who\s+had\s+[^,;.]{1,60}?(?=\s+(?:was|were)\s+)", re.IGNORECASE)
"""Words on who the persons are, before what befell them."""
_AND_PLURAL = re.compile(r"\s+(?:and|or)\s+[\w-]+s(?=\s+(?:were|had|have|dead|died|hostage|captive)\b)", re.IGNORECASE)
_ATTEMPT_BEFORE = re.compile(
    r"\b(?:attempted|failed|foiled|thwarted|averted|prevented|planned|botched|unsuccessful|threatened)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_ATTEMPT_AFTER = re.compile(
    r"[^,;.]{0,80}\b(?:was|were)\s+(?:attempted|foiled|thwarted|averted|prevented|planned|unsuccessful)\b",
    re.IGNORECASE,
)
_THEN_DIED = re.compile(
    r",?\s+(?:who\s+)?(?:was|were|had\s+been)\s+(?:\w+ly\s+)?(?:hit|shot|struck|stabbed|wounded|injured|attacked|beaten"
    r"|taken\s+from|dragged|pulled|forced|ordered|removed|led\s+away)\b"
    r"[^,;.]{0,60}?\s+and\s+(?:also\s+|later\s+|subsequently\s+|then\s+)?(?:was\s+|were\s+)?(?P<verb>died|succumbed|killed|beheaded|executed|murdered)\b",
    re.IGNORECASE,
)
_AFTER_CAPTIVITY = re.compile(
    r"(?:,?\s+who\s+(?:was|were|had\s+been))?\s+(?:kidnapped|abducted|captured|seized|taken\s+hostage|held\s+hostage)\b"
    r"[^;.]{1,80}?,?\s+(?:was|were)\s+(?:later\s+|subsequently\s+)?(?:found\s+)?(?P<verb>killed|beheaded|murdered|executed|shot\s+dead|dead)\b",
    re.IGNORECASE,
)
"""People told of as captives of long before, whose death is the event ("a farmer kidnapped in May was beheaded")."""
_CAPTIVES = re.compile(r"\s+(?:hostages?|captives?)(?=\s+(?:was|were|had|have|died|perished)\b)", re.IGNORECASE)
_DEED_BEFORE = re.compile(r"\b(?:hacked|stabbed|beat|clubbed|burned|shot|bludgeoned|knifed|stoned)$", re.IGNORECASE)
_OF_BEFORE_THEN = re.compile(
    r"\b(?:who|which|that)\s+had\s+(?:(?:also|already|previously|earlier)\s+)?$", re.IGNORECASE
)
"""What somebody had done before the event told ("fought militants who had killed 20 soldiers in February")."""
_AFTER_ANOTHER = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?)\s+(?:after|before)\s+(?:(?:an?|another)\s+(?:[\w'-]+\s+){1,8}|(?:[\w'-]+\s+){1,4}had\s+)$",
    re.IGNORECASE,
)
"""What another event did, from which only the days are counted ("two days after a similar attack killed four")."""
_BACKGROUND = re.compile(
    r"\b(?:who|that)\s+(?:was|were|had\s+been|is|are)\s+(?:\w+ly\s+)?(?:(?:believed|thought|alleged|said)\s+to\s+(?:be|have\s+been)\s+)?"
    r"(?:responsible|blamed|accused|suspected|behind)\s[^;.]{0,110}$"
    r"|\b(?:commanders?|leaders?|m[ae]n|militants?|members?|suspects?|terrorists?|chiefs?|individuals?|gunm[ae]n)\s+(?:\w+ly\s+)?"
    r"(?:responsible\s+for|accused\s+of|suspected\s+of)\s[^;.]{0,110}$|"
    r"\b(?:wanted|sought|convicted|sentenced|tried|prosecuted|imprisoned|jailed|notorious)\s+(?:[\w-]+\s+){0,4}?(?:for|of|in|over)\s[^;.]{0,110}$"
    r"|\b(?:(?:his|her|their|its|alleged|suspected)\s+(?:roles?|parts?|involvement)|implicated|complicit)\s+in\s[^;.]{0,110}$",
    re.IGNORECASE,
)
"""What somebody told of had done before ("a man wanted for the murders of three judges")."""
_BASE_FORM = re.compile(r"(?:kill|wound|injure|kidnap|abduct|hurt)", re.IGNORECASE)
_TOLL_OF_ANOTHER = re.compile(
    r"\b(?:master\s*minds?|planners?|organizers?|architects?|perpetrators?|suspects?|ringleaders?|participants?|role|part|involved|involvement"
    r"|anniversary|retaliation|revenge|reprisals?|response|retribution|wanted|convicted|connection|linked)\s+(?:behind|of|in|for|to|with)\s+"
    r"(?:(?:the|an?|that|last)\s+)?(?:[\w'’.,-]+\s+){0,6}?(?:attacks?|bombings?|explosions?|raids?|ambush|strikes?|airstrikes?|operations?|assaults?|massacre|siege|incident|shootings?)\b"
    r"[^;.]{0,80}?\b(?:that|which|where)\s+(?:had\s+)?"
    r"(?:(?:killed|left|claimed|wounded|injured|took|caused|resulted\s+in)\s+(?:(?:the\s+)?(?:lives|deaths?)\s+of\s+)?)?(?:and\s+(?:wounded|injured)\s+)?$",
    re.IGNORECASE,
)
_SENTENCED = re.compile(r"\b(?:sentenc\w+|condemn\w+)\s+$", re.IGNORECASE)
_OF_ILLNESS = re.compile(
    r"\s+(?:from|of)\s+(?:an?\s+|his\s+|her\s+|their\s+|the\s+)?(?:[\w-]+\s+)?(?:illness|diseases?|fever|malaria|cholera|cancer|pneumonia|natural\s+causes"
    r"|heart\s+(?:attack|failure)|stroke|thirst|hunger|starvation|exhaustion|exposure|dehydration|covid-19)\b",
    re.IGNORECASE,
)
_TO_BEFORE = re.compile(r"\bto\s+$", re.IGNORECASE)
_MASSACRE_OF = (
    r"(?:massacre|killing|murder|execution|slaughter)s?\s+(?:committed|carried\s+out"
    r"|perpetrated)\s+by\s+[^,;.]{1,80}?\s+of"
)


class HarmWords(CodebookModel):
    """The codebook's words for harm done to persons; `_after` stands behind the persons, `_active` before them."""

    killed_active: tuple[str, ...]
    killed_after: tuple[str, ...]
    wounded_active: tuple[str, ...]
    wounded_after: tuple[str, ...]
    kidnapped_active: tuple[str, ...]
    kidnapped_after: tuple[str, ...]
    kidnapped_around: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word for harm: its span, what it says became of people (killed, wounded, kidnapped), and its text."""

    start: int
    end: int
    outcome: str
    text: str


class PredicateReader:
    """Finds predicates of harm in folded text with the codebook's words."""

    def __init__(self, harm: HarmWords) -> None:
        """Compile the patterns once for the codebook's words for harm."""
        self._active = {
            "killed": re.compile(f"{any_phrase(harm.killed_active)}|(?i:{_MASSACRE_OF})"),
            "wounded": compile_phrases(harm.wounded_active),
            "kidnapped": compile_phrases(harm.kidnapped_active),
        }
        after = {
            "killed": (*harm.killed_after, *(word for word in harm.killed_active if not _ONLY_BEFORE.search(word))),
            "wounded": harm.wounded_after,
            "kidnapped": harm.kidnapped_after,
        }
        self._after_patterns = {
            outcome: re.compile(
                rf"(?i:\s*(?:,\s*who\s+|,?\s*)(?:(?:had|have|has|were|was|are|being|to)\s+)?(?:{_AUXILIARY}\s+)?"
                rf"(?:{_ADVERB}\s+){{0,3}}(?:{_AUXILIARY}\s+)?)(?P<verb>{any_phrase(words)})"
            )
            for outcome, words in after.items()
        }
        self.ends_with_active = tuple(re.compile(rf"{pattern.pattern}(?=\n)") for pattern in self._active.values())
        self._around = compile_phrases(harm.kidnapped_around)
        self._hostage = re.compile(r"\s*(?:as\s+)?(?:hostages?|captives?)\b", re.IGNORECASE)
        self.words = (
            *harm.killed_active,
            *harm.wounded_active,
            *harm.kidnapped_active,
            *harm.kidnapped_around,
            *(word for words in after.values() for word in words),
        )

    def find(self, text: str, start: int, end: int, blocked: Sequence[tuple[int, int]]) -> list[Predicate]:
        """Find the predicates that stand before the persons they harm, in text order, outside `blocked` spans."""
        found = []
        for outcome, pattern in self._active.items():
            found += [
                Predicate(match.start(), match.end(), outcome, _HEAD_OF_PHRASE.sub("", match.group()))
                for match in pattern.finditer(text, start, end)
                if not overlaps(match.span(), blocked) and not _is_unreal(text, match)
            ]
        return sorted(found, key=lambda predicate: (predicate.start, predicate.end))

    def after(self, text: str, position: int, end: int) -> Predicate | None:
        """The predicate right behind the persons, past a parenthesis that tells who some of them were."""
        parenthesis = PARENTHESIS.match(text, position, end)
        modifier = _POSTMODIFIER.match(text, position, end)
        plural = _AND_PLURAL.match(text, position, end) or _CAPTIVES.match(text, position, end)
        described = _WHO_HAD.match(text, position, end)
        died = _THEN_DIED.match(text, position, end) or _AFTER_CAPTIVITY.match(text, position, end)
        if died:
            return Predicate(died.start("verb"), died.end("verb"), "killed", died["verb"])
        for at in (position, *(match.end() for match in (parenthesis, modifier, plural, described) if match)):
            for outcome, pattern in self._after_patterns.items():
                match = pattern.match(text, at, end)
                if match is None or self._strikes_others(text, at, match, end):
                    continue
                if _OF_ILLNESS.match(text, match.end(), end):
                    continue
                passive = AUXILIARY_IN.search(match.group()) is not None
                if passive or not _PARTICIPLE.match(match["verb"]) or _NO_OBJECT.match(text, match.end(), end):
                    return Predicate(match.start("verb"), match.end("verb"), outcome, match["verb"])
        return None

    def _strikes_others(self, text: str, position: int, after: re.Match[str], end: int) -> bool:
        """Whether the person is the one who strikes ("a man hacked to death two guards"), and not the one struck."""
        return (
            after["verb"].lower().endswith(("death", "dead"))
            and _DEED_BEFORE.search(text[max(0, position - 12) : position]) is not None
            and _NO_OBJECT.match(text, after.end(), end) is None
        )

    def taken_hostage(self, text: str, first: int, last: int, end: int) -> Predicate | None:
        """The verb around persons who are taken captive ("took nine villagers hostage").

        Args:
            text: folded text.
            first: where the persons begin.
            last: where they end.
            end: code point after the clause's last.
        """
        plural = _AND_PLURAL.match(text, last, end)
        if not self._hostage.match(text, plural.end() if plural else last, end):
            return None
        verbs = list(self._around.finditer(text, max(0, first - 40), first))
        if not verbs or re.search(r"[.;]", text[verbs[-1].end() : first]):
            return None
        return Predicate(verbs[-1].start(), verbs[-1].end(), "kidnapped", verbs[-1].group())


def _is_unreal(text: str, predicate: re.Match[str]) -> bool:
    """Whether a word tells of nothing that happened ("a plot to kill", "the attempted murder of two judges")."""
    if re.search(r"(?:ing|\bof)$", predicate.group().lower()) and _BACKGROUND.search(
        text[max(0, predicate.start() - 150) : predicate.start()]
    ):
        return True
    if predicate.group().lower().endswith(" of"):
        before = text[max(0, predicate.start() - 40) : predicate.start()]
        return _ATTEMPT_BEFORE.search(before) is not None or _ATTEMPT_AFTER.match(text, predicate.end()) is not None
    if _AFTER_ANOTHER.search(text[max(0, predicate.start() - 90) : predicate.start()]) or _OF_BEFORE_THEN.search(
        text[max(0, predicate.start() - 30) : predicate.start()]
    ):
        return True
    base = _BASE_FORM.fullmatch(predicate.group()) is not None
    return base and _TO_BEFORE.search(text[max(0, predicate.start() - 4) : predicate.start()]) is not None


def is_of_earlier_event(text: str, start: int, position: int) -> bool:
    """Whether a count is the toll of another attack, which only says who somebody is or why something was done.

    Args:
        text: folded text.
        start: where the sentence or clause begins.
        position: where the count begins.
    """
    before = text[max(start, position - 200) : position]
    return _TOLL_OF_ANOTHER.search(before) is not None or _SENTENCED.search(before) is not None


def start_of_title(text: str, position: int, predicates: Sequence[Predicate]) -> int:
    """Where the title before a name begins, with the words between it and the verb ("killed school teacher X Y")."""
    ends = [predicate.end for predicate in predicates if predicate.end <= position]
    words = _MODIFIERS.fullmatch(text, max(ends), position) if ends else None
    return words.start("words") if words else position


def directly_before(text: str, position: int, predicates: Sequence[Predicate]) -> Predicate | None:
    """The predicate that ends right before a position, unless it is passive."""
    for predicate in reversed(predicates):
        if predicate.end <= position:
            passive = AUXILIARY_IN.search(text[max(0, predicate.start - 12) : predicate.start])
            return predicate if _DIRECTLY.match(text[predicate.end : position]) and not passive else None
    return None


def cut_at_predicate(start: int, stop: int, predicates: Sequence[Predicate]) -> int:
    """Where a span ends at the latest: at the first predicate in it."""
    return min((p.start for p in predicates if start <= p.start < stop), default=stop)


def overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a span shares a code point with one of the others."""
    return any(span[0] < end and span[1] > start for start, end in others)
