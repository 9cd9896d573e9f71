"""Reads who was killed, wounded or kidnapped from a clause: counts, single persons, zeros, and counts left open.

Each count is tied to the predicate that governs it, by what stands right before or right after it; a count that cannot
be tied is not read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extraction.quantities import Quantity, find_quantities
from pipelines.extraction.terms import any_phrase, compile_phrases
from pipelines.reading.codebook import CodebookModel

_STOP = (
    r"(?:in|at|on|near|when|during|by|from|after|before|outside|inside|who|whom|which|that|while|as|was"
    r"|were|is|are|had|have|has|been|"
    r"and|or|but|with|without|for|to|into|dead|killed|wounded|injured|hurt|died|kidnapped|abducted"
    r"|hostages?|captive|captives|deaths?|"
    r"fatalit(?:y|ies)|injur(?:y|ies)|lives|bodies|missing|including|included|along|between|across|against|around|over"
    r"|under|through|"
    r"throughout|he|she|they|it|later|also|both|all|lost|suffered|sustained|succumbed|survived|perished"
    r"|remained|escaped|taken|seriously|critically|severely|"
    r"fatally|killing|wounding|injuring|said|believed|thought|described|identified|where|because|since|until|than|one)"
)
_TAIL = re.compile(rf"(?:\s+(?!{_STOP}\b)(?:\([^)]{{0,60}}\)|[\w'’-]+)){{0,8}}", re.IGNORECASE)
_AUXILIARY = r"(?:was|were|been|be|being|are|is|got|get)"
_ADVERB = (
    r"(?:also|all|both|reportedly|later|subsequently|then|either|seriously|critically|severely|lightly|slightly"
    r"|allegedly|believed|reported|confirmed|presumed|to|have|had|fatally|badly|themselves)"
)
_JOIN = re.compile(
    (
        r"\s*(?:,\s*(?:and|as\s+well\s+as)?|and|as\s+well\s+as|along\s+with|together\s+with|plus)\s+(?:also\s+)?(?:"
        r"(?:his|her|their|its|the)\s+)?$|\s*,\s*(?:and\s+)?$"
        r"|\s+of\s+(?:the\s+)?[^,;.]{1,60}?(?:\s+and\s+(?:(?:his|her|their|the)\s+)?|,\s+(?:and\s+)?(?:his|her|their)\s+)$"
        r"|\s+(?:hostages?|captives?)\s+and\s+(?:(?:his|her|their|the)\s+)?$"
        r"|(?:\s+(?:(?:was|were|had\s+been)\s+)?(?:dead|died|killed|wounded|injured))?\s+in\s+the\s+(?:first"
        r"|former)\b[^,;.]{0,40}?,?\s+and\s+$"
    ),
    re.IGNORECASE,
)
_DIRECTLY = re.compile(
    r"[\s\"]*(?:(?:reportedly|either|his|her|their|its|all|both|the|together\s+with|along\s+with)\s+)?(?:(?:himself|herself|themselves|itself)\s+and\s+)?$",
    re.IGNORECASE,
)
_MODIFIERS = re.compile(rf"\s+(?P<words>(?:(?!{_STOP}\b)[a-z][\w-]*\s+){{1,3}})")
_NO_OBJECT = re.compile(
    (
        r"\s*(?:$|[.,;:)\"—-]|(?:and|or|but|in|at(?!\s+(?:least|most)\b)|when|on|by|near|during|after|before|while"
        r"|as(?!\s+(?:many|few)\b)|outside|from(?!\s+\d)|with"
        r"|for|because|since|following|there|is|was|were)\b)"
    ),
    re.IGNORECASE,
)
_EITHER = re.compile(
    (
        r"\s+(?:or|and/or|and)\s+(?:were\s+)?(?:wounded|injured|wounding|injuring|hurt|kidnapped)\b(?!\s+(?:\d"
        r"|an?\b|one|two|three|at\s+least|more|several|dozens))"
    ),
    re.IGNORECASE,
)
_EITHER_BEFORE = re.compile(r"\b(?:killed|killing|kill|kills|dead)\s+(?:or|and/or|and)\s+$", re.IGNORECASE)
_AUXILIARY_IN = re.compile(r"\b(?:was|were|been|be|being|are|is|got)\b", re.IGNORECASE)
_HEAD_OF_PHRASE = re.compile(r"\s+(?:committed|carried\s+out|perpetrated)\s.*$", re.IGNORECASE | re.DOTALL)
_ONLY_BEFORE = re.compile(r"ing\b|\bof$|^kills?$", re.IGNORECASE)
_PARTICIPLE = re.compile(
    (
        r"(?:killed|wounded|injured|hurt|kidnapped|abducted|murdered|executed|beheaded|assassinated|gunned"
        r"|massacred|slaughtered|shot|maimed|hospitalized|neutrali[sz]ed|decapitated|stabbed|hacked|beat|beaten"
        r"|burned|burnt|strangled|gunned)\b"
    ),
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(
    r"\s*(?:,\s*(?:including|among|most|many|some|all|none|several|mainly|mostly|at\s+least|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|an?|\d+|[\w-]+\s+of\s+(?:them|whom))\b[^,;.()]{1,80},(?!\s*(?:and|or)\b)|\([^()]{1,80}\))",
    re.IGNORECASE,
)
_SUBSET_BEFORE = re.compile(
    r"(?:\bincluding|\bincluded|\bamong\s+(?:them|whom|the\s+dead|the\s+victims|those)|\bcomprising|\bof\s+"
    r"(?:whom|them)|:)\s*:?\s*(?:were\s+)?(?:the|at\s+least|about|both|also)?\s*$",
    re.IGNORECASE,
)
_SUBSET_TAIL = re.compile(
    r"^\s*(?:of\s+(?:whom|which|them|those|the\s+(?:victims|dead|killed|wounded|injured|casualties))\b)", re.IGNORECASE
)
_OFFICE_HOLDER = (
    r"\b(?:head|chief|leader|chair|chairman|chairwoman|chairperson|director|secretary|deputy|coordinator|spokesman"
    r"|spokeswoman|spokesperson|manager|founder|owner)(?=\s+of\b)"
)
"""Words for a person only where they are of something: not "the head" that somebody is shot in."""
_HOLDS_OFFICE = re.compile(_OFFICE_HOLDER, re.IGNORECASE)
_OFFICE = re.compile(
    r"\s+of\s+(?:the\s+|an?\s+)?(?:(?!(?:and|was|were|who|in|of)\b)[\w'’-]+\s+){0,5}?[\w'’-]+"
    r"(?:\s+(?:in|of)\s+(?:the\s+)?[\w'’-]+(?:\s+[A-Z][\w'’-]+)*)?(?=\s*,\s+(?:and\s+)?(?:his|her|their)\b|\s+and\s+(?:his|her|their|an?|the|\w+)\s+\w+"
    r"|\s+(?:was|were|died|had)\b)"
)
"""What somebody is of ("the chairman of a village council"), up to the next person or the predicate."""
_WAS_BEFORE = re.compile(r"\b(?:was|were|is|are)\s+$", re.IGNORECASE)
_OF_COUNT = re.compile(
    r"\s+of\s+(?:the\s+)?(?=\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)\b)",
    re.IGNORECASE,
)
"""After "was one": the count that follows is of all, and the one is among them."""
_VAGUE_SINGLE = re.compile(
    r"\s*(?:(?:number|handful|few|group|family|couple|series|lot|majority|minority|variety|crowd|total|dozen"
    r"|further|score|result|half|moment|minute|hour|fortnight|month|year|decade|while|kilometer|mile)\b"
    r"|(?:day|night|week)\b(?!\s+(?:watchm[ae]n|guard|porter|laborer|labourer|worker|nurse|clerk)))",
    re.IGNORECASE,
)
_POSTMODIFIER = re.compile(
    r"\s+(?:(?:of|from|in|at|on|with|for|near|working)\s+(?:(?!(?:which|whom?|that|when|where|while)\b)[^,;.()]){1,60}?|aboard|on\s+board)"
    r"(?=\s+(?:was|were|had\s+been|have\s+been|died|perished)\b)",
    re.IGNORECASE,
)
_DEATH_NOUN = re.compile(
    r"(?:deaths?|dead|fatalit(?:y|ies)|injur(?:y|ies)|bodies|lives|wounded|injured)$", re.IGNORECASE
)
_PREPOSITION_BEFORE = re.compile(r"\b(?:of|in|at|near|on|from|by|against|to|into|for|outside)\s+$", re.IGNORECASE)
_AND_PLURAL = re.compile(r"\s+(?:and|or)\s+[\w-]+s(?=\s+(?:were|had|have|dead|died|hostage|captive)\b)", re.IGNORECASE)
_THEN_KILLED = re.compile(
    (
        r"(?:\s+(?!(?:and|or|but)\b)[\w'-]+){0,8}?\s+(?:and|before\s+being)\s+(?:was\s+|were\s+)?(?:then\s+|later\s+)?(?P<verb>killed|beheaded|murdered|executed|shot\s+dead"
        r"|decapitated)\b(?!\s+(?:\d|an?\b|the\b(?!\s+(?:next|following|same|day)\b)|one\b|two\b|three\b))"
    ),
    re.IGNORECASE,
)
_TAKEN_TO = re.compile(r"\s+(?:to|into\s+custody|for\s+treatment|on\s+board)\b", re.IGNORECASE)
_KIDNAPPED_AND = re.compile(r"\b(?:kidnapped|abducted)\s+and\s+(?:then\s+|later\s+|subsequently\s+)?$", re.IGNORECASE)
_HOLDS = re.compile(r"(?:held|holding|took|taking|seized|seizing|took\s+away|led\s+away|carried\s+off)$", re.IGNORECASE)
_AUXILIARY_NEXT = re.compile(r"\s+(?:was|were|is|are|had|has|have|would|could)\b", re.IGNORECASE)
_PERSON_SUFFIX = re.compile(
    (
        r"(?:man|woman|men|women|er|or|ist|ian|eer|ant|ent|ee|boy|girl|child|wife|nun|cook|monk|thief|chief|nurse"
        r"|aide|guide)s?$"
    ),
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    (
        r"(?:second|third|fourth|fifth|sixth)\b(?=\s+(?:was|were|seriously|critically|lightly|slightly|wounded"
        r"|injured|dead|died))"
    ),
    re.IGNORECASE,
)
_NEXT_PHRASE = re.compile(r"\s+(?:an?|the|his|her|their|its|[\w-]+ed)\b", re.IGNORECASE)
_APPOSED = re.compile(
    r",\s+(?:an?|the)\s+[^,;]{1,60},\s+(?:and|as\s+well\s+as|along\s+with)\s+(?:(?:his|her|the)\s+)?", re.IGNORECASE
)
_LIST_GOES_ON = re.compile(r"\s*,\s*(?:and|an?|\d+|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
_AND_HIMSELF = re.compile(r"\s*,?\s+(?:and|as\s+well\s+as)\s+(?:himself|herself)\b", re.IGNORECASE)
_ATTEMPT_BEFORE = re.compile(
    r"\b(?:attempted|failed|foiled|thwarted|averted|prevented|planned|botched|unsuccessful|threatened)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_ATTEMPT_AFTER = re.compile(
    r"[^,;.]{0,80}\b(?:was|were)\s+(?:attempted|foiled|thwarted|averted|prevented|planned|unsuccessful)\b",
    re.IGNORECASE,
)
_AND_APART = re.compile(r"\s*[,;]\s+(?:and|while|but)\s+(?:another\s+)?")
_IN_THE_FIRST = re.compile(r"(?:dead|died|killed|wounded|injured)\s+in\s+the\s+(?:first|former)\b", re.IGNORECASE)
_THEN_DIED = re.compile(
    r",?\s+(?:who\s+)?(?:was|were|had\s+been)\s+(?:\w+ly\s+)?(?:hit|shot|struck|stabbed|wounded|injured|attacked|beaten)\b"
    r"[^,;.]{0,60}?\s+and\s+(?:also\s+|later\s+|subsequently\s+|then\s+)?(?:was\s+|were\s+)?(?P<verb>died|succumbed|killed|beheaded)\b",
    re.IGNORECASE,
)
_COUPLE = re.compile(r"\bcouple\b", re.IGNORECASE)
"""Two persons: "a married couple", where "a couple of" is left open."""
_AFTER_CAPTIVITY = re.compile(
    r"(?:,?\s+who\s+(?:was|were|had\s+been))?\s+(?:kidnapped|abducted|captured|seized|taken\s+hostage|held\s+hostage)\b"
    r"[^;.]{1,80}?,?\s+(?:was|were)\s+(?:later\s+|subsequently\s+)?(?:found\s+)?(?P<verb>killed|beheaded|murdered|executed|shot\s+dead|dead)\b",
    re.IGNORECASE,
)
"""People told of as captives of long before, whose death is the event ("a farmer kidnapped in May was beheaded")."""
_ONLY_ITSELF = re.compile(r"only\s+(?:himself|herself)$", re.IGNORECASE)
_CIRCUMSTANCE_BEFORE = re.compile(
    r"\b(?:during|after|before|following|since|amid|in|at|near|on|with|from|outside|inside)\s+$", re.IGNORECASE
)
_ALSO = re.compile(r"\s*,\s+(?:also|himself|herself)\s+", re.IGNORECASE)
"""Between a person and what else that person is ("a judge, also a member of the council")."""
_CAPTIVES = re.compile(r"\s+(?:hostages?|captives?)(?=\s+(?:was|were|had|have|died|perished)\b)", re.IGNORECASE)
_DEED_BEFORE = re.compile(r"\b(?:hacked|stabbed|beat|clubbed|burned|shot|bludgeoned|knifed|stoned)$", re.IGNORECASE)
_LOSES = re.compile(r"los(?:ing|t)$", re.IGNORECASE)
_BURNS = re.compile(r"burn(?:ed|t|ing)$", re.IGNORECASE)
_OTHERS = re.compile(r"(?:more|others?|of\s+them)?$", re.IGNORECASE)
_BASE_FORM = re.compile(r"(?:kill|wound|injure|kidnap|abduct|hurt)", re.IGNORECASE)
_TO_BEFORE = re.compile(r"\bto\s+$", re.IGNORECASE)
_BODY_PART = re.compile(
    r"(?:leg|arm|hand|foot|head|face|chest|shoulder|back|neck|stomach|eye|finger)s?\b", re.IGNORECASE
)
_PRONOUN_AND = re.compile(r"\b(?:he|she)\s+and\s+$", re.IGNORECASE)
_HANDLING = r"(?:assembling|planting|making|building|handling|carrying|transporting|laying|preparing|placing)\b"
OWN_BOMB = (
    r"\s+(?:died|(?:was|were)\s+killed|blew)\b[^;.]{0,40}?\bwhen\s+(?:the|an?|their|his|her)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:bombs?|devices?|explosives?|grenades?|IEDs?|mines?)\s+(?:that\s+|which\s+)?(?:he|she|they)\s+(?:was|were|had\s+been)\s+"
    rf"{_HANDLING}"
)
_HANDLED_BOMB = re.compile(
    rf"{OWN_BOMB}|\s+who\s+(?:were|was|had\s+been)\s+{_HANDLING}",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(r"\s*(?:[,.;]|$|\b(?:and|in|at|on|near|outside|with|as|who|when|while|during|by)\b)")
_ANOTHER_ALONE = re.compile(
    r"\b[Aa]nother(?=\s+(?:was|died|later|subsequently|succumbed)\b)"
    r"|(?:(?<=ed\s)|(?<=ing\s))(?:another|the\s+other)(?=\s*(?:[.,;]|$|(?:and|before|in|at|on)\b))"
)
_AGE_BEFORE = re.compile(r"(?:\bno|\bnot|\b(?:boy|girl|child|man|woman|youth)\s+of|\baged?)\s+$", re.IGNORECASE)
_ADDITIVE = re.compile(r"\b(?:another|additional|further|more|other|others|also)\b", re.IGNORECASE)
_REFLEXIVE = re.compile(r"\s+(?:himself|herself|itself)\b", re.IGNORECASE)
_REFLEXIVE_PLURAL = re.compile(r"\s+themselves\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|his|her|their|its|[A-Z][\w-]*'s)\s+", re.IGNORECASE)
_MASSACRE_OF = (
    r"(?:massacre|killing|murder|execution|slaughter)s?\s+(?:committed|carried\s+out"
    r"|perpetrated)\s+by\s+[^,;.]{1,80}?\s+of"
)
_ANIMALS = re.compile(
    (
        r"\b(?:cattle|cows?|livestock|animals?|camels?|sheep|goats?|horses?|dogs?|vehicles?|houses?|homes?|attacks?"
        r"|villages?|times?)\b"
    ),
    re.IGNORECASE,
)


_ONE_ATTACKER = tuple(
    "attacker gunman assailant militant terrorist bomber insurgent rebel fighter jihadist extremist perpetrator "
    "hijacker kidnapper knifeman suspect".split()
)
_PERSONS_IN_OTHER_WORDS = tuple(
    "women men children policemen policewomen wives passersby passers-by gunmen fishermen servicemen businessmen "
    "clergymen crewmen guardsmen seamen lawmen lives bodies personnel police troops families".split()
)
_WORDS_OF_FIGURES = tuple("nobody no none no-one without neither claimed put counted".split())


class HarmWords(CodebookModel):
    """The codebook's words for harm done to persons; `_after` stands behind the persons, `_active` before them."""

    killed_active: tuple[str, ...]
    killed_after: tuple[str, ...]
    wounded_active: tuple[str, ...]
    wounded_after: tuple[str, ...]
    kidnapped_active: tuple[str, ...]
    kidnapped_after: tuple[str, ...]
    kidnapped_around: tuple[str, ...]


