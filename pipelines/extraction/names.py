"""Find the organizations that a chapter names: of the reference list, and from shape, definition and context.

Names that are one body become one institution; an acronym that the chapter defines stands for its body throughout.
"""

from bisect import bisect_left

from pipelines.extraction.model import Names
from pipelines.extraction.names_attachment import Attachment
from pipelines.extraction.names_bodies import Bodies
from pipelines.extraction.names_context import ContextNames
from pipelines.extraction.names_foreign import give_parts_their_country, merge_foreign_departments
from pipelines.extraction.names_knowledge import CountryWords, InstitutionKnowledge, load_institution_knowledge
from pipelines.extraction.names_mentions import Mentions
from pipelines.extraction.names_recognition import Recognition
from pipelines.extraction.names_reference import Known, find_known
from pipelines.extraction.names_result import Result
from pipelines.extraction.names_setting import Setting
from pipelines.extraction.names_short import merge_short_names
from pipelines.extraction.names_typing import Typing
from pipelines.reading.countries import Countries
from pipelines.reading.folding import folded
from pipelines.reading.model import Chapter

__all__ = ["InstitutionKnowledge", "find_names", "load_institution_knowledge"]


def find_names(chapter: Chapter, knowledge: InstitutionKnowledge, countries: Countries) -> Names:
    """Find the institutions of a chapter and every place where it names them.

    Args:
        chapter: the chapter as read; only text inside its sentences counts.
        knowledge: reference list and codebook.
        countries: names and nationalities, to tell whose a body is.

    Returns:
        Institutions by id, and mentions in text order without overlaps.
    """
    setting = Setting(
        text=folded(chapter.document.text),
        home=chapter.document.country_iso3,
        knowledge=knowledge,
        words=_country_words(countries),
        book=knowledge.codebook,
    )
    return _Reader(setting, [(s.start, s.end) for s in chapter.sentences]).read()


def _country_words(countries: Countries) -> CountryWords:
    """The words of these countries, built once for each set of countries."""
    held = _COUNTRY_WORDS.get(id(countries))
    if held is None or held[0] is not countries:
        held = _COUNTRY_WORDS[id(countries)] = (countries, CountryWords(countries))
    return held[1]


_COUNTRY_WORDS: dict[int, tuple[Countries, CountryWords]] = {}


class _Reader:
    """The reading of one chapter: names sentence by sentence, then what only the whole chapter shows."""

    def __init__(self, setting: Setting, sentences: list[tuple[int, int]]) -> None:
        self.setting = setting
        self.sentences = sentences
        self.recognition = Recognition(setting)
        self.context = ContextNames(setting)
        self.bodies = Bodies(setting)
        self.attachment = Attachment(setting, self.bodies)
        self.typing = Typing(setting, self.bodies)

    def read(self) -> Names:
        setting = self.setting
        known = _inside(find_known(setting.text, setting.knowledge, setting.home), self.sentences)
        cues = _cues(setting)
        cued = [bisect_left(cues, start) < bisect_left(cues, end) for start, end in self.sentences]
        for sentence, matches, has_cue in zip(self.sentences, known, cued, strict=True):
            self._sentence(sentence, matches, has_cue)
        mentions = Mentions(setting, self.bodies, self.typing)
        mentions.acronyms(self.sentences, cued)
        mentions.lower_case(self.sentences)
        merge_foreign_departments(setting, self.bodies)
        give_parts_their_country(setting, self.bodies)
        merge_short_names(setting, self.bodies)
        self.typing.units()
        return Result(setting, self.bodies).names()

    def _sentence(self, sentence: tuple[int, int], matches: list[Known], cued: bool) -> None:
        recognized = self.recognition.recognize(*sentence, matches, cued)
        found = self.context.further(recognized.runs, recognized.found, *sentence, cued)
        if not found:
            return
        bodies = [self.bodies.place(item) for item in found]
        self.attachment.attach(sentence[0], recognized.definitions, found, bodies)
        self.typing.correct(sentence, found, bodies, cued)


def _cues(setting: Setting) -> list[int]:
    """Where the chapter has words that may show a name to be a group's, in text order."""
    text = setting.text
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return sorted(at for at, _ in setting.knowledge.cue_words.iter(lowered))


def _inside(known: list[Known], spans: list[tuple[int, int]]) -> list[list[Known]]:
    """The matches of each sentence; those that cross a sentence's end are dropped."""
    out: list[list[Known]] = []
    at = 0
    for start, end in spans:
        while at < len(known) and known[at].start < start:
            at += 1
        here = at
        matches: list[Known] = []
        while here < len(known) and known[here].start < end:
            if known[here].end <= end:
                matches.append(known[here])
            here += 1
        out.append(matches)
    return out
