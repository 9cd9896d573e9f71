"""Patterns that find, in folded text, lower-case and coordinated names, and what stands beside a name.

Words come from the codebook; only the grammar that joins them is written here. All repetitions are bounded.
"""

import re
from functools import lru_cache

from pipelines.extraction.names_shape import WORD

SPACES = re.compile(r"\s+")
NOT_SLUG = re.compile(r"[^a-z0-9]+")
GOVERNMENT = re.compile(
    rf"\b((?:[a-z]+ +){{0,3}})([Gg]overnment) +of +(?:the +)?"
    rf"({WORD}(?: +(?:(?:and|of +the|of|the) +)?{WORD}){{0,5}})"
)
LOWER_GOVERNMENT = re.compile(
    rf"(?<![\w.'-])({WORD}(?: +{WORD}){{0,2}}) +(government)\b(?! +of\b|[-/])"
    r"(?! +(?:agenc|official|institution|building|office|force|troop|ministr|entit|bod|facilit|department|employee|"
    r"source|website|program|polic|data|figure|assistance|support|control|structure)\w*)"
)
"""A country's name or nationality before "government"."""
_FIELD = rf"{WORD}(?: +{WORD}){{0,3}}(?: *\([A-Za-z]{{2,8}}\))?"
_OF_THE = r"(?:(?:of|the) +){0,2}"
_PLURALS = "Ministries|Departments|Directorates|Bureaus"
PLURAL = re.compile(
    rf"\b({_PLURALS}) +of +(?:the +)?({_FIELD}(?:, +(?!and\b){_OF_THE}{_FIELD}){{0,6}},? +(?:and|or) +{_OF_THE}{_FIELD}"
    rf"(?:, +(?:and|or) +{_OF_THE}{_FIELD})?)"
)
"""A plural before the list of what each body is of."""
PLURAL_BEHIND = re.compile(
    rf"\b((?:{WORD} +)?{WORD}(?:, +{WORD}(?: +{WORD})?){{0,6}},? +and +{WORD}(?: +{WORD})?) +({_PLURALS})\b"
)
"""A plural behind it."""
LIST_BREAK = re.compile(rf"(?: *\([A-Za-z]{{2,8}}\))?(,? +(?:and|or) +|, +){_OF_THE}")
ANY_PLURAL = re.compile(rf"\b(?:{_PLURALS})\b")
PLURAL_WORDS = tuple(_PLURALS.split("|"))
SINGULAR = {"Ministries": "Ministry", "Departments": "Department", "Directorates": "Directorate", "Bureaus": "Bureau"}
LOWER_OFFICE = re.compile(rf"((?:{WORD} +){{0,3}}{WORD}) +office\b")
FUND = re.compile(
    rf"(?<![\w.'-])({WORD}(?: +{WORD})?) +Fund +for +(?:the +)?{WORD}(?: +(?:(?:and|of|in) +)?{WORD}){{0,4}}"
)
OWNER_BEFORE = re.compile(rf"({WORD}\.?(?: +{WORD})?)(?:'s?)? +$")
POSSESSOR_BEFORE = re.compile(rf"({WORD}(?: +{WORD}){{0,3}})(?:'s|(?<=s)') +$")
ITEMS = re.compile(rf"(?:, +{WORD}(?: +{WORD}){{0,2}}){{1,4}},? +and +{WORD}(?: +{WORD}){{0,2}}")
ANY_KNOWN_AS = re.compile(r" (?:known|called|referred) ")
KNOWN_AS = re.compile(
    r"(?: *\([^()]*\))?,? +(?:also|otherwise|better|commonly|locally|formerly) +(?:known|called|referred to)"
    rf"(?: +locally)?(?: +as)? +(?:the +)?\"?({WORD}(?: +{WORD}){{0,5}})"
)
AND_WORD = re.compile(rf" +and +{WORD}")
LAST_WORD = re.compile(rf"(?<![\w-])({WORD}) +$")
IN_COUNTRY = re.compile(r" +in +(?:the +)?(.+)")
IN_PLACE = re.compile(r" +(?:in|of|for|to) +(?:the +)?(.+)")
DEFENSE = re.compile(r"\b(?:[Dd]efen[cs]e [Ff]orces?|[Mm]ilitary)\b")
LAST_OF = re.compile(r"\bof (?:the )?((?:[\w'.-]+ ){0,5}[\w'.-]+)$")
APPOSED = re.compile(
    r"(?: *\([^()]*\))?\"?,\"? +(?!(?:and|or|as well as|along with)\b)"
    r"(?:a|an|the|its|another|which is an?)? *([^,.;()]{3,70})"
)
MEMBER = re.compile(
    r"(?: *\([^()]*\))?,? +(?:is|was|became|remained|remains|has been)(?: \w+)? +(?:a|an) +"
    r"(?:\w+ +)?member +(?:of|in) +(?:the +)?"
)
LOWER_LONG = re.compile(r"(^|\b(?:the|its|a|an|their|[\w.]+'s) )((?:[A-Z]?[\w'-]+ ){0,5}[a-z][\w-]+)$")
NOUN_AFTER = re.compile(
    r" +(?!(?:that|which|who|to|in|for|of|with|within|was|is|are|were|has|had|and|or|on|at|from|by|under|as|will)\b)"
    r"[a-z]{3,}"
)
FOUNDED = re.compile(r"\b(?:established|created|formed|launched|founded|inaugurated|set up|stood up) +an? +$")
IN_PROVINCE = re.compile(
    r"(?:\b(?:in|near|from|across|throughout)(?: +the)?|\b(?:to|through|into|around|parts? of|north of|south of)|,) +$"
)
ARABIC_EPITHET = re.compile(rf" +((?:al|ul|as|ash|ad|ar|an|at)-[A-Z][\w'-]+)(?! +{WORD})")
OF_PLACE = re.compile(
    r"\b(?:territory|state|province|region|district|city|town|valley|governorate|department) +of +(?:the +)?$"
)
PLACE_BEFORE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Tt]o|outside|around|between|of)(?: +the)? +$")
ACRONYM_BEFORE = re.compile(rf" *([A-Z]{{3,10}}), +(?:the|its|{WORD}'s) +")
ACRONYM_OPENING = re.compile(r"(?<![\w.'-])([A-Z]{3,10}) *$")
PROGRAM_BEHIND = re.compile(
    r"\"?\) +(?:program|initiative|system|project|strategy|policy|agreement|plan|course|fund)\b"
)
OFFICE_OF = re.compile(r"^Office of the ")
OF_THE = re.compile(r" +of +(?:the +)?")
COMMA_THE = re.compile(r", +(?:the|its) +")
APPOSITION_CLOSED = re.compile(r", +(?!(?:and|or|the|as well as|along with|its|an?)\b)[a-z]")
QUOTED = re.compile(r"\"([A-Z][^\"]{3,70}?),?\"")
SUSPECTED = re.compile(r"\b(?:[Ss]uspected|[Aa]lleged) +$")
MEMBERS = re.compile(r" +(?:members?|elements|supporters|operatives|assailants)\b")
OUTLET = re.compile(r"\b(?:through|via|in|on|by|using) +(?:its|their|his) +(?:[a-z-]+ +){0,3}\"?$")
NAME_BEFORE = re.compile(r"(?<![\w'-])([A-Z][\w'.-]+) +$")
NAMES_AFTER = re.compile(r" +([A-Z][\w'-]+(?: +[A-Z][\w'-]+){0,3})")
MEN_AFTER = re.compile(
    r"(?:'s)? +(?:members?|officials?|leaders?|fighters?|militants?|gunm[ae]n|activists?|faction|party|movement|"
    r"supporters?|affiliates?|forces?|security|militias?|militia)\b"
)
PERSON_WORD = re.compile(r"[^\W\d_]\.?|[^\W\d_][^\W\d_A-Z]+")
UNKNOWN_ITEMS = re.compile(
    rf"(?: *\([^()]{{1,60}}\))?, +(?:and +|or +)?((?:the +)?{WORD}(?: +(?:(?:of|and|the|for) +){{0,2}}{WORD}){{0,4}}"
    rf"(?:, +(?:the +)?{WORD}(?: +{WORD}){{0,3}}){{0,2}})(?: *\([^()]{{1,60}}\))?,? +(?:(?:and|or) +)?(?:the +)?\"?"
)
"""Names of which nothing is known between two items of a list."""
ITEM = re.compile(rf"(?:(?<=, )|^)(?:the +)?({WORD}(?: +(?:(?:of|and|the|for) +){{0,2}}{WORD}){{0,4}})")
LISTED = re.compile(r"(?: *\([^()]{1,60}\))?(?:,|,? +(?:and|or)) +(?:the +)?\"?")
ARTICLE = re.compile(r"\b[Tt]he +\"?$")
ARTICLE_OR_QUOTE = re.compile(r"(?:\b[Tt]he +|\")$")
SUBJECT = re.compile(
    r"(?:^|, *(?:and +)?|\b(?:and|but|while|as|that) +)(?:[Tt]he +|[Ii]ts +|[A-Z][\w ]{1,40}'s? +)?"
    r"(?:FIU, +(?:the +)?)?$"
)
OF_KIN = re.compile(
    r"'|(?:'s)? +(?:family|families|tribes?|clans?|community|communities|sect|ethnic|staff|police|army|units?)\b"
)
FURTHER_ITEM = re.compile(r"(?: *\([^()]{1,60}\))?(?:,? +(?:and|or) +|, +the +[A-Z])")
AFTER_COMMA = re.compile(r", +(?:the +)?$")
SENTENCE_END = re.compile(r"[a-z)]\. ")
ITS_BEFORE = re.compile(r"\b(?:its|their|whose) +$")
WORKING_GROUP = re.compile(r"\b[Ww]orking [Gg]roup$")
COALITION_BEFORE = re.compile(r"\b[Cc]oalition's +$")
LAUNDERING = re.compile(r"(?:\bAnti-|(?<=[Tt]he ))Money[ -]Laundering,? +")
TOPICS = re.compile(
    rf"(?:{WORD}(?: +(?:(?:of|the|and|on) +){{0,2}}{WORD}){{0,5}}(?:,? +and|,) +){{1,5}}(?:{WORD} +of +(?:the +)?)?"
)
"""The topics of a name that commas and "and" join, up to the last, as behind "Anti-Money Laundering, "."""
POSSESSIVE = re.compile(r"'s? +")
POSSESSED = re.compile(r"(?:'s?|\)) +$")
LOWER_SERVICE = re.compile(r" +service\b(?!-)")
OF_OWNER = re.compile(r"(?: *\([^()]{1,60}\))?,? +(?:of|in|within|under) +(?:the +)?")
PERSON_OF = re.compile(
    r"\bwho(?:m|se)?\b|\b(?:leader|member|head|commander|founder|chief|spokesman|spokesperson|official|supporter|"
    r"operative|financier|emir|recruiter|sympathizer|follower|deputy|cofounder|co-founder|organizer)s?\b"
)
DESCRIBED = re.compile(r"\b(?:[Tt]he|[Ii]ts|'s) +((?:[a-z][a-z-]+ +){0,3}[a-z-]+), +([A-Z]{3,10}),")
ACRONYM_IN_COMMAS = re.compile(r", +[A-Z]{3,10},")
COMMA_OF_WHOM = re.compile(r", +(?:the +|its +|[A-Z]\w+'s +)[a-z]")
BEHIND_PARENTHESIS = re.compile(r"\"?\) +")
OF_ACRONYM = re.compile(r" +of +(?:the +)?[A-Z]{3,6}\b(?![-/])")
_FIU_AFTER = (
    r"^(?: *\([^()]*\))?(?: +of +(?:the +)?[\w' ]{{2,50}}?)?"
    r"(?:,| -| —|,? +(?:which +)?(?:is|serves as|acts as|functions as|served as|also serves as))"
    r" +(?:also +)?(?:the|its|a|an|[\w']+'s)? *(?:[\w']+ +){{0,2}}?(?:{0})\b"
)
_FIU_BEFORE = r"(?:{0})(?:,| is| was| called| known as|, known as|, called|, which is| —| -)? *(?:the|a|an)? *\"?$"