class NoCasualtyWords(CodebookModel):
    """The codebook's words for a stated zero."""

    killed_and_wounded: tuple[str, ...]
    killed: tuple[str, ...]
    wounded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Harm:
    """A count of persons and what happened to them.

    `start` and `end` span the count with its noun; `verb` is the predicate's text; `are_perpetrators` tells
    attackers from victims. `additive` marks "another five", which adds to a count in an earlier sentence; `is_subset`
    marks "two of them", which counts only where nothing else is said of the outcome.
    """

    start: int
    end: int
    outcome: str
    minimum: int | None
    maximum: int | None
    qualifier: str
    noun: str
    verb: str
    are_perpetrators: bool
    additive: bool
    rule: str
    is_subset: bool = False


@dataclass(frozen=True, slots=True)
class _Predicate:
    start: int
    end: int
    outcome: str
    text: str


@dataclass(frozen=True, slots=True)
class _Persons:
    start: int
    end: int
    quantity: Quantity
    noun: str
    weak: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the person is told of by name, without a count or an article."""
        return self.quantity.start == self.quantity.end


class CasualtyReader:
    """Reads harm from folded text with the codebook's words."""

    def __init__(
        self, harm: HarmWords, none: NoCasualtyWords, persons: Sequence[str], perpetrators: Sequence[str]
    ) -> None:
        """Compile the patterns once.

        Args:
            harm: words for harm.
            none: phrases for a stated zero.
            persons: singular nouns for persons.
            perpetrators: nouns for those who attack.
        """
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
        self._ends_with_active = tuple(re.compile(rf"{pattern.pattern}(?=\n)") for pattern in self._active.values())
        self._around = compile_phrases(harm.kidnapped_around)
        self._hostage = re.compile(r"\s*(?:as\s+)?(?:hostages?|captives?)\b", re.IGNORECASE)
        self._zeros = (
            (("killed", "wounded"), compile_phrases(none.killed_and_wounded)),
            (("killed",), compile_phrases(none.killed)),
            (("wounded",), compile_phrases(none.wounded)),
        )
        self._perpetrators = compile_phrases(perpetrators)
        self._single = re.compile(
            rf"(?i:(?:(?!{_STOP}\b|of\b|the\b|an?\b|his\b|her\b|their\b|its\b)[\w'.-]+\s+){{0,5}})"
            rf"(?:{any_phrase((*persons, *_ONE_ATTACKER))}|{_OFFICE_HOLDER})(?!'s|-)"
        )
        name = r"(?:[A-Z][\w'’-]+|al-[A-Z]\w+|bin|ibn|de|van|[A-Z]\.)"
        self._named = re.compile(
            rf"(?:(?P<title>{any_phrase(persons)}(?=\s+[A-Z]))\s+|(?<![\w'-]))"
            rf"[A-Z][\w'’-]+(?:\s+{name}){{1,4}}(?![\w'-])"
        )
        plurals = (f"{noun}{ending}" for noun in persons for ending in ("", "s", "es"))
        self._any_person = compile_phrases((*plurals, *_PERSONS_IN_OTHER_WORDS))
        self._relevant = compile_phrases(
            (
                *harm.killed_active,
                *harm.wounded_active,
                *harm.kidnapped_active,
                *harm.kidnapped_around,
                *(word for words in after.values() for word in words),
                *_WORDS_OF_FIGURES,
                "massacre*",
            )
        )

    def read(self, text: str, start: int, end: int, skip: Sequence[tuple[int, int]] = ()) -> tuple[Harm, ...]:
        """Read the harm told of in a span.

        Args:
            text: folded text.
            start: first code point of the clause or sentence.
            end: code point after its last.
            skip: spans whose numbers are no counts (dates).

        Returns:
            The harm in text order.
        """
        if not self._relevant.search(text, start, end):
            return ()
        zeros = self._read_zeros(text, start, end)
        blocked = [(harm.start, harm.end) for harm in zeros]
        predicates = self._find_predicates(text, start, end, blocked)
        found = self._read_groups(text, start, end, predicates, [*skip, *blocked])
        found += self._read_bare_plurals(text, end, predicates, found)
        found += self._read_reflexives(text, predicates)
        found += self._read_reflexives_behind(text, found)
        found = self._without_attackers(text, start, end, found, [*skip, *blocked], predicates)
        found = self._open_behind_subset(text, start, end, found, [*skip, *blocked], predicates)
        return tuple(sorted({*found, *zeros}, key=lambda harm: (harm.start, harm.outcome)))

    def noun_is_perpetrator(self, noun: str) -> bool:
        """Whether a noun phrase names those who attack."""
        return self._perpetrators.search(noun) is not None

    def _read_zeros(self, text: str, start: int, end: int) -> list[Harm]:
        found: list[Harm] = []
        for outcomes, pattern in self._zeros:
            for match in pattern.finditer(text, start, end):
                if any(match.start() < h.end and match.end() > h.start for h in found):
                    continue
                found += [
                    Harm(match.start(), match.end(), outcome, 0, 0, "exact", "", match.group(), False, False, "zero")
                    for outcome in outcomes
                ]
                if _ONLY_ITSELF.search(match.group()):
                    only = replace(found[-1], minimum=1, maximum=1, are_perpetrators=True, rule="reflexive")
                    found.append(only)
        return found

    def _find_predicates(self, text: str, start: int, end: int, blocked: Sequence[tuple[int, int]]) -> list[_Predicate]:
        found = []
        for outcome, pattern in self._active.items():
            found += [
                _Predicate(match.start(), match.end(), outcome, _HEAD_OF_PHRASE.sub("", match.group()))
                for match in pattern.finditer(text, start, end)
                if not _overlaps(match.span(), blocked) and not _is_unreal(text, match)
            ]
        return sorted(found, key=lambda predicate: (predicate.start, predicate.end))

    def _read_groups(
        self, text: str, start: int, end: int, predicates: Sequence[_Predicate], skip: Sequence[tuple[int, int]]
    ) -> list[Harm]:
        persons = self._find_persons(text, start, end, predicates, skip)
        found: list[Harm] = []
        for group in _grouped(text, persons):
            found += self._read_group(text, (start, end), group, predicates)
        return found

    def _find_persons(
        self, text: str, start: int, end: int, predicates: Sequence[_Predicate], skip: Sequence[tuple[int, int]]
    ) -> list[_Persons]:
        found: list[_Persons] = []
        for quantity in find_quantities(text, start, end):
            if _overlaps((quantity.start, quantity.end), skip) or _AGE_BEFORE.search(
                text[max(0, quantity.start - 12) : quantity.start]
            ):
                continue
            if _WAS_BEFORE.search(text[max(0, quantity.start - 8) : quantity.start]) and _OF_COUNT.match(
                text, quantity.end, end
            ):
                continue
            tail = _TAIL.match(text, quantity.end, end)
            stop = tail.end() if tail else quantity.end
            stop = _cut_at_predicate(quantity.end, stop, predicates)
            noun = text[quantity.end : stop].strip()
            found.append(
                _Persons(quantity.start, quantity.end + len(text[quantity.end : stop].rstrip()), quantity, noun)
            )
        taken = [(p.start, p.end) for p in found]
        for match in _ARTICLE.finditer(text, start, end):
            if _overlaps((match.start(), match.end()), [*skip, *taken]):
                continue
            single = self._single_person(text, match, end)
            if single is None or _overlaps((match.start(), single[0]), taken):
                continue
            count = 2 if _COUPLE.search(text, match.end(), single[0]) else 1
            one = Quantity(match.start(), match.end(), count, count, "exact")
            office = _OFFICE.match(text, single[0], end)
            stop = office.end() if office and not _overlaps((single[0], office.end()), taken) else single[0]
            found.append(_Persons(match.start(), stop, one, text[match.end() : single[0]], single[1]))
            taken.append((match.start(), stop))
        found += self._named_persons(text, start, end, predicates, [*skip, *taken])
        for match in _ANOTHER_ALONE.finditer(text, start, end):
            if not _overlaps(match.span(), taken):
                one = Quantity(match.start(), match.end(), 1, 1, "exact")
                found.append(_Persons(match.start(), match.end(), one, ""))
        return sorted(found, key=lambda persons: persons.start)

    def _is_definite_person(self, text: str, article: re.Match[str], tail: re.Match[str], end: int) -> bool:
        """Whether "the owner died" or "wounded his partner" tells of one person, whom no list has."""
        noun = tail.group().strip()
        if noun.endswith("s") or _BODY_PART.match(noun) or self.noun_is_perpetrator(noun) or " " in noun:
            return False
        mine = article.group().strip().lower() in ("his", "her")
        directly = any(
            pattern.search(text[max(0, article.start() - 20) : article.start()].rstrip() + "\n")
            for pattern in self._ends_with_active
        )
        after = self._after(text, tail.end(), end)
        return (mine and directly) or (after is not None and not _DEATH_NOUN.match(after.text))

    def _named_persons(
        self, text: str, start: int, end: int, predicates: Sequence[_Predicate], taken: Sequence[tuple[int, int]]
    ) -> list[_Persons]:
        """Persons told of by name, without an article ("killed Mayor X Y", "Judge X Y was shot dead")."""
        found = []
        for match in self._named.finditer(text, start, end):
            if _overlaps(match.span(), taken):
                continue
            titled = match["title"] is not None
            start = _start_of_title(text, match.start(), predicates) if titled else match.start()
            before = _directly_before(text, start, predicates)
            after = self._after(text, match.end(), end)
            if (before and (titled or _NAME_ENDS.match(text, match.end(), end))) or (titled and after):
                one = Quantity(start, start, 1, 1, "exact")
                found.append(_Persons(start, match.end(), one, match["title"] or ""))
        return found

    def _read_reflexives_behind(self, text: str, found: Sequence[Harm]) -> list[Harm]:
        """Read the attacker's own death behind the victims' ("killed 14 shoppers and himself")."""
        return [
            replace(
                harm,
                end=match.end(),
                minimum=1,
                maximum=1,
                qualifier="exact",
                noun="",
                are_perpetrators=True,
                rule="reflexive",
            )
            for harm in found
            if harm.outcome == "killed" and (match := _AND_HIMSELF.match(text, harm.end))
        ]

    def _without_attackers(
        self,
        text: str,
        start: int,
        end: int,
        found: list[Harm],
        skip: Sequence[tuple[int, int]],
        predicates: Sequence[_Predicate],
    ) -> list[Harm]:
        """Take attackers out of a count that includes them ("five were killed, including three attackers")."""
        result = list(found)
        for group in _grouped(text, self._find_persons(text, start, end, predicates, skip)):
            if not _repeats(text, start, group[0]):
                continue
            for persons in group:
                whole = [
                    h for h in result if h.end <= persons.start and h.outcome == "killed" and not h.are_perpetrators
                ]
                count = persons.quantity.minimum
                if not whole or count is None or not self.noun_is_perpetrator(persons.noun):
                    continue
                total = whole[-1]
                result[result.index(total)] = replace(
                    total,
                    minimum=None if total.minimum is None else max(total.minimum - count, 0),
                    maximum=None if total.maximum is None else max(total.maximum - count, 0),
                )
                result.append(
                    replace(
                        total,
                        start=persons.start,
                        end=persons.end,
                        minimum=count,
                        maximum=persons.quantity.maximum,
                        qualifier=persons.quantity.qualifier,
                        noun=persons.noun,
                        are_perpetrators=True,
                    )
                )
        return result

    def _open_behind_subset(
        self,
        text: str,
        start: int,
        end: int,
        found: list[Harm],
        skip: Sequence[tuple[int, int]],
        predicates: Sequence[_Predicate],
    ) -> list[Harm]:
        """Leave a count open above where others may add to it ("20 hostages, including 17 women, and two officers")."""
        result = list(found)
        for group in _grouped(text, self._find_persons(text, start, end, predicates, skip)):
            if len(group) != 2 or not _repeats(text, start, group[0]) or group[1].weak:
                continue
            apart = _AND_APART.fullmatch(text, group[0].end, group[1].start) is not None
            whole = [h for h in result if h.end <= group[0].start and not h.are_perpetrators and h.rule != "zero"]
            counted = any(group[1].start <= h.start < group[1].end for h in result)
            if apart and whole and not counted and not self.noun_is_perpetrator(group[1].noun):
                at = result.index(whole[-1])
                result[at] = replace(whole[-1], maximum=None, qualifier="at_least")
        return result

    def _single_person(self, text: str, article: re.Match[str], end: int) -> tuple[int, bool] | None:
        """Where a single person's noun phrase ends, and whether only its grammar says that it is a person.

        After "a" any noun is taken here: it counts only where a predicate of harm governs it.
        """
        indefinite = article.group().strip().lower() in ("a", "an")
        if indefinite and _ORDINAL.match(text, article.end(), end):
            ordinal = _ORDINAL.match(text, article.end(), end)
            return (ordinal.end(), False) if ordinal else None
        if _VAGUE_SINGLE.match(text, article.end()):
            return None
        single = self._single.match(text, article.end(), end)
        if single:
            whole = _TAIL.match(text, single.end(), end)
            governed = whole and whole.end() > single.end() and self._after(text, whole.end(), end)
            return (whole.end() if whole and governed else single.end()), False
        tail = _TAIL.match(text, article.end() - 1, end)
        if tail is None or tail.end() <= article.end():
            return None
        if not indefinite and not self._is_definite_person(text, article, tail, end):
            return None
        cut = _NEXT_PHRASE.search(text, article.end(), tail.end())
        return (cut.start() if cut else tail.end()), True

    def _read_group(
        self, text: str, span: tuple[int, int], group: Sequence[_Persons], predicates: Sequence[_Predicate]
    ) -> list[Harm]:
        start, end = span
        while len(group) > 1 and self._is_circumstance(text, group[0]):
            group = group[1:]
        first, last = group[0], group[-1]
        if _repeats(text, start, first):
            # "... among them six children, and three others died": the last stands apart, under its own predicate.
            apart = len(group) > 1 and _AND_APART.fullmatch(text, group[-2].end, last.start) and not last.weak
            return self._read_group(text, (last.start, end), [last], predicates) if apart else []
        before = _directly_before(text, first.start, predicates)
        part = before is None and _SUBSET_TAIL.match(text[first.quantity.end : first.quantity.end + 40]) is not None
        modifies = (
            before is None and _PREPOSITION_BEFORE.search(text[max(0, first.start - 9) : first.start]) is not None
        )
        tail = _SUBSET_TAIL.match(text[last.quantity.end : last.quantity.end + 40])
        after = self._after(text, max(last.end, last.quantity.end + (tail.end() if tail else 0)), end)
        if modifies and after is not None:
            passive = _AUXILIARY_IN.search(text, last.end, after.start)
            after = None if passive or not _DEATH_NOUN.match(after.text) else after
        if before is None and len(group) > 1 and _IN_THE_FIRST.search(text, first.end, last.start):
            return self._read_each(text, group, self._after(text, first.end, end), after)
        taken = self._taken_hostage(text, first, last, end)
        found = []
        for persons in group:
            if persons is last and len(group) > 1 and after is None and self._opens_clause(text, persons):
                continue
            governed_after = after is not None and (before is None or (persons is last and len(group) > 1))
            if governed_after and after is not None:
                found += self._harms(text, persons, after, "count_before_predicate")
            elif before is not None:
                found += self._harms(text, persons, before, "count_after_predicate")
            elif taken is not None:
                found += self._harms(text, persons, taken, "count_taken_hostage")
        if found and _PRONOUN_AND.search(text[max(0, first.start - 10) : first.start]):
            found = [replace(harm, maximum=None, qualifier="at_least") for harm in found]
        return [replace(harm, is_subset=True) for harm in found] if part else found

    def _read_each(
        self, text: str, group: Sequence[_Persons], shared: _Predicate | None, own: _Predicate | None
    ) -> list[Harm]:
        """Read a list of which the first has the predicate ("two died in the first attack and three in the second")."""
        governed = [(persons, own if persons is group[-1] and own else shared) for persons in group]
        return [
            harm
            for persons, predicate in governed
            if predicate is not None
            for harm in self._harms(text, persons, predicate, "count_before_predicate")
        ]

    def _is_circumstance(self, text: str, persons: _Persons) -> bool:
        """Whether the first of a list is no person but what the sentence opens with ("During a siege, 39 died")."""
        if not persons.weak or self._any_person.search(persons.noun) or _PERSON_SUFFIX.search(persons.noun):
            return False
        return _CIRCUMSTANCE_BEFORE.search(text[max(0, persons.start - 12) : persons.start]) is not None

    def _opens_clause(self, text: str, persons: _Persons) -> bool:
        """Whether the last of a list is rather the subject of what follows, or no person at all."""
        if _AUXILIARY_NEXT.match(text, persons.end):
            return True
        return persons.weak and not (self._any_person.search(persons.noun) or _PERSON_SUFFIX.search(persons.noun))

    def _after(self, text: str, position: int, end: int) -> _Predicate | None:
        """The predicate right behind the persons, past a parenthesis that tells who some of them were."""
        parenthesis = _PARENTHESIS.match(text, position, end)
        modifier = _POSTMODIFIER.match(text, position, end)
        plural = _AND_PLURAL.match(text, position, end) or _CAPTIVES.match(text, position, end)
        died = _THEN_DIED.match(text, position, end) or _AFTER_CAPTIVITY.match(text, position, end)
        if died:
            return _Predicate(died.start("verb"), died.end("verb"), "killed", died["verb"])
        for at in (position, *(match.end() for match in (parenthesis, modifier, plural) if match)):
            for outcome, pattern in self._after_patterns.items():
                match = pattern.match(text, at, end)
                if match is None or self._strikes_others(text, at, match, end):
                    continue
                passive = _AUXILIARY_IN.search(match.group()) is not None
                if passive or not _PARTICIPLE.match(match["verb"]) or _NO_OBJECT.match(text, match.end(), end):
                    return _Predicate(match.start("verb"), match.end("verb"), outcome, match["verb"])
        return None

    def _strikes_others(self, text: str, position: int, after: re.Match[str], end: int) -> bool:
        """Whether the person is the one who strikes ("a man hacked to death two guards"), and not the one struck."""
        return (
            after["verb"].lower().endswith("death")
            and _DEED_BEFORE.search(text[max(0, position - 12) : position]) is not None
            and _NO_OBJECT.match(text, after.end(), end) is None
        )

    def _taken_hostage(self, text: str, first: _Persons, last: _Persons, end: int) -> _Predicate | None:
        plural = _AND_PLURAL.match(text, last.end, end)
        if not self._hostage.match(text, plural.end() if plural else last.end, end):
            return None
        verbs = list(self._around.finditer(text, max(0, first.start - 40), first.start))
        if not verbs or re.search(r"[.;]", text[verbs[-1].end() : first.start]):
            return None
        return _Predicate(verbs[-1].start(), verbs[-1].end(), "kidnapped", verbs[-1].group())

    def _harms(self, text: str, persons: _Persons, predicate: _Predicate, rule: str) -> list[Harm]:
        known = self._any_person.search(persons.noun) is not None or (
            persons.quantity.maximum == 1 and _HOLDS_OFFICE.search(persons.noun) is not None
        )
        holds = _HOLDS.match(predicate.text) is not None
        if (
            (_BURNS.search(predicate.text) or _LOSES.match(predicate.text))
            and not known
            and not _OTHERS.fullmatch(persons.noun)
        ):
            return []
        likely = persons.weak and _PERSON_SUFFIX.search(persons.noun) is not None
        if (_ANIMALS.search(persons.noun) and not known) or (holds and not known and not likely):
            return []
        if holds and _TAKEN_TO.match(text, persons.end):
            return []
        quantity = persons.quantity
        either = _EITHER.match(text, predicate.end) or _EITHER_BEFORE.search(
            text[max(0, predicate.start - 20) : predicate.start]
        )
        outcomes = (
            ("killed", "wounded") if either and predicate.outcome in ("killed", "wounded") else (predicate.outcome,)
        )
        open_count = len(outcomes) > 1
        own_bomb = predicate.outcome == "killed" and _HANDLED_BOMB.match(text, persons.end) is not None
        if (
            predicate.outcome == "kidnapped"
            and rule == "count_before_predicate"
            and _THEN_KILLED.match(text, predicate.end)
        ):
            outcomes = ("kidnapped", "killed")
        if predicate.outcome == "killed" and _KIDNAPPED_AND.search(
            text[max(0, predicate.start - 40) : predicate.start]
        ):
            outcomes = ("kidnapped", "killed")
        return [
            Harm(
                persons.start,
                persons.end,
                outcome,
                None if open_count else quantity.minimum,
                None if open_count else quantity.maximum,
                "vague" if open_count else quantity.qualifier,
                persons.noun,
                predicate.text,
                self.noun_is_perpetrator(persons.noun) or own_bomb,
                _ADDITIVE.search(text[persons.start : max(persons.end, predicate.start)]) is not None,
                rule,
            )
            for outcome in outcomes
        ]

    def _read_bare_plurals(
        self, text: str, end: int, predicates: Sequence[_Predicate], found: Sequence[Harm]
    ) -> list[Harm]:
        """Read persons without a count ("killing civilians"), which leave the count open."""
        bare = []
        for predicate in predicates:
            tail = _TAIL.match(text, predicate.end, end)
            if (
                not tail
                or not tail.group().strip()
                or any(predicate.end <= harm.start <= tail.end() + 1 for harm in found)
            ):
                continue
            plural = self._any_person.search(text, predicate.end, tail.end())
            if plural and plural.group().lower().endswith(("s", "men", "people", "children", "personnel", "police")):
                bare.append(
                    Harm(
                        start=plural.start(),
                        end=plural.end(),
                        outcome=predicate.outcome,
                        minimum=None,
                        maximum=None,
                        qualifier="vague",
                        noun=plural.group(),
                        verb=predicate.text,
                        are_perpetrators=self.noun_is_perpetrator(tail.group()),
                        additive=False,
                        rule="count_not_stated",
                    )
                )
        return bare

    def _read_reflexives(self, text: str, predicates: Sequence[_Predicate]) -> list[Harm]:
        """Read the attacker's own death ("killing himself")."""
        found = []
        for predicate in predicates:
            match = _REFLEXIVE.match(text, predicate.end)
            if match and predicate.outcome == "killed":
                found.append(
                    Harm(
                        predicate.start,
                        match.end(),
                        "killed",
                        1,
                        1,
                        "exact",
                        "",
                        predicate.text,
                        True,
                        False,
                        "reflexive",
                    )
                )
        return found


