"""Reads who was killed, wounded or kidnapped from a clause: counts, single persons, zeros, and counts left open.

Each count is tied to the predicate that governs it, by what stands right before or right after it; a count that cannot
be tied is not read.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.extraction.attackers_counted import without_attackers
from pipelines.extraction.counted_persons import (
    DEATH_NOUN,
    OFFICE_HOLDER,
    SUBSET_TAIL,
    TAIL,
    Persons,
    PersonsReader,
    grouped,
    is_part,
    repeats,
)
from pipelines.extraction.harm import Harm
from pipelines.extraction.harm_predicates import (
    AUXILIARY_IN,
    HarmWords,
    Predicate,
    PredicateReader,
    directly_before,
    is_of_earlier_event,
    overlaps,
)
from pipelines.extraction.open_counts import left_open
from pipelines.extraction.terms import compile_phrases
from pipelines.reading.codebook import CodebookModel

_EITHER = re.compile(
    (
        r"\s+(?:or|and/or|and)\s+(?:were\s+)?(?:wounded|injured|wounding|injuring|hurt|kidnapped)\b(?!\s+(?:\d"
        r"|an?\b|one|two|three|at\s+least|more|several|dozens))"
    ),
    re.IGNORECASE,
)
_EITHER_BEFORE = re.compile(r"\b(?:killed|killing|kill|kills|dead)\s+(?:or|and/or|and)\s+$", re.IGNORECASE)
_HOLDS_OFFICE = re.compile(OFFICE_HOLDER, re.IGNORECASE)
_PREPOSITION_BEFORE = re.compile(r"\b(?:of|in|at|near|on|from|by|against|to|into|for|outside)\s+$", re.IGNORECASE)
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
_AND_HIMSELF = re.compile(r"\s*,?\s+(?:and|as\s+well\s+as)\s+(?:himself|herself)\b", re.IGNORECASE)
_AND_APART = re.compile(r"\s*[,;]\s+(?:and|while|but)\s+(?:another\s+)?")
_IN_THE_FIRST = re.compile(r"(?:dead|died|killed|wounded|injured)\s+in\s+the\s+(?:first|former)\b", re.IGNORECASE)
_ONLY_ITSELF = re.compile(r"only\s+(?:himself|herself)$", re.IGNORECASE)
_CIRCUMSTANCE_BEFORE = re.compile(
    r"\b(?:during|after|before|following|since|amid|in|at|near|on|with|from|outside|inside)\s+$", re.IGNORECASE
)
_OF_A_PEOPLE = re.compile(r"[A-Z]\w+")
"""A single person told of by nothing but a people ("two engineers and a Tongan")."""
_LOSES = re.compile(r"los(?:ing|t)$", re.IGNORECASE)
_LOST = re.compile(r"lost$", re.IGNORECASE)
_A_FORCE_BEFORE = re.compile(
    r"\b(?:army|police|forces?|military|gendarmerie|guard|troops|battalion|brigade|patrol|marines|navy)\b(?:\s*\([^()]{2,10}\))?\s+"
    r"(?:(?:said|reported|admitted|acknowledged|announced|stated)\s+(?:that\s+)?(?:it|they)\s+(?:had\s+)?|also\s+)?$",
    re.IGNORECASE,
)
_ITS_MEN = re.compile(
    r"\b(?:men|soldiers?|policem[ae]n|officers?|troops|peacekeepers?|guards?|gendarmes?|marines?)$", re.IGNORECASE
)
_NEUTRALIZES = re.compile(r"neutrali[sz](?:ed|ing)$", re.IGNORECASE)
"""Bombs are neutralized as often as people are."""
_BURNS = re.compile(r"burn(?:ed|t|ing)$", re.IGNORECASE)
_TO_DEATH = re.compile(r"\s+(?:to\s+death|alive)\b", re.IGNORECASE)
_OTHERS = re.compile(r"(?:more|others?|of\s+them)?$", re.IGNORECASE)
_PRONOUN_AND = re.compile(r"\b(?:he|she)\s+and\s+$", re.IGNORECASE)
_HANDLING = r"(?:assembling|planting|making|building|handling|carrying|transporting|laying|preparing|placing)\b"
_WEARS = r"(?:wearing|carrying|strapped\s+with)\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}?(?:vests?|belts?|bombs?|explosives)\b"
OWN_BOMB = (
    r"\s+(?:died|(?:was|were)\s+killed|blew)\b[^;.]{0,40}?\bwhen\s+(?:the|an?|their|his|her)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:bombs?|devices?|explosives?|grenades?|IEDs?|mines?)\s+(?:that\s+|which\s+)?(?:he|she|they)\s+(?:was|were|had\s+been)\s+"
    rf"{_HANDLING}"
)
_HANDLED_BOMB = re.compile(
    rf"{OWN_BOMB}|\s+who\s+(?:were|was|had\s+been)\s+{_HANDLING}"
    rf"|\s+(?:who\s+(?:was|were)\s+)?{_WEARS}",
    re.IGNORECASE,
)
_ADDITIVE = re.compile(r"\b(?:another|additional|further|more|other|others|also)\b", re.IGNORECASE)
_REFLEXIVE = re.compile(r"\s+(?:himself|herself|itself)\b", re.IGNORECASE)
_ANIMALS = re.compile(
    (
        r"\b(?:cattle|cows?|livestock|animals?|camels?|sheep|goats?|horses?|dogs?|vehicles?|houses?|homes?|attacks?"
        r"|villages?|times?)\b"
    ),
    re.IGNORECASE,
)
_MET_BEFORE = re.compile(
    r"\b(?:shot(?:\s+at)?|shots\s+at|fired\s+at|fire\s+(?:on|at)|stabbed|knifed|slashed|hacked|attacked|assaulted|ambushed"
    r"|beat|struck|hit|(?:threw|hurled|tossed|lobbed|fired)\s+(?:[\w-]+\s+){1,5}at"
    r"|(?:vehicle|car|convoy|motorcade|home|house|residence|office|door|gate)\s+of)\s+$",
    re.IGNORECASE,
)
"""Before the one person whom an attack was on, whom a pronoun stands for later."""
_OTHERS_ACT = re.compile(
    r"\b(?:officers|officer\s+\w+ed|police\b(?!\s+(?:station|post|officer))|soldiers|forces|guards|troops|passersby|bystanders|neighbors|who|before|but|then|when|until"
    r"|he\s+(?:was|had)|she\s+(?:was|had))\b",
    re.IGNORECASE,
)
_HIM = re.compile(
    r"\b(?P<verb>wounding|injuring|hurting|killing|(?:and\s+)(?:\w+ly\s+)?(?:wounded|injured|hurt|killed))\s+(?P<who>him|her)\b"
    r"(?=\s*(?:[.,;]|$)|\s+(?:in|at|on|with|before|as|seriously|critically|slightly|lightly|and\s+(?:killing|wounding|injuring))\b)",
    re.IGNORECASE,
)
_HE_DIED = re.compile(
    r"[;,]\s+(?:and\s+)?(?P<who>he|she)\s+(?:later\s+|subsequently\s+)?(?P<verb>died|succumbed)\b[^,;.]{0,40}?\b(?:hospital|wounds|injuries)\b",
    re.IGNORECASE,
)
_STRUCK_VERB = (
    r"(?:(?:stabbed|knifed|slashed)\b(?!\s+to\s+death\b)"
    r"|shot\b(?!\s+(?:at|down|dead|and\s+killed|to\s+death)\b))"
)
_STRUCK = re.compile(rf"\b{_STRUCK_VERB}", re.IGNORECASE)
_STRUCK_BEFORE = re.compile(r"\b(?:stabbed|knifed|slashed|shot)\s+$", re.IGNORECASE)
_STRUCK_BEHIND = re.compile(rf"\s+(?:was|were)\s+{_STRUCK_VERB}", re.IGNORECASE)
_SPOKE_OF = re.compile(r"\b(?:spoke|toll|count|figure)\s+of\s+$", re.IGNORECASE)
_SHARED_FATE = re.compile(
    r"\b(?:was|were)\s+(?P<verb>(?P<killed>killed|murdered|assassinated|beheaded|executed|gunned\s+down|shot\s+dead|shot\s+and\s+killed)"
    r"|(?P<wounded>wounded|injured)|(?P<kidnapped>kidnapped|abducted))\s+(?:(?:along|together)\s+)?with\s+$",
    re.IGNORECASE,
)
_AS_WERE = re.compile(
    r"\b(?P<verb>(?P<killed>killed|murdered|died|beheaded)|(?P<wounded>wounded|injured)|(?P<kidnapped>kidnapped|abducted))\b"
    r"[^;.]{0,40}?,?\s+as\s+(?:were|was|did)\s+(?:also\s+)?$",
    re.IGNORECASE,
)
"""Before those who met with the same ("the colonel was killed, as were six of his men")."""
_THEM = re.compile(
    r"\b(?P<verb>(?:killed|executed|beheaded|murdered|massacred)\s+(?P<who>them|all\s+of\s+them)\b"
    r"|shot\s+(?:and\s+killed\s+(?:them|all\s+of\s+them)|(?:them|all\s+of\s+them)\s+(?:all\s+)?(?:dead|to\s+death)))\b(?!\s+selves)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*,[^,;.]{1,80}(?:,[^,;.]{1,40})?,\s*|\s+|\s+who\s+[^,;.]{1,60}?\s+")
_LOST_A_LIMB = re.compile(
    r"[;,]\s+(?:and\s+)?(?P<who>he|she)\s+(?P<verb>lost)\s+(?:an?|his|her|both)\s+(?:\w+\s+)?(?:legs?|arms?|hands?|foot|feet|eyes?|fingers?)\b",
    re.IGNORECASE,
)
_WOUNDS = ("wounding", "injuring", "hurting", "wounded", "injured", "hurt", "lost")
_MODIFIERS_BEFORE = re.compile(r"(?:(?!(?:of|and|or|in|at|on|by|with|a|an|the)\b)[\w'-]+\s+){1,3}$", re.IGNORECASE)
_PHRASE = 40
"""How many characters the words before a noun in its phrase may take."""
_DID_NOT_SURVIVE = re.compile(r"(?P<noun>.*?)\s*\b(?P<verb>did\s+not(?:\s+survive)?)$", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;]|$)")
_SURVIVED_BEFORE = re.compile(r"\bsurvived\b[^.]{0,60}$", re.IGNORECASE)
_ANYBODY = re.compile(r"(?:people|persons|individuals|others|victims|(?:\w+\s+)?civilians|men|women)?", re.IGNORECASE)
_WAS_ALONE = re.compile(r"\s*,?\s*was\b")
_AS_ONE = re.compile(
    r"\b(?:group|family|team|crew|party|convoy|squad|couple|pair|total|number|couples|one)\b", re.IGNORECASE
)
"""Words for several people of whom one may say "was"."""
_WEARS_A_BOMB = re.compile(rf"\b{_WEARS}", re.IGNORECASE)
_TAKEN_WITH_HIM = re.compile(
    r"\b(?P<verb>kidnapped|abducted|seized)\b[^,;.]{0,40}?\b(?:together|along)\s+with\s+$", re.IGNORECASE
)
"""Before those who were taken with somebody who was killed later, and who were not."""
_WITH_OTHERS = re.compile(r"\b(?:kidnapped|abducted|seized)\b[^,;.]{0,40}?\b(?:together|along)\s+with\b", re.IGNORECASE)
_FOUND_DEAD = re.compile(
    r"\b(?P<who>they|he|she)\s+(?:was|were)\s+(?:later\s+)?found\s+(?P<verb>dead|murdered|beheaded|shot(?:\s+dead)?)\b",
    re.IGNORECASE,
)
_BODY_FOUND = re.compile(
    r"\b(?:(?:his|her|the\s+(?:[\w-]+\s+)?[\w-]+'s)\s+(?:[\w-]+\s+){0,2}?(?:body|corpse)"
    r"|the\s+body\s+of\s+(?:(?:the|an?)\s+[\w-]+(?:\s+[\w-]+){0,2}?|one(?:\s+of\s+(?:them|the\s+[\w-]+))?))\s+"
    r"was\s+(?:later\s+|subsequently\s+)?(?P<verb>found|discovered|recovered)\b",
    re.IGNORECASE,
)
"""What became of somebody who had been taken away."""
_FATALLY = re.compile(r"\s+fatally\b", re.IGNORECASE)
"""Behind those of the persons counted before who died ("stabbed four people, two fatally")."""
_ARMS = re.compile(r"\b(?:knife|knives|gun|pistol|rifle|machete|axe|sword|hammer|dagger)s?$", re.IGNORECASE)
"""Arms, which a count before them is no count of people of."""
_OF_THOSE = re.compile(r"of\s+(?:the|those)", re.IGNORECASE)
_BEFORE_WHOM = re.compile(r"(?:\s+(?:in|at|near)\s+[^,;.]{1,40})?\s*,\s+(?:including\s+)?")
_SOME_OF_WHOM = re.compile(r"(?:at\s+least\s+)?[\w-]+\s+of\s+whom\s", re.IGNORECASE)
_WORDS_OF_FIGURES = tuple("nobody no none no-one without neither claimed put counted".split())


class NoCasualtyWords(CodebookModel):
    """The codebook's words for a stated zero."""

    killed_and_wounded: tuple[str, ...]
    killed: tuple[str, ...]
    wounded: tuple[str, ...]


