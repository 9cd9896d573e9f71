"""Splits a sentence into the clauses that can each say a status of their own, and a list into its items.

A cut is made only where the words on both sides have a finite verb, so that lists of things and names stay whole.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pipelines.extraction.compliance_knowledge import ComplianceKnowledge
from pipelines.extraction.compliance_phrases import Words

_JOINT = re.compile(
    r"(?P<semicolon>;\s*(?:(?:however|moreover|furthermore|nevertheless|nonetheless|instead)\b,?\s*)?(?:and\s+|but\s+)?)"
    r"|(?P<but>(?:(?<!\s),?\s+but|,\s+yet)\s+(?:also\s+)?)"
    r"|(?P<relative>,\s+(?:(?:under|through|by)\s+)?(?:which|who|whose|where)\s+)"
    r"|(?P<although>(?<!\s),?\s+(?:although|though|whereas|even though)\s+|,\s+while\s+)"
    r"|(?P<with>,\s+with\s+(?=[^,;]{1,40}\b(?:under\s?way|pending|planned|in\s+progress)\b))"
    r"|(?P<and>,\s+and\s+)"
    r"|(?P<plain>(?<!\s)\s+and\s+)"
    r"|(?P<comma>,\s+)"
)
_CONCESSION = re.compile(r"(?:Although|While|Though|Whereas|Even though)\s")
_APPOSED = re.compile(r"(?:An?|One)\s+(?:[\w-]+\s+){0,3}?(?:members?|participant|partner|founders?)\s")
"""How a sentence opens that says of its subject what it is before it names it: "A member of X, Ardenia sent ..."."""
_INSERTED = re.compile(r"[^,;]{2,60},\s+(?:an?|one\s+of\s+the)\s+(?:[\w-]+\s+){0,2}?members?\s+of\s")
"""How a sentence opens that says between its subject and its verb what the subject belongs to."""
_BACKGROUND = re.compile(r"(?:Since|After|When|Before|Until|Once|Because|As)\s(?!of\b|a\b|an\b)")
_PAST = re.compile(r"\b\w{3,}ed\b")
_GOES_ON = re.compile(r",\s+and\s+(?:of|in|to|with|the)\b")
_STOP = re.compile(r"[;:]|,(?=\s)")
_NEGATION = re.compile(r"(?:no|not|neither|nor)\b", re.IGNORECASE)
_PLAIN_SUBJECT = re.compile(r"(?:the|it|its|they|their|no|this|these|there|that|he|she|in)\b", re.IGNORECASE)
_GERUNDS = re.compile(r"\bincluding\s+(?:by\s+)?(?=\w+ing\b)")
_GERUND_JOINT = re.compile(r",\s+(?:and\s+)?(?=\w+ing\b)|\s+and\s+(?=\w+ing\b)")
_ARTICLES = frozenset(
    (
        "a",
        "an",
        "the",
        "its",
        "their",
        "his",
        "of",
        "to",
        "more",
        "most",
        "less",
        "u.s",
        "newly",
        "recently",
        "by",
        "for",
        "in",
        "into",
        "under",
        "without",
    )
)
_AUXILIARIES = frozenset(("is", "are", "was", "were", "has", "have", "had", "did", "does", "could", "would", "cannot"))
"""Verbs that no article or preposition can make a noun."""
_BEING = frozenset(("is", "are", "was", "were", "been"))
_ADDED = frozenset(("but", "and", "plain"))
"""How a second predicate of the same subject is joined."""
_PERFECT = frozenset(("has", "have", "had"))
_IRREGULAR = frozenset(("set", "held", "led", "put", "sent", "kept", "brought", "found"))
_AFTER_PARTICIPLES = frozenset(("up", "by", "with", "from", "under", "at"))
"""An irregular form after a comma and before one of these is a participle: "a force, set up with help, began work"."""
_NOT_BEFORE_VERBS = (
    _ARTICLES
    | _PERFECT
    | {"is", "are", "was", "were", "be", "been", "being", "well", "poorly", "remain", "remains", "remained", "stayed"}
)
"""A word in -ed after one of these is a participle or an adjective."""
_DENIED_OR_POSSIBLE = re.compile(
    r"\b(?:yet\s+to|not|never|cannot|(?:un)?able\s+to|fail(?:s|ed)?\s+to|will|would|could|may|might|must|should)\s",
    re.IGNORECASE,
)
"""Words that a list of base forms hangs on: "it has yet to commit funds, provide training, or implement policies"."""
_LEADING_DATE = re.compile(r"(?:in|on|by|during|since)\s[^,;]{1,30},\s+", re.IGNORECASE)
"""A date before the subject: "..., but in July, parliament enacted a law"."""
_DATE_BEFORE_VERB = re.compile(
    r"(?:in|on|by|since|during)\s+(?:(?:early|mid|late)[\s-]+)?(?-i:[A-Z][a-z]{2,8}(?:\s+\d{1,2})?|\d{4})\s+(?=\w)",
    re.IGNORECASE,
)
"""A date before the verb of a second predicate: "... and in July took command"."""
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?(\w+)\s*$", re.IGNORECASE)
_NOUNS_TOO = frozenset(("issues", "funds", "limits", "exchanges"))
"""Verbs that are nouns where no object follows: "training on border issues through the academy"."""
_NO_OBJECTS = frozenset(
    "through in of for and or with such related relating including that which as by on at between is are was were "
    "from during under facing".split()
) | {""}
MAXIMUM_SUBJECT = 22


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its span and the word that joins it to the one before (`and`, `but`, `relative`, ... or nothing).

    `bare` is a clause that begins with its verb, so that it has the subject of the one before; `verb` is where the
    sentence's first finite verb stands.
    """

    start: int
    end: int
    joint: str
    bare: bool = False
    verb: int = -1