def _is_unreal(text: str, predicate: re.Match[str]) -> bool:
    """Whether a word tells of nothing that happened ("a plot to kill", "the attempted murder of two judges")."""
    if predicate.group().lower().endswith(" of"):
        before = text[max(0, predicate.start() - 40) : predicate.start()]
        return _ATTEMPT_BEFORE.search(before) is not None or _ATTEMPT_AFTER.match(text, predicate.end()) is not None
    base = _BASE_FORM.fullmatch(predicate.group()) is not None
    return base and _TO_BEFORE.search(text[max(0, predicate.start() - 4) : predicate.start()]) is not None


def _repeats(text: str, start: int, persons: _Persons) -> bool:
    """Whether a count repeats part of one already given ("including three children")."""
    return _SUBSET_BEFORE.search(text[max(start, persons.start - 40) : persons.start]) is not None


def _start_of_title(text: str, position: int, predicates: Sequence[_Predicate]) -> int:
    """Where the title before a name begins, with the words between it and the verb ("killed school teacher X Y")."""
    ends = [predicate.end for predicate in predicates if predicate.end <= position]
    words = _MODIFIERS.fullmatch(text, max(ends), position) if ends else None
    return words.start("words") if words else position


def _directly_before(text: str, position: int, predicates: Sequence[_Predicate]) -> _Predicate | None:
    for predicate in reversed(predicates):
        if predicate.end <= position:
            passive = _AUXILIARY_IN.search(text[max(0, predicate.start - 12) : predicate.start])
            return predicate if _DIRECTLY.match(text[predicate.end : position]) and not passive else None
    return None


