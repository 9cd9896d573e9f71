"""Finds the persons that a clause counts: counts with their nouns, single persons, and persons told of by name.

Whether a count is one of casualties is decided by the predicate beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from pipelines.extraction.harm_predicates import (
    PARENTHESIS,
    STOP,
    Predicate,
    PredicateReader,
    cut_at_predicate,
    directly_before,
    overlaps,
    start_of_title,
)
from pipelines.extraction.quantities import Quantity, find_quantities
from pipelines.extraction.terms import any_phrase, compile_phrases

TAIL = re.compile(rf"(?:\s+(?!{STOP}\b)(?:\([^)]{{0,60}}\)|(?:[A-Z]\.){{2,4}}(?=\s)|[\w'’-]+)){{0,8}}", re.IGNORECASE)
_JOIN = re.compile(
    (
        r"\s*(?:,\s*(?:and|as\s+well\s+as)?|and|as\s+well\s+as|along\s+with|together\s+with|plus)\s+(?:also\s+)?(?:"
        r"(?:his|her|their|its|the)\s+)?$|\s*,\s*(?:and\s+)?$"
        r"|\s+of\s+(?:the\s+)?[^,;.]{1,60}?(?:\s+and\s+(?:(?:his|her|their|the)\s+)?|,\s+(?:and\s+)?(?:his|her|their)\s+)$"
        r"|\s+(?:in|at|on|near|outside|inside)\s+(?:the|an?|his|her|their)\s+(?:[a-z][\w-]*\s+){1,3}?and\s+$"
        r"|\s+(?:hostages?|captives?)(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:(?:his|her|their|the)\s+)?$"
        r"|\s*,\s*(?:all|both|most|mostly|mainly)\s+[^,;.]{1,50},\s+(?:and|as\s+well\s+as|along\s+with|together\s+with)\s+$"
        r"|(?:\s+(?:(?:was|were|had\s+been)\s+)?(?:dead|died|killed|wounded|injured))?\s+in\s+the\s+(?:first"
        r"|former)\b[^,;.]{0,40}?,?\s+and\s+$"
    ),
    re.IGNORECASE,
)
_THEIRS_BEHIND = re.compile(
    r"\s+(?:for|from|to|with|working|of|at|in)\s+(?:(?!(?:and|who|when|while|after|before|which)\b)[\w'’-]+\s+){1,8}and\s+(?:(?:his|her|their)\s+)?$"
)
"""Between somebody and his own people ("a candidate for parliament and her driver")."""
_NAMED_AND = re.compile(
    r"\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}\s*,?\s+(?:and|as\s+well\s+as)\s+(?:(?:his|her|their)\s+)?$"
)
_POSSESSIVE = re.compile(r"(?:his|her|their)\b", re.IGNORECASE)
_HOW_BADLY = re.compile(r"\s+(?:seriously|critically|severely|gravely|slightly|lightly)\s*(?:[.,;]|$)")
"""Behind a bare count of those already counted ("wounded eight civilians, two seriously")."""
_NAME_BETWEEN = re.compile(
    r"\s*,\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3}\s*,\s+(?:and|as\s+well\s+as|along\s+with)\s+(?:(?:his|her|the)\s+)?"
)
_PRONOUN_PAIR = re.compile(
    r"\b(?:him|her)(?=\s*,?\s+and\s+(?:his|her)\s+)"
    r"|(?:(?<=killing\s)|(?<=wounding\s)|(?<=injuring\s))(?:him|her)(?=\s*,\s+(?:his|her)\s+[^,;.]{1,40},?\s+and\s"
    r"|\s+and\s+(?:an?|\d+|two|three|four|five|six|seven|eight|nine|ten)\s+(?!\w+ing\b|accomplices?\b|other\b|others\b|fellow\b|attackers?\b))"
)
_SUBSET_BEFORE = re.compile(
    r"(?:\bincluding(?:\s+(?:that|those)\s+of)?|\bincluded|\bamong\s+(?:them|whom|the\s+dead|the\s+victims|those)|\bcomprising|\bof\s+"
    r"(?:whom|them)|:)\s*:?\s*(?:were\s+)?(?:the|at\s+least|about|both|also)?\s*$",
    re.IGNORECASE,
)
_NOT_INCLUDING = re.compile(r"\bnot\s+(?:including|counting)\s+(?:the\s+)?$", re.IGNORECASE)
SUBSET_TAIL = re.compile(
    r"^\s*(?:of\s+(?:whom|which|them|those|the\s+(?:victims|dead|killed|wounded|injured|casualties))\b)", re.IGNORECASE
)
_AMONG_THEM = re.compile(r"\bamong\s+(?:them|whom|those|the\s+(?:dead|killed|victims|wounded|injured))$", re.IGNORECASE)
OFFICE_HOLDER = (
    r"\b(?:head|chief|leader|chair|chairman|chairwoman|chairperson|director|secretary|deputy|coordinator|spokesman"
    r"|spokeswoman|spokesperson|manager|founder|owner)(?=\s+of\b)"
)
"""Words for a person only where they are of something: not "the head" that somebody is shot in."""
_OFFICE = re.compile(
    r"\s+of\s+(?:the\s+|an?\s+)?(?:(?!(?:and|was|were|who|in|of)\b)[\w'’-]+\s+){0,5}?[\w'’-]+"
    r"(?:\s+(?:in|of)\s+(?:the\s+)?[\w'’-]+(?:\s+[A-Z][\w'’-]+)*)?(?=\s*,\s+(?:and\s+)?(?:his|her|their)\b|\s*,\s+(?:[A-Z][\w'’-]+\s*){1,5},\s+(?:and|as\s+well\s+as|along\s+with)\s|\s+and\s+(?:his|her|their|an?|the|\w+)\s+\w+"
    r"|\s+(?:was|were|died|had|in|at|near|outside|on)\b|\s*[.;])"
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
DEATH_NOUN = re.compile(
    r"(?:deaths?|dead|fatalit(?:y|ies)|injur(?:y|ies)|bodies|lives|wounded|injured)$", re.IGNORECASE
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
_COUPLE = re.compile(r"\bcouple\b", re.IGNORECASE)
"""Two persons: "a married couple", where "a couple of" is left open."""
_IN_A_PLACE_AND = re.compile(
    r"\s+(?:in|at|near)\s+(?:the\s+(?:town|village|city)\s+of\s+)?(?:[A-Z][\w'’-]*\s+){1,4}and\s+"
)
"""Between persons harmed at one place and those harmed at the next ("killed five in X and three in Y")."""
_IN_EACH_PLACE = re.compile(
    r"\s+(?:in|at|near)\s+(?:the\s+(?:town|village|city)\s+of\s+)?(?:[A-Z][\w'’-]*\s*){1,4},\s+(?:and\s+)?"
)
_IN_NEXT_PLACE = re.compile(r"\s*(?:in|at|near)\s+(?:the\s+(?:town|village|city)\s+of\s+)?[A-Z]")
"""The same in a list of places ("killed nine in X, four in Y, and two in Z")."""
_AT_THE_NEXT = re.compile(r"\s*(?:[,;.]|$|who\b|(?:in|at|near)\s+(?:the\s+(?:town|village|city)\s+of\s+)?[A-Z])")
_INDEFINITE = re.compile(r"an?\s", re.IGNORECASE)
_OF_HIS = re.compile(r"(?:of\s+)?(?:his|her|their)\b")
_NO_LONGER = re.compile(r"\b(?:former|ex|demobilized|retired|surrendered|repentant|onetime|one-time)\b", re.IGNORECASE)
"""Who was an attacker once and is told of as a victim now."""
_STRIKES = re.compile(
    r"\s+(?:shot|stabbed|knifed|attacked|ambushed|beat|stormed|raided)(?=\s+(?:an?|the|his|her|two|three)\s)"
)
"""What the persons counted do to others ("two men shot a lawyer")."""
_FIRED_BACK = re.compile(
    r"\b(?:they|police|officers?|soldiers?|forces|guards?|troops)\s+(?:\w+\s+)?(?:opened\s+fire|returned\s+fire|fired|shot\s+(?:him|her|back))\b",
    re.IGNORECASE,
)
"""Behind these words "him" is rather the attacker."""
_ACTS_ITSELF = re.compile(r"\s\w+ed\b")
_ALSO = re.compile(r"\s*,\s+(?:also|himself|herself)\s+", re.IGNORECASE)
"""Between a person and what else that person is ("a judge, also a member of the council")."""
_BODY_PART = re.compile(
    r"(?:leg|arm|hand|foot|head|face|chest|shoulder|back|neck|stomach|eye|finger)s?\b", re.IGNORECASE
)
_NAME_ENDS = re.compile(r"\s*(?:[,.;]|$|\b(?:and|in|at|on|near|outside|with|as|who|when|while|during|by)\b)")
_ANOTHER_ALONE = re.compile(
    r"\b[Aa]nother(?=\s+(?:was|died|later|subsequently|succumbed)\b"
    r"|\s+(?:(?:seriously|critically|lightly|slightly)\s+)?(?:wounded|injured|hurt|killed)"
    r"(?:\s*(?:[.,;]|$)|\s+(?:in|at|on|when|by|near)\b))"
    r"|(?:(?<=ed\s)|(?<=ing\s))(?:another|the\s+other)(?=\s*(?:[.,;]|$|(?:and|before|in|at|on)\b))"
)
_AGE_BEFORE = re.compile(r"(?:\bno|\bnot|\b(?:boy|girl|child|man|woman|youth)\s+of|\baged?)\s+$", re.IGNORECASE)
_OWNED = re.compile(r"(?:his|her|their|its)\s", re.IGNORECASE)
_BARE_AND = re.compile(r"\s+and\s+(?=[a-z])")
_ONE_AND_THE_SAME = re.compile(r"\b(?:colleague|partner|companion|friend|aide|assistant|adviser)$", re.IGNORECASE)
"""Who may be the very person named before ("his friend and colleague")."""
_ARTICLE = re.compile(r"\b(?:an?|the|his|her|their|its|[A-Z][\w-]*'s)\s+", re.IGNORECASE)
_ONE_ATTACKER = tuple(
    "attacker gunman assailant militant terrorist bomber insurgent rebel fighter jihadist extremist perpetrator "
    "hijacker kidnapper knifeman suspect".split()
)
_PERSONS_IN_OTHER_WORDS = tuple(
    "women men children policemen policewomen wives passersby passers-by gunmen fishermen servicemen businessmen "
    "clergymen crewmen guardsmen seamen lawmen lives bodies personnel police troops families".split()
)


@dataclass(frozen=True, slots=True)
class Persons:
    """Persons counted in a text: the span of count and noun, the count, and the noun.

    `weak` marks a single person that only the grammar shows to be one.
    """

    start: int
    end: int
    quantity: Quantity
    noun: str
    weak: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the person is told of by name, without a count or an article."""
        return self.quantity.start == self.quantity.end