def clauses_of(
    text: str, start: int, end: int, words: Words, protected: Sequence[tuple[int, int]], knowledge: ComplianceKnowledge
) -> tuple[Clause, ...]:
    """Split one sentence.

    Args:
        text: the folded text of the chapter.
        start: first code point of the sentence.
        end: end of the sentence, exclusive.
        words: the sentence's words.
        protected: spans that are never cut, such as names.
        knowledge: the codebook, for its finite verbs.

    Returns:
        The clauses in text order; they leave out the words between them.
    """
    if not _JOINT.search(text, start, end) and not _GERUNDS.search(text, start, end):
        return (Clause(start, end, ""),)
    verbs = _Verbs(text, words, knowledge)
    found: list[Clause] = []
    begin, joint = start, ""
    concession = bool(_CONCESSION.match(text, start, end))
    background = bool(_BACKGROUND.match(text, start, end))
    apposed = bool(_APPOSED.match(text, start, end))
    gerunds = _GERUNDS.search(text, start, end)
    for match in _JOINT.finditer(text, start, gerunds.start() if gerunds else end):
        if (
            match.start() < begin
            or _inside(match.start(), match.end(), protected)
            or _in_brackets(text, start, match.start())
        ):
            continue
        kind = match.lastgroup or ""
        if (
            concession
            and kind in ("comma", "and")
            and verbs.between(begin, match.start())
            and verbs.subject_and_verb(text, match.end(), end)
        ):
            concession, kind = False, "semicolon"
        if background and kind == "comma" and verbs.between(begin, match.start()):
            # "Since it left the list, it has ..." tells what came before, not the status.
            background = False
            if verbs.subject_and_verb(text, match.end(), end):
                begin = match.end()
                continue
        if apposed and kind == "comma" and verbs.subject_and_verb(text, match.end(), end):
            apposed, kind = False, "semicolon"
        if kind in ("but", "relative", "and", "plain") and knowledge.inseparable.match(text, match.end(), end):
            continue
        if kind != "semicolon" and not _may_cut(text, begin, match, end, kind, verbs):
            continue
        found.append(Clause(begin, match.start(), joint))
        begin, joint = match.end(), kind
    found.append(Clause(begin, end, joint))
    first = verbs.first()
    marked = [replace(one, bare=bool(one.joint) and verbs.starts_predicate(text, one), verb=first) for one in found]
    return tuple(part for clause in marked for part in _gerund_parts(text, clause, protected))