def _grouped(text: str, persons: Sequence[_Persons]) -> list[list[_Persons]]:
    """Persons joined by commas and "and" stand under one predicate."""
    groups: list[list[_Persons]] = []
    for item in persons:
        if groups:
            between = text[groups[-1][-1].end : item.start]
            parenthesis = _PARENTHESIS.match(between)
            rest = between[parenthesis.end() :] if parenthesis else between
            if _SUBSET_TAIL.match(text[item.quantity.end : item.quantity.end + 40]) or item.noun.startswith(
                ("them ", "whom ")
            ):
                groups.append([item])
                continue
            if (
                item.weak
                and between.strip() == ","
                and text[item.end : item.end + 1] == ","
                and not _LIST_GOES_ON.match(text, item.end)
            ):
                continue
            if (groups[-1][-1].is_named and between.strip() == ",") or _ALSO.fullmatch(between):
                continue
            named = groups[-1][-1].is_named and _APPOSED.fullmatch(between) is not None
            if named or _JOIN.match(between) or (parenthesis and _JOIN.match(rest)):
                groups[-1].append(item)
                continue
        groups.append([item])
    return groups


def _cut_at_predicate(start: int, stop: int, predicates: Sequence[_Predicate]) -> int:
    return min((p.start for p in predicates if start <= p.start < stop), default=stop)


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and span[1] > start for start, end in others)