class PersonsReader:
    """Finds counted persons in folded text with the codebook's words."""

    def __init__(self, predicates: PredicateReader, persons: Sequence[str], perpetrators: Sequence[str]) -> None:
        """Compile the patterns once.

        Args:
            predicates: finds what became of people.
            persons: singular nouns for persons.
            perpetrators: nouns for those who attack.
        """
        self._predicates = predicates
        self._perpetrators = compile_phrases(perpetrators)
        self._single = re.compile(
            rf"(?i:(?:(?!{STOP}\b|of\b|the\b|an?\b|his\b|her\b|their\b|its\b)[\w'.-]+\s+){{0,5}})"
            rf"(?:{any_phrase((*persons, *_ONE_ATTACKER))}|{OFFICE_HOLDER})(?!'s|-)"
        )
        name = r"(?:[A-Z][\w'’-]+|al-[A-Z]\w+|bin|ibn|de|van|[A-Z]\.)"
        self._named = re.compile(
            rf"(?:(?P<title>{any_phrase(persons)}(?=\s+[A-Z]))\s+|(?<![\w'-]))"
            rf"[A-Z][\w'’-]+(?:\s+{name}){{1,4}}(?![\w'-])"
        )
        plurals = (f"{noun}{ending}" for noun in persons for ending in ("", "s", "es"))
        self.any_person = compile_phrases((*plurals, *_PERSONS_IN_OTHER_WORDS))

    def noun_is_perpetrator(self, noun: str) -> bool:
        """Whether a noun phrase names those who attack."""
        return self._perpetrators.search(noun) is not None and _NO_LONGER.search(noun) is None

    def find(
        self, text: str, start: int, end: int, predicates: Sequence[Predicate], skip: Sequence[tuple[int, int]]
    ) -> list[Persons]:
        """Find the persons of a span.

        Args:
            text: folded text.
            start: first code point.
            end: code point after the last.
            predicates: the words for harm in the span.
            skip: spans whose numbers are no counts.

        Returns:
            The persons in text order.
        """
        found: list[Persons] = []
        for quantity in find_quantities(text, start, end):
            if overlaps((quantity.start, quantity.end), skip) or _AGE_BEFORE.search(
                text[max(0, quantity.start - 12) : quantity.start]
            ):
                continue
            if _WAS_BEFORE.search(text[max(0, quantity.start - 8) : quantity.start]) and _OF_COUNT.match(
                text, quantity.end, end
            ):
                continue
            tail = TAIL.match(text, quantity.end, end)
            stop = tail.end() if tail else quantity.end
            stop = cut_at_predicate(quantity.end, stop, predicates)
            strikes = _STRIKES.search(text, quantity.end, stop)
            stop = strikes.start() if strikes else stop
            noun = text[quantity.end : stop].strip()
            found.append(
                Persons(quantity.start, quantity.end + len(text[quantity.end : stop].rstrip()), quantity, noun)
            )
        taken = [(p.start, p.end) for p in found]
        for match in _ARTICLE.finditer(text, start, end):
            if overlaps((match.start(), match.end()), [*skip, *taken]):
                continue
            single = self._single_person(text, match, end)
            if single is None or overlaps((match.start(), single[0]), taken):
                continue
            count = 2 if _COUPLE.search(text, match.end(), single[0]) else 1
            one = Quantity(match.start(), match.end(), count, count, "exact")
            office = _OFFICE.match(text, single[0], end)
            stop = office.end() if office and not overlaps((single[0], office.end()), taken) else single[0]
            found.append(Persons(match.start(), stop, one, text[match.end() : single[0]], single[1]))
            taken.append((match.start(), stop))
            if _OWNED.match(match.group()) and (second := self._second_person(text, stop, end)):
                found.append(second)
                taken.append((second.start, second.end))
        found += self._named_persons(text, start, end, predicates, [*skip, *taken])
        alone = (_ANOTHER_ALONE.finditer(text, start, end), _PRONOUN_PAIR.finditer(text, start, end))
        for match in chain.from_iterable(alone):
            if not overlaps(match.span(), taken) and not _FIRED_BACK.search(text, start, match.start()):
                one = Quantity(match.start(), match.end(), 1, 1, "exact")
                found.append(Persons(match.start(), match.end(), one, ""))
        return sorted(found, key=lambda persons: persons.start)

    def _second_person(self, text: str, position: int, end: int) -> Persons | None:
        """The person joined to somebody's ("its captain and first mate", "her husband and son")."""
        joint = _BARE_AND.match(text, position, end)
        single = self._single.match(text, joint.end(), end) if joint else None
        if joint is None or single is None or _ONE_AND_THE_SAME.search(text, joint.end(), single.end()):
            return None
        one = Quantity(joint.end(), joint.end(), 1, 1, "exact")
        return Persons(joint.end(), single.end(), one, single.group())

    def _is_definite_person(self, text: str, article: re.Match[str], tail: re.Match[str], end: int) -> bool:
        """Whether "the owner died" or "wounded his partner" tells of one person, whom no list has."""
        noun = tail.group().strip()
        if noun.endswith("s") or _BODY_PART.match(noun) or self.noun_is_perpetrator(noun) or " " in noun:
            return False
        mine = article.group().strip().lower() in ("his", "her")
        directly = any(
            pattern.search(text[max(0, article.start() - 20) : article.start()].rstrip() + "\n")
            for pattern in self._predicates.ends_with_active
        )
        after = self._predicates.after(text, tail.end(), end)
        return (mine and directly) or (after is not None and not DEATH_NOUN.match(after.text))

    def _named_persons(
        self, text: str, start: int, end: int, predicates: Sequence[Predicate], taken: Sequence[tuple[int, int]]
    ) -> list[Persons]:
        """Persons told of by name, without an article ("killed Mayor X Y", "Judge X Y was shot dead")."""
        found = []
        for match in self._named.finditer(text, start, end):
            if overlaps(match.span(), taken):
                continue
            titled = match["title"] is not None
            start = start_of_title(text, match.start(), predicates) if titled else match.start()
            before = directly_before(text, start, predicates)
            after = self._predicates.after(text, match.end(), end)
            if (before and (titled or _NAME_ENDS.match(text, match.end(), end))) or (titled and after):
                one = Quantity(start, start, 1, 1, "exact")
                found.append(Persons(start, match.end(), one, match["title"] or ""))
        return found

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
            whole = TAIL.match(text, single.end(), end)
            governed = whole and whole.end() > single.end() and self._predicates.after(text, whole.end(), end)
            return (whole.end() if whole and governed else single.end()), False
        tail = TAIL.match(text, article.end() - 1, end)
        if tail is None or tail.end() <= article.end():
            return None
        if not indefinite and not self._is_definite_person(text, article, tail, end):
            return None
        cut = _NEXT_PHRASE.search(text, article.end(), tail.end())
        return (cut.start() if cut else tail.end()), True