def _may_cut(text: str, begin: int, match: re.Match[str], end: int, kind: str, verbs: "_Verbs") -> bool:
    if not verbs.between(begin, match.start()):
        inserted = kind == "comma" and _INSERTED.match(text, begin, match.start())
        return bool(inserted) and verbs.starts_with_verb(match.end(), present_only=True)
    if kind in ("although", "with"):
        return True
    if verbs.ends_with_verb(match.start()):
        return False
    opening = _LEADING_DATE.match(text, match.end(), end) if kind in ("but", "and") else None
    at = opening.end() if opening else match.end()
    if kind in ("comma", "and", "plain") and verbs.goes_on(text, begin, match.start(), at):
        return False
    return _may_begin(text, match, at, end, kind, verbs)


def _may_begin(text: str, match: re.Match[str], at: int, end: int, kind: str, verbs: "_Verbs") -> bool:
    """Whether what stands after a joint can be a clause of its own."""
    if verbs.dated_verb(text, at, end, kind):
        return True
    if kind == "but":
        return (
            bool(_NEGATION.match(text, at, end)) or verbs.starts_with_verb(at) or verbs.subject_and_verb(text, at, end)
        )
    if kind == "relative":
        if "whose" in match.group() and _PAST.search(text, at, end) and not _GOES_ON.search(text, at, end):
            return True
        return verbs.subject_and_verb(text, at, end) or verbs.starts_with_verb(at)
    if kind == "comma":
        return verbs.starts_with_verb(at, present_only=True)
    if kind == "plain":
        return verbs.starts_with_verb(at) or (
            bool(_PLAIN_SUBJECT.match(text, at, end)) and verbs.subject_and_verb(text, at, end, own=True)
        )
    return verbs.starts_with_verb(at) or verbs.subject_and_verb(text, at, end)


