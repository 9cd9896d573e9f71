"""Names that only the words beside them show: "the terrorist group X", "X claimed the attack", "X fighters".

A name that looks like a person's needs more than a claim.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pipelines.extraction import names_patterns as patterns
from pipelines.extraction.names_cues import Surroundings, surroundings
from pipelines.extraction.names_definitions import is_acronym
from pipelines.extraction.names_knowledge import InstitutionKnowledge
from pipelines.extraction.names_reference import find_known
from pipelines.extraction.names_setting import Found, Setting
from pipelines.extraction.names_shape import WORD, Run, Shape, coordinated


class ContextNames:
    """Finds further names in one sentence after the other of a chapter."""

    def __init__(self, setting: Setting) -> None:
        self.text = setting.text
        self.home = setting.home
        self.knowledge = setting.knowledge
        self.words = setting.words
        self.book = setting.book

    def further(self, runs: list[Run], found: list[Found], start: int, end: int, cued: bool) -> list[Found]:
        """The names that context adds to those found in a sentence; what a whole quoted name covers leaves `found`.

        Args:
            runs: the capitalised runs of the sentence.
            found: the names known so far.
            start: where the sentence begins.
            end: where it ends.
            cued: whether it has words that may show a name to be a group's.

        Returns:
            All names without overlaps, in text order.
        """
        if cued:
            quoted = list(self._quoted(found, start, end))
            found = [*found, *quoted]
        found = [*found, *self._by_context(runs, found, start, end, cued)]
        found += self._called_behind(found, start, end)
        found += self._apposed_acronyms(found, start, end)
        found += self._described(found, start, end)
        found = sorted(found, key=lambda f: f.start)
        return sorted([*found, *self._among_groups(found)], key=lambda f: f.start)

    def _called_behind(self, found: list[Found], start: int, end: int) -> list[Found]:
        """A name that the lower-case noun right behind it shows to be a body's: "the Rain of Hope charity"."""
        more: list[Found] = []
        for match in patterns.called_behind_pattern(tuple(self.book.called_behind)).finditer(self.text, start, end):
            lows = match.group(1).lower().split()
            noun = " ".join(match.group(2).split())
            free = all(item.free_of(match.start(1), match.end()) for item in found)
            alone = len(lows) == 1 and noun in self.book.called_by_place
            if free and not alone and self._may_be_called(lows, match.group(1)):
                kind = self.book.called_behind[noun]
                shape = Shape(match.start(1), match.end(1), "", kind, None, None, "context")
                more.append(Found(shape.start, shape.end, None, shape))
        return more

    def _may_be_called(self, lows: list[str], name: str) -> bool:
        """Whether it can be a body's name: none of its words is a country, a people, a title or an instrument."""
        if any(low in self.book.not_groups or low in self.book.titles or self.words.code(low) for low in lows):
            return False
        if any(_LOWER_PART.search(word) for word in name.split()):
            return False
        if self.words.code(" ".join(lows)) or lows[-1] in self.book.not_organizations or lows[0] in self.book.openers:
            return False
        return len(lows) > 1 or not (lows[0].endswith("ist") or any(_before(_PLACED, name, self.text)))

    def _among_groups(self, found: list[Found]) -> list[Found]:
        """Unknown names that stand between armed groups in a list: "X, the Verde Sword, and Y"."""
        more: list[Found] = []
        for one, other in pairwise(found):
            if not (self._a_group(one) and self._a_group(other)) or other.start - one.end > LONGEST_LIST:
                continue
            between = patterns.UNKNOWN_ITEMS.fullmatch(self.text, one.end, other.start)
            if between is None:
                continue
            for item in patterns.ITEM.finditer(self.text, *between.span(1)):
                known = self._listed_name(item.group(1))
                if known:
                    more.append(Found(item.start(1), item.end(1), known, None))
                elif self._may_be_called(item.group(1).lower().split(), item.group(1)) and not self._person_of_a_list(
                    item
                ):
                    shape = Shape(item.start(1), item.end(1), "", "armed_group", None, None, "context")
                    more.append(Found(shape.start, shape.end, None, shape))
        return more

    def _person_of_a_list(self, item: re.Match[str]) -> bool:
        """Whether an item looks like a person's name: it has no article, and is two plain words or a surname."""
        words = item.group(1).split()
        if item.group().startswith("the ") or any(word.lower() in self.knowledge.head_words for word in words):
            return False
        plain = all(patterns.PERSON_WORD.fullmatch(word) for word in words)
        return plain and (len(words) == 2 or (len(words) == 1 and self._a_surname(words[0])))

    def _listed_name(self, name: str) -> str | None:
        """The armed group of the reference list whose name this is, also where other things are called so."""
        found = find_known(name, self.knowledge, self.home)
        whole = [match for match in found if (match.start, match.end) == (0, len(name))]
        if not whole or len(whole[0].institution_ids) != 1:
            return None
        identifier = whole[0].institution_ids[0]
        return identifier if self.knowledge.references[identifier].institution_type == "armed_group" else None

    def _a_group(self, item: Found) -> bool:
        """Whether a name is an armed group's, as far as its own words or the reference list tell."""
        if item.known:
            return self.knowledge.references[item.known].institution_type == "armed_group"
        return item.shape is not None and item.shape.institution_type == "armed_group"

    def _quoted(self, found: list[Found], start: int, end: int) -> Iterator[Found]:
        """A whole name in quotation marks that the words before it announce: 'the group "Sons of X - Y Column"'."""
        for match in patterns.QUOTED.finditer(self.text, start, end):
            led = self.knowledge.led.search(surroundings(self.text, (start, end), *match.span()))
            if led is None:
                continue
            first, behind = match.start(1), match.end(1)
            if any(item.known and item.start < behind and item.end > first for item in found):
                continue
            found[:] = [item for item in found if item.end <= first or item.start >= behind]
            kind = self.knowledge.apposition_types[led.group(1)]
            yield Found(first, behind, None, Shape(first, behind, "", kind, None, None, "context"))

    def _apposed_acronyms(self, found: list[Found], start: int, end: int) -> list[Found]:
        """An acronym that its description names: "the harbor service, ABCDEF, did not"."""
        more: list[Found] = []
        if patterns.ACRONYM_IN_COMMAS.search(self.text, start, end) is None:
            return more
        for match in patterns.DESCRIBED.finditer(self.text, start, end):
            words, acronym = match.group(1), match.group(2)
            head = next((h for h in (" ".join(words.split()[-2:]), words.split()[-1]) if h in self.book.heads), None)
            if head is None or acronym in self.book.not_institution_acronyms:
                continue
            if any(item.start < match.end(2) and item.end > match.start(1) for item in found):
                continue
            kind = self.knowledge.typer.type_of(words, head, self.book.heads[head].type)
            shape = Shape(match.start(2), match.end(2), "", kind, None, None, "context")
            more.append(Found(shape.start, shape.end, None, shape))
        return more

    def _described(self, found: list[Found], start: int, end: int) -> list[Found]:
        """A name that only the words behind it show to be a body's: "Verde Libre, the office that issues passports"."""
        more: list[Found] = []
        if patterns.COMMA_OF_WHOM.search(self.text, start, end) is None:
            return more
        for match in patterns.described_pattern(self.book.described_heads).finditer(self.text, start, end):
            words = match.group(1).split()
            lows = [word.lower() for word in words]
            if any(low in self.book.not_groups or low in self.book.titles or self.words.code(low) for low in lows):
                continue
            if lows[0] in self.book.openers or lows[-1] in self.book.not_organizations:
                continue
            if any(item.start < match.end(2) and item.end > match.start(1) for item in found):
                continue
            head = match.group(3)
            bare = match.group(2) == head and self.text.startswith(",", match.end())
            if bare or patterns.PLACE_BEFORE.search(self.text, max(start, match.start() - 12), match.start()):
                continue
            otherwise = self.book.heads[head].type if head in self.book.heads else "government"
            kind = self.knowledge.typer.type_of(match.group(2), head.split()[-1], otherwise)
            shape = Shape(match.start(1), match.end(1), "", kind, None, None, "context")
            more.append(Found(shape.start, shape.end, None, shape))
        return more

    def _by_context(self, runs: list[Run], found: list[Found], start: int, end: int, cued: bool) -> list[Found]:
        """Unknown groups from the words beside them: "the terrorist group X", "X claimed responsibility"."""
        more: list[Found] = []
        for whole in runs:
            if not cued and "-" not in whole.tokens[0].text:
                continue
            for run in coordinated(whole, [(item.start, item.end) for item in found]):
                if any(item.start < run.end and item.end > run.start for item in found):
                    continue
                shape = self._context_shape(run, whole, (start, end), cued)
                if shape:
                    more.append(Found(shape.start, shape.end, None, shape))
        return more

    def _context_shape(self, run: Run, whole: Run, sentence: tuple[int, int], cued: bool) -> Shape | None:
        """The name that a run is by the words beside it; those beside `whole` where it is joined to others by "and"."""
        branch = next((token for token in run.tokens if self._branch(token.text)), None)
        if branch:
            return Shape(branch.start, branch.end, "", "armed_group", None, None, "context")
        if not cued:
            return None
        kind = self._context_type(run, surroundings(self.text, sentence, whole.start, whole.end))
        return Shape(run.start, run.end, "", kind, run.owner, run.owner_start, "context") if kind else None

    def _branch(self, word: str) -> bool:
        """Whether a word is the acronym of an armed group with a place: a branch of its own."""
        acronym, _, place = word.partition("-")
        return place[:1].isupper() and acronym in self.knowledge.group_acronyms

    def _context_type(self, run: Run, words: Surroundings) -> str | None:
        lows = [token.low for token in run.tokens]
        led = self.knowledge.led.search(words)
        whose = lows[:-1] if led and len(lows) > 2 else lows
        if any(low in self.book.not_groups or low in self.book.titles for low in lows):
            return None
        if any(self.words.code(low) for low in whose) or lows[-1] in self.book.not_organizations:
            return None
        if any(token.separator and token.text == "in" for token in run.tokens):
            return None
        if led:
            return self.knowledge.apposition_types[led.group(1)]
        if run.tokens[0].text in self.book.not_institution_acronyms:
            return None
        if self._acts(run, words):
            if self.knowledge.typer.type_of(" ".join(lows), "", "") == "media":
                return "media"
            return "armed_group" if not self._a_place(run) and not patterns.OUTLET.search(words.before) else None
        apposed = patterns.APPOSED.match(words.after)
        if apposed:
            kind = apposed_type(self.knowledge, apposed.group(1))
            return kind if kind == "armed_group" or kind == "ngo" or kind == "private_military_company" else None
        return None

    def _acts(self, run: Run, words: Surroundings) -> bool:
        """Whether the words beside a run of capitalised words show it to be a group that fights."""
        cues = self.knowledge.cues
        if cues.claims_after.match(words.after) or cues.claims_before.search(words):
            return not self._a_person(run, words)
        called = cues.called_before.search(words) or cues.listed_before.search(words)
        if called or cues.called_after.match(words.after):
            return not self._a_person(run, words)
        single = len(run.tokens) == 1
        if not single and cues.group_after.match(words.after) and patterns.ARTICLE_OR_QUOTE.search(words.before):
            return True
        if cues.fighters_before.search(words):
            return True
        if cues.prosecuted_before.search(words) and not patterns.OF_KIN.match(words.after):
            return not self._a_person(run, words) and not self._a_place(run)
        follower = patterns.follower_pattern(self.book.group_followers)
        if cues.fighters_after.match(words.after) or follower.match(words.after):
            return not (single and run.opens_sentence)
        if patterns.SUSPECTED.search(words.before) and patterns.MEMBERS.match(words.after):
            return True
        if not cues.attacks_after.match(words.after):
            return False
        if single:
            return is_acronym(run.tokens[0].text) and len(run.tokens[0].text) > 2
        return patterns.ARTICLE.search(words.before) is not None

    def _a_person(self, run: Run, beside: Surroundings) -> bool:
        """Whether it looks like a person's name: two plain words without an article, or the last of such a name."""
        if patterns.ARTICLE.search(beside.before):
            return False
        lows = [token.low for token in run.tokens]
        if beside.last in self.book.person_words or any(low in self.book.person_particles for low in lows):
            return True
        if any(low in self.knowledge.head_words for low in lows) or self.knowledge.typer.type_of(
            " ".join(lows), "", ""
        ):
            return False
        if not all(patterns.PERSON_WORD.fullmatch(token.text) for token in run.tokens):
            return False
        words = [token for token in run.tokens if len(token.text.rstrip(".")) > 1]
        return len(words) == 2 or (len(run.tokens) == 1 and self._a_surname(run.tokens[0].text))

    def _a_surname(self, word: str) -> bool:
        """Whether the chapter has the word behind a first name: a capitalised word that is nothing else."""
        for match in _before(_ANY_WORD, word, self.text):
            first = match.group(1).lower()
            if first in self.book.titles:
                return True
            known = first in self.book.openers or first in self.book.not_groups or first in self.knowledge.head_words
            if not known and not self.words.code(first) and patterns.PERSON_WORD.fullmatch(match.group(1)):
                return True
        return False

    def _a_place(self, run: Run) -> bool:
        """Whether the chapter uses the same words as a place elsewhere: "in X", "near X"."""
        return any(_before(_PLACED, self.text[run.start : run.end], self.text))