def repeats(text: str, start: int, persons: Persons) -> bool:
    """Whether a count repeats part of one already given ("including three children")."""
    before = text[max(start, persons.start - 40) : persons.start]
    return _SUBSET_BEFORE.search(before) is not None and _NOT_INCLUDING.search(before) is None


def is_part(text: str, persons: Persons) -> bool:
    """Whether a count is of some among those already counted ("two of them", "three children among them")."""
    behind = text[persons.quantity.end : persons.quantity.end + 40]
    return SUBSET_TAIL.match(behind) is not None or _AMONG_THEM.search(persons.noun) is not None


def _is_another(text: str, persons: Persons) -> bool:
    """Whether persons behind a name are others than the one named ("X Y, his wife, and two guards")."""
    return persons.quantity.maximum != 1 or _POSSESSIVE.match(text, persons.start) is not None


def _is_same_person(text: str, person: Persons, item: Persons) -> bool:
    """Whether words behind one person say who that is ("the hostage, a doctor, died")."""
    return person.quantity.maximum == 1 and _INDEFINITE.match(text, item.start, item.end) is not None


def _is_theirs(text: str, persons: Persons) -> bool:
    """Whether persons are told of as somebody's ("her driver", "two of his guards")."""
    return _OF_HIS.match(persons.noun) is not None or _POSSESSIVE.match(text, persons.start) is not None