class _Verbs:
    """Where the finite verbs of a sentence stand."""

    def __init__(self, text: str, words: Words, knowledge: ComplianceKnowledge) -> None:
        self._words = words
        self._adverbs = knowledge.adverbs
        self._known = knowledge.finite
        plain = words.plain
        after_comma = [
            bool(index) and "," in text[words.ends[index - 1] : words.starts[index]] for index in range(len(plain))
        ]
        self._finite = [
            self._is_finite(index, plain, knowledge.finite, after_comma[index])
            and not (index and words.written[index][0].isupper() and words.written[index].endswith("ed"))
            for index in range(len(plain))
        ]
        self._count = [0, *accumulate(self._finite)]
        self._listed = [word in knowledge.finite for word in plain]

    @staticmethod
    def _is_finite(index: int, plain: tuple[str, ...], listed: frozenset[str], after_comma: bool) -> bool:
        word = plain[index]
        before = plain[index - 1] if index else ""
        after = plain[index + 1] if index + 1 < len(plain) else ""
        if after_comma and word in _IRREGULAR and after in _AFTER_PARTICIPLES:
            return False
        if word in _NOUNS_TOO and after in _NO_OBJECTS:
            return False
        if word in listed:
            return before not in _ARTICLES or word in _AUXILIARIES
        return (
            len(word) > 4
            and word.endswith("ed")
            and not after_comma
            and before not in _NOT_BEFORE_VERBS
            and after != "by"
            and "-" not in word
        )

    def first(self) -> int:
        """Where the first finite verb begins, or -1."""
        index = next((index for index, verb in enumerate(self._finite) if verb), None)
        return -1 if index is None else self._words.starts[index]

    def between(self, start: int, end: int) -> bool:
        """Whether a finite verb begins in a span."""
        first, last = bisect_left(self._words.starts, start), bisect_left(self._words.starts, end)
        return self._count[last] > self._count[first]

    def ends_with_verb(self, end: int) -> bool:
        """Whether the last word before `end` is a verb that still waits for its object."""
        last = bisect_right(self._words.ends, end) - 1
        if last < 0:
            return False
        words = self._words.plain
        if last > 1 and words[last - 1] == "not" and words[last - 2] in _BEING:
            # "was not repealed" needs no object.
            return False
        return self._finite[last] or (last > 0 and words[last].endswith("ed") and words[last - 1] in _PERFECT)

    def _index_at(self, at: int) -> int | None:
        index = bisect_left(self._words.starts, at)
        return index if index < len(self._words.starts) else None

    def starts_with_verb(self, at: int, present_only: bool = False) -> bool:
        """Whether the first word from `at`, adverbs aside, is a finite verb."""
        index = self._index_at(at)
        while (
            index is not None
            and index < len(self._finite)
            and (self._words.plain[index] in self._adverbs or self._words.plain[index].endswith("ly"))
        ):
            index += 1
        if index is None or index >= len(self._finite):
            return False
        return self._listed[index] if present_only else self._finite[index]

    def starts_predicate(self, text: str, clause: Clause) -> bool:
        """Whether a clause begins with its verb, or with a date and then its verb."""
        return self.starts_with_verb(clause.start) or self.dated_verb(text, clause.start, clause.end, clause.joint)

    def dated_verb(self, text: str, at: int, end: int, joint: str) -> bool:
        """Whether what is added begins with a date and then its verb: "... and in July took command"."""
        dated = _DATE_BEFORE_VERB.match(text, at, end) if joint in _ADDED else None
        return dated is not None and self.starts_with_verb(dated.end())

    def base_form_at(self, at: int) -> bool:
        """Whether the first word from `at` is a verb in its base form, the one that takes an -s for he, she and it."""
        index = self._index_at(at)
        return index is not None and self.is_base_form(self._words.plain[index])

    def goes_on(self, text: str, begin: int, end: int, at: int) -> bool:
        """Whether the verb at `at` hangs on the denial, the "would" or the "to" of the words before it."""
        if not self.base_form_at(at):
            return False
        infinitive = _INFINITIVE.search(text, begin, end)
        return _DENIED_OR_POSSIBLE.search(text, begin, at) is not None or (
            infinitive is not None and self.is_base_form(infinitive.group(1))
        )

    def is_base_form(self, word: str) -> bool:
        """Whether a word with an -s is a verb of the codebook."""
        return not self._known.isdisjoint((f"{word}s", f"{word}es"))

    def subject_and_verb(self, text: str, at: int, end: int, own: bool = False) -> bool:
        """Whether a subject and then its verb stand from `at` up to the next comma, or past an apposition after it.

        With `own`, a verb right after "and" does not count: it has the subject of what stands before `at`.
        """
        stop = _STOP.search(text, at, end)
        limit = stop.start() if stop else end
        index = self._index_at(at)
        if index is None:
            return False
        count = 0
        while index < len(self._finite) and self._words.starts[index] < limit and count < MAXIMUM_SUBJECT:
            if self._finite[index]:
                return not (own and self._words.plain[index - 1] == "and")
            index, count = index + 1, count + 1
        return bool(stop and text[stop.start()] == "," and self._appositive_follows(text, stop.end(), end))

    def _appositive_follows(self, text: str, at: int, end: int) -> bool:
        """Whether, after "an agreement on X, in force since 2016," the verb follows the second comma."""
        stop = _STOP.search(text, at, end)
        if not stop or text[stop.start()] != ",":
            return False
        return self.starts_with_verb(stop.end()) and not text[at:].lstrip().startswith(("and ", "or "))


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _in_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _gerund_parts(text: str, clause: Clause, protected: Sequence[tuple[int, int]]) -> list[Clause]:
    """Cut "including by adopting A, training B, and enhancing C" into its parts."""
    opening = _GERUNDS.search(text, clause.start, clause.end)
    if not opening:
        return [clause]
    close = opening.start()
    while close > clause.start and text[close - 1] in " ,":
        close -= 1
    parts = [Clause(clause.start, close, clause.joint)]
    begin = opening.end()
    for match in _GERUND_JOINT.finditer(text, begin, clause.end):
        if not _inside(match.start(), match.end(), protected):
            parts.append(Clause(begin, match.start(), "gerund"))
            begin = match.end()
    parts.append(Clause(begin, clause.end, "gerund"))
    return parts