LONGEST_LIST = 160
"""How many characters may stand between two armed groups of a list."""
_LOWER_PART = re.compile(r"-[a-z]{4,}$")
_ANY_WORD = re.compile(rf"(?<![\w'-])({WORD}) +(?=(\w+))")
_PLACED = re.compile(r"\b(?:in|near|at|outside|around) (?=(\w+))")
_NEXT_WORD = re.compile(r"(\w*)")
_BOUNDARY = re.compile(r"\b")


def _before(pattern: re.Pattern[str], name: str, text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern right before a name, wherever the chapter has it."""
    for match in _by_next_word(pattern, text).get(_NEXT_WORD.split(name, maxsplit=1)[1], ()):
        if text.startswith(name, match.end()) and _BOUNDARY.match(text, match.end() + len(name)):
            yield match


@lru_cache(maxsize=4)
def _by_next_word(pattern: re.Pattern[str], text: str) -> dict[str, list[re.Match[str]]]:
    """The matches of a pattern in a chapter by the word behind each: one pass, where one a name would be too many."""
    found: dict[str, list[re.Match[str]]] = {}
    for match in pattern.finditer(text):
        found.setdefault(match[match.re.groups], []).append(match)
    return found


def apposed_type(knowledge: InstitutionKnowledge, words: str) -> str | None:
    """The type that an apposition gives: "a splinter group of X"; None where it is of a person or says nothing."""
    match = knowledge.apposition_pattern.search(words)
    if match and patterns.PERSON_OF.search(words[: match.start()]):
        return None
    return knowledge.apposition_types[match.group(1)] if match else None