def _is_harmed_there(text: str, persons: Persons) -> bool:
    """Whether persons are told of as harmed at a further place, and not as those who act there."""
    if _ACTS_ITSELF.search(persons.noun) or (persons.weak and not persons.noun):
        return False
    return _AT_THE_NEXT.match(text, persons.end) is not None


def grouped(text: str, persons: Sequence[Persons]) -> list[list[Persons]]:
    """Persons joined by commas and "and" stand under one predicate."""
    groups: list[list[Persons]] = []
    for item in persons:
        if groups:
            between = text[groups[-1][-1].end : item.start]
            parenthesis = PARENTHESIS.match(between)
            rest = between[parenthesis.end() :] if parenthesis else between
            if is_part(text, item) or item.noun.startswith(("them ", "whom ")):
                groups.append([item])
                continue
            if (
                (item.weak or _is_same_person(text, groups[-1][-1], item))
                and between.strip() == ","
                and text[item.end : item.end + 1] == ","
                and not _LIST_GOES_ON.match(text, item.end)
            ):
                continue
            appositive = groups[-1][-1].is_named and between.strip() == "," and not _is_another(text, item)
            if appositive or _ALSO.fullmatch(between) or _HOW_BADLY.match(text, item.end):
                continue
            at_each = (
                _IN_EACH_PLACE.fullmatch(between) and _IN_NEXT_PLACE.match(text, item.end) and not is_part(text, item)
            )
            if at_each or (_IN_A_PLACE_AND.fullmatch(between) and _is_harmed_there(text, item)):
                groups[-1].append(item)
                continue
            named = groups[-1][-1].is_named and _APPOSED.fullmatch(between) is not None
            joined = any(pattern.fullmatch(between) for pattern in (_NAMED_AND, _NAME_BETWEEN))
            theirs = _THEIRS_BEHIND.fullmatch(between) is not None and _is_theirs(text, item)
            joined = joined or named or theirs or (parenthesis is not None and _JOIN.match(rest) is not None)
            if joined or _JOIN.match(between):
                groups[-1].append(item)
                continue
        groups.append([item])
    return groups