_ITEM_JOINT = re.compile(
    r"(?<!\s)\s+(?:nor\s+(?:(?:of|in)\s+)?|or\s+(?=(?:of|in)\s|any\s)|as well as\s+|and\s+)"
    r"|,\s+(?:(?:and|as well as|or)\s+)?"
)
_PLAIN_ITEM = re.compile(
    r"(?:(?:of|in|to|with|from)\s+)?(?:the\s|its\s+[A-Z]|an?\s+(?:\w+\s+)?(?:member|observer)|[A-Z][A-Z0-9-]+\b|[A-Z]-)"
)
_APPOSITIVE = re.compile(
    r"(?:an?|its(?!\s+(?-i:[A-Z]))|one|with|where|which|who|not|also|but|both|all|under|along|together|in|on|at|for|including)\s",
    re.IGNORECASE,
)
_ADDED_PLACE = re.compile(r"in\s+(?=the\s+[A-Z]|[A-Z]{3,}\b)")
"""How a list goes on whose items each have the preposition: "took part in the A and in the B"."""
_ITEM_START = re.compile(
    r"\s*(?:(?:and|also|as|of|in|to|from|with|an?|the|its|any|both|a founding member of|working group(?:s)? of)\s+)*",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z]")


def items_of(
    text: str, start: int, end: int, protected: Sequence[tuple[int, int]], knowledge: ComplianceKnowledge
) -> tuple[tuple[int, int], ...]:
    """Split a list of names such as "the A, the B and C, and the D".

    Args:
        text: the folded text of the chapter.
        start: where the list starts.
        end: where it ends at the latest.
        protected: spans that are never cut, such as names.
        knowledge: the codebook, for where lists end.

    Returns:
        The spans of the items that have a name, without articles.
    """
    head = knowledge.list_head.search(text, start, end)
    if head and not any(character == "," for character in text[start : head.start()].rstrip(" ,")):
        start = head.end()
    for stop in knowledge.list_end.finditer(text, start, end):
        if not _inside(stop.start(), stop.end(), protected) and not _in_brackets(text, start, stop.start()):
            end = stop.start()
            break
    pieces, begin = [], start
    for match in _ITEM_JOINT.finditer(text, start, end):
        if (
            match.start() < begin
            or _inside(match.start(), match.end(), protected)
            or _in_brackets(text, start, match.start())
        ):
            continue
        if match.group().strip() == "and" and not _PLAIN_ITEM.match(text, match.end(), end):
            continue
        pieces.append((begin, match.start()))
        begin = match.end()
        if "and" in match.group().split() and (preposition := _ADDED_PLACE.match(text, begin, end)):
            begin = preposition.end()
    pieces.append((begin, end))
    last = next(
        (number for number, piece in enumerate(pieces) if number and _says(text, piece, knowledge)), len(pieces)
    )
    pieces = pieces[:last]
    return tuple(_trimmed(text, piece) for number, piece in enumerate(pieces) if _is_item(text, piece, number))


def _says(text: str, piece: tuple[int, int], knowledge: ComplianceKnowledge) -> bool:
    """Whether a piece has a verb, so that the list has ended before it."""
    return any(
        word in knowledge.finite or (word.endswith("ed") and len(word) > 4)
        for word in text[piece[0] : piece[1]].split()
    )


def _is_item(text: str, piece: tuple[int, int], number: int) -> bool:
    start, end = piece
    return bool(_NAME.search(text, start, end)) and not (number and _APPOSITIVE.match(text, start, end))


def _trimmed(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    start, end = piece
    match = _ITEM_START.match(text, start, end)
    start = match.end() if match else start
    while end > start and text[end - 1] in " .,":
        end -= 1
    return start, end