@lru_cache(maxsize=8)
def mission_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A lower-case mission after an organization's name, and the place it is in."""
    return re.compile(
        rf"(?:-\w+)?(?: +[a-z-]+){{0,2}} +(?:{'|'.join(words)}) +(?:in|to) +(?:the +)?({WORD}(?: +{WORD}){{0,3}})"
    )


@lru_cache(maxsize=8)
def service_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A capitalised name and what a service so called watches over: "<nationality> Customs"."""
    return re.compile(rf"(?<![\w.'-])({WORD}(?: +{WORD})?) +({'|'.join(words)})\b(?! +(?:(?:and|&) +)?[A-Z])")


@lru_cache(maxsize=8)
def union_possessive(words: tuple[str, ...]) -> re.Pattern[str]:
    """A union that goes by its head noun, in the possessive before a name: "the Union's"."""
    return re.compile(rf"\b[Tt]he +(?:{'|'.join(word.capitalize() for word in words)})'s +$")


@lru_cache(maxsize=8)
def described_pattern(heads: tuple[str, ...]) -> re.Pattern[str]:
    """A capitalised name and the lower-case head noun that says what it is: "X, the office that issues passports"."""
    joined = "|".join(map(re.escape, heads))
    return re.compile(
        rf"(?<![\w.'-])({WORD}(?: +{WORD}){{0,3}}), +(?:the|its|[A-Z]\w+'s) +((?:[a-z][a-z-]+ +){{0,3}}?({joined}))"
        r"(?= +(?:that|which|of|for|in charge of|responsible)\b|,)"
    )


@lru_cache(maxsize=8)
def follower_pattern(followers: tuple[str, ...]) -> re.Pattern[str]:
    """What right after a name shows it to be a group."""
    return re.compile(rf"'?s? +(?:{'|'.join(map(re.escape, followers))})\b")


@lru_cache(maxsize=8)
def called_behind_pattern(nouns: tuple[str, ...]) -> re.Pattern[str]:
    """A capitalised name with an article and the lower-case noun that says what it is: "the Rain of Hope charity"."""
    joined = "|".join(" +".join(map(re.escape, noun.split())) for noun in sorted(nouns, key=lambda n: (-len(n), n)))
    return re.compile(
        rf"\b[Tt]he +\"?({WORD}(?: +(?:(?:of|and|the|for) +){{0,2}}{WORD}){{0,4}})\"? +({joined})\b(?!'|-| +[A-Z])"
    )


@lru_cache(maxsize=8)
def fiu_patterns(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What after and before a name says that it is the financial intelligence unit."""
    joined = "|".join(map(re.escape, phrases))
    return re.compile(_FIU_AFTER.format(joined), re.IGNORECASE), re.compile(_FIU_BEFORE.format(joined), re.IGNORECASE)


@lru_cache(maxsize=8)
def force_pattern(forces: tuple[str, ...]) -> re.Pattern[str]:
    """The lower-case words for a nation's forces."""
    joined = "|".join(sorted(forces, key=lambda f: (-len(f), f)))
    return re.compile(rf"\b(?:{joined})\b")


@lru_cache(maxsize=8)
def ministry_pattern(topics: tuple[str, ...]) -> re.Pattern[str]:
    """Lower-case ministries."""
    joined = "|".join(sorted(topics, key=lambda t: (-len(t), t)))
    return re.compile(rf"\b(?:{joined}) +ministry\b|\bministry +of +(?:the +)?(?:{joined})\b")


@lru_cache(maxsize=8)
def government_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Lower-case governments with a word that tells which."""
    return re.compile(rf"\b(?:{'|'.join(words)}) +(?:federal +|national +)?government\b(?! +of)")
