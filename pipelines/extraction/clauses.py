"""Splits a sentence into clauses, with the word that opens each.

A clause is good enough here when a date and the predicate that it dates fall into the same one.
"""

import re
from dataclasses import dataclass

_SPLIT = re.compile(
    r"\s*;\s*|\s+(?:—|--|-)\s+|\s*—\s*"
    r"|,\s+(?P<comma>and|but|or|while|whereas|although|though|which|who|whose|whom|when|where|after|before"
    r"|as(?!\s+(?:many|few)\s+as\b)|so|however(?!,)|in\s+which|during\s+which|one\s+of\s+which|two\s+of\s+which)\b(?!\s+well\b|\s+\d{1,2}\b(?=\s*[,;.]|\s+(?:in|at|near|of)\b))"
    r"|\s+(?P<bare>while|whereas|although|though|but|when|after(?=\s+(?!\d)\w+\s+(?:was|were|had|\w+ed)\b"
    r"|\s+\w+ing\b|\s+he\b|\s+she\b|\s+they\b|\s+it\b)|before(?=\s+(?:he|she|they|it|\w+ing)\b|\s+being\b)"
    r"|and(?=\s+(?:again\s+)?(?:on|in|during)\s+(?:\d|[A-Z]|early|mid|late))"
    r"|and(?=,?\s+in\s+(?:an?|another)\s+(?:[\w-]+\s+)?(?:incident|attack|ambush|assault|bombing|raid|shooting|episode)\b)"
    r"|who|which|where|in\s+which"
    r"|during\s+which)(?=,?\s)"
)
_SHORTEST_CLAUSE = 25
"""What stands before "and on <date>" is only a date where it is shorter than this many characters."""
_SUBORDINATE = frozenset(
    {
        "which",
        "who",
        "whose",
        "whom",
        "in which",
        "during which",
        "one of which",
        "two of which",
        "where",
        "when",
        "after",
        "before",
        "as",
    }
)
_RELATIVE = frozenset({"which", "who", "whose", "whom", "after", "before", "as"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its span and the conjunction or relative pronoun that opens it (empty for a main clause)."""

    start: int
    end: int
    opener: str

    @property
    def is_subordinate(self) -> bool:
        """Whether the clause depends on another one."""
        return self.opener in _SUBORDINATE

    @property
    def is_background(self) -> bool:
        """Whether the clause tells of something around the event and not of the event."""
        return self.opener in _RELATIVE


def split_clauses(text: str, start: int, end: int) -> tuple[Clause, ...]:
    """Split a sentence into clauses.

    Args:
        text: folded text.
        start: first code point of the sentence.
        end: code point after its last.

    Returns:
        Clauses in text order that cover the sentence but for the punctuation between them.
    """
    clauses = []
    at, opener = start, ""
    for match in _SPLIT.finditer(text, start, end):
        if match.start() <= at or (match["bare"] == "and" and match.start() - at < _SHORTEST_CLAUSE):
            continue
        clauses.append(Clause(at, match.start(), opener))
        word = match["comma"] or match["bare"] or ""
        opener = " ".join(word.lower().split())
        at = match.end()
        while at < end and text[at] in " ,":
            at += 1
    if at < end:
        clauses.append(Clause(at, end, opener))
    return tuple(clauses)