def _meant(persons: Persons, match: re.Match[str], outcome: str) -> Harm:
    """The harm to persons whom a pronoun stands for; it counts only where nothing else is said of the outcome."""
    return Harm(
        start=persons.start,
        end=persons.end,
        outcome=outcome,
        minimum=persons.quantity.minimum,
        maximum=persons.quantity.maximum,
        qualifier=persons.quantity.qualifier,
        noun=persons.noun,
        verb=" ".join(match["verb"].split()),
        are_perpetrators=False,
        additive=False,
        rule="pronoun",
        is_subset=True,
    )


def _behind_part(text: str, start: int, group: Sequence[Persons]) -> Sequence[Persons] | None:
    """Those of a group who stand behind a part of a count given before; None where the group begins with no part.

    "... among them six children, and three others died", "38 were killed, 30 of them officers, and 155 were injured",
    "stabbed four people, two fatally".
    """
    first, last = group[0], group[-1]
    if len(group) > 1 and _FATALLY.match(text, last.end):
        return [last]
    if repeats(text, start, first):
        apart = len(group) > 1 and _AND_APART.fullmatch(text, group[-2].end, last.start) and not last.weak
        return [last] if apart else []
    if len(group) > 1 and is_part(text, first) and _AND_APART.fullmatch(text, first.end, group[1].start):
        return group[1:]
    return None


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
        self._predicates = PredicateReader(harm)
        self._persons = PersonsReader(self._predicates, persons, perpetrators)
        self._zeros = (
            (("killed", "wounded"), compile_phrases(none.killed_and_wounded)),
            (("killed",), compile_phrases(none.killed)),
            (("wounded",), compile_phrases(none.wounded)),
        )
        self._relevant = compile_phrases(
            (*self._predicates.words, *_WORDS_OF_FIGURES, "massacre*", "body", "them", "found dead", "did not")
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
        predicates = self._predicates.find(text, start, end, blocked)
        groups = grouped(text, self._persons.find(text, start, end, predicates, [*skip, *blocked]))
        found = [harm for group in groups for harm in self._read_group(text, (start, end), group, predicates)]
        found += self._read_bare_plurals(text, end, predicates, found)
        found += self._read_reflexives(text, predicates)
        found += self._read_reflexives_behind(text, found)
        found += self._read_pronouns(text, start, end, [p for group in groups for p in group], found)
        found += self._read_bodies(text, start, end)
        found += self._read_others_than_survivors(text, start, groups, found)
        found = self._added_of_the_wounded(text, found)
        repeating = [group for group in groups if repeats(text, start, group[0]) or self._are_attackers_of(text, group)]
        apart = [group for group in groups if group not in repeating]
        if repeating:
            found = self._open_behind_subset(text, self._without_attackers(found, repeating), repeating)
        found = [harm for harm in found if not is_of_earlier_event(text, start, harm.start)]
        found = left_open(text, end, apart, found, predicates)
        found = without_attackers(text, end, found, self._persons.noun_is_perpetrator)
        return tuple(sorted(dict.fromkeys((*found, *zeros)), key=lambda harm: (harm.start, harm.outcome)))

    def vanished(self, text: str, start: int, verb: re.Match[str]) -> Harm | None:
        """Find the counted people who went missing, as kidnapped.

        Args:
            text: folded text.
            start: first code point of the sentence.
            verb: the words that say so.

        Returns:
            The persons as harm, or None where no count is their subject.
        """
        subject = Predicate(verb.start(), verb.end(), "kidnapped", verb["verb"])
        found = [
            p
            for p in self._persons.find(text, start, verb.end(), (subject,), ())
            if p.end <= verb.start() and _ASIDE.fullmatch(text, p.end, verb.start())
        ]
        found = [p for p in found if not p.weak and not self._persons.noun_is_perpetrator(p.noun)]
        if not found or found[0].quantity.minimum is None or not self._persons.any_person.search(found[0].noun):
            return None
        return replace(_meant(found[0], verb, "kidnapped"), is_subset=False, rule="vanished")

    def last_persons(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find the people named last before a position, counted or not.

        Args:
            text: folded text.
            start: first code point to look at.
            end: the position.

        Returns:
            The span of the noun with the words before it in its phrase, or None.
        """
        found = [match.span() for match in self._persons.any_person.finditer(text, start, end)]
        if not found:
            return None
        modifiers = _MODIFIERS_BEFORE.search(text, max(start, found[-1][0] - _PHRASE), found[-1][0])
        return (modifiers.start() if modifiers else found[-1][0]), found[-1][1]

    def struck(self, text: str, start: int, end: int) -> Harm | None:
        """Find those who were stabbed or shot, as wounded, where a span tells of one such party and of no harm to it.

        Args:
            text: folded text.
            start: first code point of the span.
            end: code point after its last.

        Returns:
            The persons as harm, or None.
        """
        if not _STRUCK.search(text, start, end):
            return None
        found = [
            p
            for p in self._persons.find(text, start, end, self._predicates.find(text, start, end, ()), ())
            if (
                _STRUCK_BEFORE.search(text[max(start, p.start - 20) : p.start])
                or _STRUCK_BEHIND.match(text, p.end, end)
            )
            and not self._persons.noun_is_perpetrator(p.noun)
        ]
        if len(found) != 1 or found[0].quantity.minimum is None:
            return None
        quantity = found[0].quantity
        verb = _STRUCK.search(text, start, end)
        return Harm(
            start=found[0].start,
            end=found[0].end,
            outcome="wounded",
            minimum=quantity.minimum,
            maximum=quantity.maximum,
            qualifier=quantity.qualifier,
            noun=found[0].noun,
            verb=verb.group() if verb else "",
            are_perpetrators=False,
            additive=False,
            rule="survivor",
        )

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

    def _read_pronouns(
        self, text: str, start: int, end: int, persons: Sequence[Persons], found: Sequence[Harm]
    ) -> list[Harm]:
        """Read whom a pronoun stands for, where one victim alone can be meant ("shot at a judge, wounding him")."""
        harms = []
        counted = [(harm.start, harm.end) for harm in found]
        victims = [
            p
            for p in persons
            if not overlaps((p.start, p.end), counted) and not self._persons.noun_is_perpetrator(p.noun)
        ]
        for pattern in (_HIM, _HE_DIED, _LOST_A_LIMB):
            for match in pattern.finditer(text, start, end):
                met = [
                    p
                    for p in victims
                    if p.end <= match.start()
                    and p.quantity.maximum == 1
                    and _MET_BEFORE.search(text[max(start, p.start - 60) : p.start])
                ]
                if len(met) != 1 or _OTHERS_ACT.search(text, met[0].end, match.start("who")):
                    continue
                outcome = "wounded" if match["verb"].split()[-1].lower() in _WOUNDS else "killed"
                harms.append(_meant(met[0], match, outcome))
        harms += self._read_companions(text, start, victims)
        taken = [h for h in found if h.outcome == "kidnapped"]
        for match in _FOUND_DEAD.finditer(text, start, end):
            held = [p for p in persons for h in taken if p.start == h.start and p.end <= match.start()]
            if len(held) == 1 and (held[0].quantity.maximum == 1) is (match["who"].lower() != "they"):
                harms.append(_meant(held[0], match, "killed"))
        for match in _THEM.finditer(text, start, end):
            many = [p for p in persons if p.end <= match.start() and p.quantity.maximum != 1]
            if len(many) == 1 and not self._persons.noun_is_perpetrator(many[0].noun):
                harms.append(_meant(many[0], match, "killed"))
        return harms

    def _read_companions(self, text: str, start: int, others: Sequence[Persons]) -> list[Harm]:
        """Read those who shared somebody's fate ("was shot dead together with two guards")."""
        harms = []
        for persons in others:
            met = _SHARED_FATE.search(text, max(start, persons.start - 60), persons.start) or _AS_WERE.search(
                text, max(start, persons.start - 60), persons.start
            )
            if met is None or persons.weak or not self._persons.any_person.search(persons.noun):
                continue
            outcome = next(name for name in ("killed", "wounded", "kidnapped") if met[name])
            harms.append(replace(_meant(persons, met, outcome), is_subset=False))
        return harms

    def _read_others_than_survivors(
        self, text: str, start: int, groups: Sequence[Sequence[Persons]], found: Sequence[Harm]
    ) -> list[Harm]:
        """Read those who died where others lived ("He survived; two of his bodyguards did not")."""
        harms = []
        counted = [(harm.start, harm.end) for harm in found]
        for persons in (p for group in groups for p in group):
            told = _DID_NOT_SURVIVE.fullmatch(persons.noun)
            if told is None or overlaps((persons.start, persons.end), counted) or not _ENDS.match(text, persons.end):
                continue
            lived = told["verb"].lower().endswith("survive") or _SURVIVED_BEFORE.search(text, start, persons.start)
            if lived and not self._persons.noun_is_perpetrator(told["noun"]):
                end = persons.end - len(told["verb"])
                dead = replace(persons, end=end, noun=told["noun"])
                harms.append(replace(_meant(dead, told, "killed"), is_subset=False, rule="did_not_survive"))
        return harms

    def _read_bodies(self, text: str, start: int, end: int) -> list[Harm]:
        """Read the death of somebody told of before whose body was found."""
        return [
            Harm(
                match.start(), match.end(), "killed", 1, 1, "exact", "", match["verb"], False, False, "body_found", True
            )
            for match in _BODY_FOUND.finditer(text, start, end)
        ]

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

    def _without_attackers(self, found: Sequence[Harm], repeating: Sequence[Sequence[Persons]]) -> list[Harm]:
        """Take attackers out of a count that includes them ("five were killed, including three attackers")."""
        result = list(found)
        for group in repeating:
            for persons in group:
                whole = [
                    h for h in result if h.end <= persons.start and h.outcome == "killed" and not h.are_perpetrators
                ]
                count = persons.quantity.minimum
                if not whole or count is None or not self._persons.noun_is_perpetrator(persons.noun):
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

    def _are_attackers_of(self, text: str, group: Sequence[Persons]) -> bool:
        """Whether a count says how many of those counted before were attackers ("40 dead, 28 of them militants")."""
        return is_part(text, group[0]) and self._persons.noun_is_perpetrator(group[0].noun)

    def _added_of_the_wounded(self, text: str, found: Sequence[Harm]) -> list[Harm]:
        """Add those who died of the wounded to the dead ("killed one and wounded 14, three of whom later died")."""
        survived = [h.end for h in found if h.outcome in ("wounded", "kidnapped") and not h.are_perpetrators]
        return [
            replace(harm, is_subset=False)
            if harm.is_subset
            and harm.outcome == "killed"
            and any(_BEFORE_WHOM.fullmatch(text, end, harm.start) for end in survived)
            and _SOME_OF_WHOM.match(text, harm.start)
            else harm
            for harm in found
        ]

    def _open_behind_subset(
        self, text: str, found: Sequence[Harm], repeating: Sequence[Sequence[Persons]]
    ) -> list[Harm]:
        """Leave a count open above where others may add to it ("20 hostages, including 17 women, and two officers")."""
        result = list(found)
        for group in repeating:
            if len(group) != 2 or group[1].weak:
                continue
            apart = _AND_APART.fullmatch(text, group[0].end, group[1].start) is not None
            whole = [h for h in result if h.end <= group[0].start and not h.are_perpetrators and h.rule != "zero"]
            counted = any(group[1].start <= h.start < group[1].end for h in result)
            if apart and whole and not counted and not self._persons.noun_is_perpetrator(group[1].noun):
                at = result.index(whole[-1])
                result[at] = replace(whole[-1], maximum=None, qualifier="at_least")
        return result

    def _read_group(
        self, text: str, span: tuple[int, int], group: Sequence[Persons], predicates: Sequence[Predicate]
    ) -> list[Harm]:
        start, end = span
        while len(group) > 1 and self._is_circumstance(text, group[0]):
            group = group[1:]
        rest = _behind_part(text, start, group)
        if rest is not None:
            return self._read_group(text, (rest[0].start, end), rest, predicates) if rest else []
        first, last = group[0], group[-1]
        before = directly_before(text, first.start, predicates)
        after = self._predicate_behind(text, group, before, end)
        if before is None and len(group) > 1 and _IN_THE_FIRST.search(text, first.end, last.start):
            return self._read_each(text, group, self._predicates.after(text, first.end, end), after)
        part = before is None and is_part(text, first)
        before, taken = self._taken(text, group, before, end)
        found = []
        group = self._without_breakdown(group)
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

    def _taken(
        self, text: str, group: Sequence[Persons], before: Predicate | None, end: int
    ) -> tuple[Predicate | None, Predicate | None]:
        """The predicate before a list of persons, and the verb that takes them hostage, which replaces "took"."""
        taken = self._predicates.taken_hostage(text, group[0].start, group[-1].end, end)
        holds = taken is not None and before is not None and before.outcome == "kidnapped"
        return (None if holds else before), taken

    def _predicate_behind(
        self, text: str, group: Sequence[Persons], before: Predicate | None, end: int
    ) -> Predicate | None:
        """The predicate behind a list of persons; none where they only modify another noun ("the driver of a bus")."""
        first, last = group[0], group[-1]
        with_him = _TAKEN_WITH_HIM.search(text, max(0, first.start - 80), first.start)
        if before is None and with_him:
            return Predicate(with_him.start("verb"), with_him.end("verb"), "kidnapped", with_him["verb"])
        tail = SUBSET_TAIL.match(text[last.quantity.end : last.quantity.end + 40])
        after = self._predicates.after(text, max(last.end, last.quantity.end + (tail.end() if tail else 0)), end)
        if after is not None and self._is_singular(text, last, after):
            return None
        modifies = before is None and _PREPOSITION_BEFORE.search(text[max(0, first.start - 9) : first.start])
        if after is None or not modifies or _SPOKE_OF.search(text[max(0, first.start - 12) : first.start]):
            return after
        passive = AUXILIARY_IN.search(text, last.end, after.start)
        return None if passive or not DEATH_NOUN.match(after.text) else after

    @staticmethod
    def _without_breakdown(group: Sequence[Persons]) -> Sequence[Persons]:
        """Leave out those who are told again in parts ("killed five people, two officers and three clerks")."""
        first, rest = group[0], group[1:]
        whole, parts = first.quantity.minimum, [p.quantity.minimum for p in rest]
        if whole is None or len(rest) < 2 or not _ANYBODY.fullmatch(first.noun) or None in parts:
            return group
        return group[:1] if sum(part or 0 for part in parts) == whole else group

    @staticmethod
    def _is_singular(text: str, persons: Persons, predicate: Predicate) -> bool:
        """Whether "was" tells that several people are not who it speaks of ("the man who killed two was shot")."""
        several = persons.quantity.minimum is not None and persons.quantity.minimum > 1
        return (
            several
            and _WAS_ALONE.match(text, persons.end, predicate.end) is not None
            and _AS_ONE.search(text, persons.start, persons.end) is None
        )

    def _read_each(
        self, text: str, group: Sequence[Persons], shared: Predicate | None, own: Predicate | None
    ) -> list[Harm]:
        """Read a list of which the first has the predicate ("two died in the first attack and three in the second")."""
        governed = [(persons, own if persons is group[-1] and own else shared) for persons in group]
        return [
            harm
            for persons, predicate in governed
            if predicate is not None
            for harm in self._harms(text, persons, predicate, "count_before_predicate")
        ]

    def _is_circumstance(self, text: str, persons: Persons) -> bool:
        """Whether the first of a list is no person but what the sentence opens with ("During a siege, 39 died")."""
        if not persons.weak or self._persons.any_person.search(persons.noun) or _PERSON_SUFFIX.search(persons.noun):
            return False
        return _CIRCUMSTANCE_BEFORE.search(text[max(0, persons.start - 12) : persons.start]) is not None

    def _opens_clause(self, text: str, persons: Persons) -> bool:
        """Whether the last of a list is rather the subject of what follows, or no person at all."""
        if _AUXILIARY_NEXT.match(text, persons.end):
            return True
        return persons.weak and not (
            self._persons.any_person.search(persons.noun)
            or _PERSON_SUFFIX.search(persons.noun)
            or _OF_A_PEOPLE.fullmatch(persons.noun)
        )

    def _harms(self, text: str, persons: Persons, predicate: Predicate, rule: str) -> list[Harm]:
        known = self._persons.any_person.search(persons.noun) is not None or (
            persons.quantity.maximum == 1 and _HOLDS_OFFICE.search(persons.noun) is not None
        )
        holds = _HOLDS.match(predicate.text) is not None and rule != "count_taken_hostage"
        if (
            (
                _BURNS.search(predicate.text)
                or _LOSES.match(predicate.text)
                or (persons.weak and _NEUTRALIZES.search(predicate.text))
            )
            and not known
            and not _OTHERS.fullmatch(persons.noun)
        ):
            return []
        if _LOST.match(predicate.text) and not (
            _ITS_MEN.search(persons.noun)
            and _A_FORCE_BEFORE.search(text[max(0, predicate.start - 60) : predicate.start])
        ):
            return []
        if _ARMS.search(persons.noun):
            return []
        likely = persons.weak and _PERSON_SUFFIX.search(persons.noun) is not None
        if (_ANIMALS.search(persons.noun) and not known) or (holds and not known and not likely):
            return []
        if (holds and _TAKEN_TO.match(text, persons.end)) or (
            predicate.outcome == "kidnapped" and _OF_THOSE.fullmatch(persons.noun.strip())
        ):
            return []
        if _BURNS.search(predicate.text) and _TO_DEATH.match(text, persons.end):
            predicate = replace(predicate, outcome="killed")
        quantity = persons.quantity
        either = _EITHER.match(text, predicate.end) or _EITHER_BEFORE.search(
            text[max(0, predicate.start - 20) : predicate.start]
        )
        outcomes = (
            ("killed", "wounded") if either and predicate.outcome in ("killed", "wounded") else (predicate.outcome,)
        )
        open_count = len(outcomes) > 1
        own_bomb = predicate.outcome == "killed" and (
            _HANDLED_BOMB.match(text, persons.end) is not None or _WEARS_A_BOMB.search(persons.noun) is not None
        )
        if (
            predicate.outcome == "kidnapped"
            and rule == "count_before_predicate"
            and _THEN_KILLED.match(text, predicate.end)
        ):
            outcomes = ("kidnapped", "killed")
        if predicate.outcome == "killed" and (
            _KIDNAPPED_AND.search(text[max(0, predicate.start - 40) : predicate.start])
            or _WITH_OTHERS.search(text, persons.end, max(persons.end, predicate.start))
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
                self._persons.noun_is_perpetrator(persons.noun) or own_bomb,
                _ADDITIVE.search(text[persons.start : max(persons.end, predicate.start)]) is not None,
                rule,
            )
            for outcome in outcomes
        ]

    def _read_bare_plurals(
        self, text: str, end: int, predicates: Sequence[Predicate], found: Sequence[Harm]
    ) -> list[Harm]:
        """Read persons without a count ("killing civilians"), which leave the count open."""
        bare = []
        for predicate in predicates:
            tail = TAIL.match(text, predicate.end, end)
            if (
                not tail
                or _LOST.match(predicate.text)
                or not tail.group().strip()
                or any(predicate.end <= harm.start <= tail.end() + 1 for harm in found)
            ):
                continue
            plural = self._persons.any_person.search(text, predicate.end, tail.end())
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
                        are_perpetrators=self._persons.noun_is_perpetrator(tail.group()),
                        additive=False,
                        rule="count_not_stated",
                    )
                )
        return bare

    def _read_reflexives(self, text: str, predicates: Sequence[Predicate]) -> list[Harm]:
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
