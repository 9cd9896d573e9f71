"""What a text says became of people: who they are, how many, and which words say it.

The readers of casualties make it, and the fields of an incident are added up from it.
"""

from dataclasses import dataclass


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
