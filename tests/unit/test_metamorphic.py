"""What must not matter to the incident rows, and what must change with them: names, numbers, dates, order, and typography.

The chapters are fictional: one is written here, others are the authored ones of tests/data.
"""

# ruff: noqa: E501  the sentences under test stay on one line

import random
import re
import textwrap
from calendar import monthrange
from datetime import date
from functools import lru_cache

import pytest
from chapters import PROJECT, YEAR, Record, extract_text, incidents_of, read_text
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipelines.extraction.extract import Tables
from pipelines.extraction.quantities import find_quantities
from pipelines.reading.folding import folded

FEW = settings(max_examples=4, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
"""Whole chapters are slow to shrink, and a failure shows the changed text's rows anyway."""

AUTHORED = ("georgia-2010", "bangladesh-2016", "peru-2007")
MONTHS = "January February March April May June July August September October November December".split()
WORDS = "two three four five six seven eight nine ten eleven twelve".split()
VERBATIM = ("date_text", "perpetrator_text", "location_text", "place_name", "admin1_name", "reference_place", "summary")
IDS = ("incident_id",)
ENRICHED = ("latitude", "longitude", "geonames_id", "geo_source")
"""Columns that follow the place's name, from a gazetteer and not from the text."""


@lru_cache(maxsize=16)
def source(name: str) -> str:
    return (PROJECT / "tests" / "data" / "chapters" / f"{name}.txt").read_text("utf-8")


def tables_of(name: str, text: str) -> Tables:
    slug, year = name.rsplit("-", 1)
    return extract_text(text, slug=slug, year=int(year))


@lru_cache(maxsize=16)
def original(name: str) -> Tables:
    return tables_of(name, source(name))


def plain(value: object) -> object:
    """Words without typography: one form of quotes and dashes, single spaces."""
    return " ".join(folded(value).split()) if isinstance(value, str) else value


def content(rows: list[Record], *, without: tuple[str, ...] = ()) -> list[dict[str, object]]:
    return [
        {key: plain(value) for key, value in row.items() if key not in without and value is not None} for row in rows
    ]


def sorted_content(rows: list[Record], *, without: tuple[str, ...] = ()) -> list[str]:
    """Rows in an order that their content gives."""
    return sorted(repr(sorted(row.items())) for row in content(rows, without=without))


# A chapter with slots: two groups, four places, four days, five numbers.
TEMPLATE = """\
Overview: Kiribati remained a partner. The {group_a} ({short_a}) and the {group_b} ({short_b}) were the most active militant groups.

2015 Terrorist Incidents: Incidents included:

• On March {d0}, {short_a} fighters attacked an army post near {p0} in {p3} Province, killing {n0} soldiers and wounding {n1} others.
• On April {d1} and {d2}, gunmen fired on schools in {p1}; no one was hurt. The {short_b} claimed responsibility.
• In June, suspected {short_b} militants kidnapped at least {n2} teachers near {p2}.
• On August {d3}, a suicide bomber attacked a market in {p0}, killing {n3} shoppers. The army said that {n4} attackers were killed.

Legislation, Law Enforcement, and Border Security: No law was passed.
"""
PLACES = (
    "Ostavar",
    "Belmira",
    "Dunmere",
    "Talmut",
    "Zarnik",
    "Ulvadar",
    "Mirandol",
    "Karsova",
    "Pellato",
    "Öskarél",
    "N'Darra",
    "Al-Miyad",
    "Santa Velia",
)
GROUPS = (
    ("Green Dawn Front", "GDF"),
    ("Karsa Liberation Army", "KLA"),
    ("Movement of the Seven Rivers", "MSR"),
    ("Talmut Jihad Union", "TJU"),
    ("Southern Rebel Alliance", "SRA"),
    ("People's Dawn Movement", "PDM"),
)


@settings(FEW, max_examples=15)
@given(data=st.data())
def test_rows_follow_the_names_numbers_and_days_of_a_chapter(data: st.DataObject) -> None:
    places = data.draw(st.permutations(PLACES))[:4]
    (group_a, short_a), (group_b, short_b) = data.draw(st.permutations(GROUPS))[:2]
    days = [
        data.draw(st.integers(1, 28)),
        *sorted(data.draw(st.lists(st.integers(1, 28), min_size=2, max_size=2, unique=True))),
        data.draw(st.integers(1, 28)),
    ]
    numbers = data.draw(st.lists(st.integers(2, 400), min_size=5, max_size=5))
    text = TEMPLATE.format(
        group_a=group_a, short_a=short_a, group_b=group_b, short_b=short_b,
        **{f"p{i}": p for i, p in enumerate(places)}, **{f"d{i}": d for i, d in enumerate(days)}, **{f"n{i}": n for i, n in enumerate(numbers)},
    )  # fmt: skip
    rows = incidents_of(extract_text(text))
    fields = (
        "date_start", "place_name", "admin1_name", "location_precision", "attack_type", "target_type", "perpetrator_names", "attribution",
        "killed_min", "killed_max", "wounded_min", "wounded_max", "kidnapped_min", "kidnapped_max", "perpetrators_killed",
    )  # fmt: skip
    n = numbers
    assert [tuple(row.get(field) for field in fields) for row in rows] == [
        (date(YEAR, 3, days[0]), places[0], f"{places[3]} Province", "vicinity", "armed_assault", "military", group_a, "asserted_by_report", n[0], n[0], n[1], n[1], None, None, None),
        (date(YEAR, 4, days[1]), places[1], None, "settlement", "armed_assault", "education", group_b, "claimed", 0, 0, 0, 0, None, None, None),
        (date(YEAR, 4, days[2]), places[1], None, "settlement", "armed_assault", "education", group_b, "claimed", 0, 0, 0, 0, None, None, None),
        (date(YEAR, 6, 1), places[2], None, "vicinity", "kidnapping", "education", group_b, "suspected", None, None, None, None, n[2], None, None),
        (date(YEAR, 8, days[3]), places[0], None, "settlement", "suicide_bombing", "civilians", None, "unattributed", n[3], n[3], None, None, None, None, n[4]),
    ]  # fmt: skip


def with_months(mapping: dict[str, str], text: str) -> str:
    return re.sub(rf"\b({'|'.join(MONTHS)})\b", lambda match: mapping[match.group()], text)


def moved(day: date, mapping: dict[str, str]) -> date:
    return day.replace(month=MONTHS.index(mapping[MONTHS[day.month - 1]]) + 1)


@pytest.mark.parametrize("name", AUTHORED)
@FEW
@given(data=st.data())
def test_other_months_move_the_dates_and_nothing_else(name: str, data: st.DataObject) -> None:
    # Months of 31 days trade places among themselves and the others stay, so that every day exists and every span keeps its length.
    long = [month for number, month in enumerate(MONTHS, 1) if monthrange(2015, number)[1] == 31]
    mapping = dict(zip(MONTHS, MONTHS, strict=True)) | dict(zip(long, data.draw(st.permutations(long)), strict=True))
    rows = incidents_of(tables_of(name, with_months(mapping, source(name))))
    expected = []
    for row in incidents_of(original(name)):
        changed = dict(row)
        for field in VERBATIM:
            if isinstance(row.get(field), str):
                changed[field] = with_months(mapping, str(row[field]))
        for field in ("date_start", "date_end"):
            if isinstance(row.get(field), date):
                changed[field] = moved(row[field], mapping)
        expected.append(changed)
    unlike = (*IDS, "date_edtf")
    assert sorted_content(rows, without=unlike) == sorted_content(expected, without=unlike)


def other_number(words: str, step: int) -> str:
    """Another number of the same form: digits for digits, a word for a word; at least two, so that plurals stay."""
    if words.isdigit():
        return str(int(words) + step)
    place = WORDS.index(words.lower())
    other = WORDS[(place + step) % len(WORDS)]
    return other.capitalize() if words[0].isupper() else other


@pytest.mark.parametrize("name", AUTHORED)
@FEW
@given(step=st.integers(1, 9))
def test_other_figures_change_their_own_fields_and_nothing_else(name: str, step: int) -> None:
    tables, text = original(name), source(name)
    figures = [f"{outcome}_{bound}" for outcome in ("killed", "wounded", "kidnapped") for bound in ("min", "max")] + [
        "perpetrators_killed"
    ]
    added: dict[tuple[object, object], int] = {}
    changes: dict[tuple[int, int], str] = {}
    for item in tables["evidence"]:
        if item["field"] not in figures or item["table_name"] != "incidents":
            continue
        for quantity in find_quantities(folded(text), item["start"], item["end"])[:1]:
            words = text[quantity.start : quantity.end]
            number = words.split()[-1]
            if not ((number.isdigit() and int(number) > 1) or number.lower() in WORDS):
                continue
            new = other_number(number, step)
            changes[quantity.end - len(number), quantity.end] = new
            value = {w: i for i, w in enumerate(WORDS, 2)}
            before = int(number) if number.isdigit() else value[number.lower()]
            after = int(new) if new.isdigit() else value[new.lower()]
            key = (item["row_id"], item["field"])
            added[key] = added.get(key, 0) + after - before
    assert changes
    for (start, end), new in sorted(changes.items(), reverse=True):
        text = text[:start] + new + text[end:]
    rows = incidents_of(tables_of(name, text))
    expected = [
        row
        | {
            field: row[field] + added.get((row["incident_id"], field), 0)
            for field in figures
            if row.get(field) is not None
        }
        for row in incidents_of(tables)
    ]
    words = ("summary", "perpetrator_text")
    assert content(rows, without=(*IDS, *words)) == content(expected, without=(*IDS, *words))


KINDS = frozenset(
    "Province District Region State Department County Island Gorge Valley International Airport Base City Court village district province region".split()
)


def renamed(mapping: dict[str, str], text: str) -> str:
    if not mapping:
        return text
    return re.sub(rf"(?<!\w)({'|'.join(map(re.escape, mapping))})(?!\w)", lambda match: mapping[match.group()], text)


@pytest.mark.parametrize("name", AUTHORED)
@FEW
@given(data=st.data())
def test_other_place_names_change_the_places_and_nothing_else(name: str, data: st.DataObject) -> None:
    rows = incidents_of(original(name))
    words = {
        word
        for row in rows
        for field in ("place_name", "admin1_name", "reference_place")
        for word in re.findall(r"[A-Z][a-z]+", str(row.get(field) or ""))
        if word not in KINDS
    }
    invented = [place for place in PLACES if " " not in place and place.isascii() and place.isalpha()]
    invented += [f"{place[:-1]}esh" for place in invented] + [f"{place[:-1]}ung" for place in invented]
    # A word of a place that is also a month, or part of an institution's name, keeps its meaning there.
    mapping = dict(zip(sorted(words - set(MONTHS)), data.draw(st.permutations(invented)), strict=False))
    changed = incidents_of(tables_of(name, renamed(mapping, source(name))))
    expected = [
        {k: renamed(mapping, v) if isinstance(v, str) and k in VERBATIM else v for k, v in row.items()} for row in rows
    ]
    assert content(changed, without=(*IDS, *ENRICHED)) == content(expected, without=(*IDS, *ENRICHED))


IRRELEVANT = (
    "On May 3, the Ministry of Fisheries opened a hatchery in Dunmere with 40 tanks and 12 employees.",
    "In September, 300 delegates from nine countries met in Zarnik to discuss tuna quotas.",
    "The harvest of 2014 was poor. Rainfall fell by 20 percent between March and June.",
    "The national football team won four matches in July and lost two.",
    "Parliament passed a budget of $40 million on December 4.",
)


@pytest.mark.parametrize("name", AUTHORED)
@FEW
@given(paragraph=st.sampled_from(IRRELEVANT), place=st.integers(0, 5))
def test_an_irrelevant_paragraph_adds_no_incident(name: str, paragraph: str, place: int) -> None:
    text = source(name)
    slug, year = name.rsplit("-", 1)
    ends = [section.end for section in read_text(text, slug=slug, year=int(year)).sections]
    at = ends[place % len(ends)]
    head, tail = text[:at].rstrip(), text[at:].lstrip()
    rows = incidents_of(tables_of(name, f"{head}\n\n{paragraph}\n\n{tail}"))
    assert sorted_content(rows) == sorted_content(incidents_of(original(name)))


@pytest.mark.parametrize("name", ["georgia-2010", "bangladesh-2016"])
@FEW
@given(data=st.data())
def test_the_order_of_bullets_does_not_matter(name: str, data: st.DataObject) -> None:
    text = source(name)
    lines = text.split("\n")
    places = [number for number, line in enumerate(lines) if line.startswith("• ")]
    assert len(places) > 3
    for number, line in zip(places, data.draw(st.permutations([lines[n] for n in places])), strict=True):
        lines[number] = line
    assert sorted_content(incidents_of(tables_of(name, "\n".join(lines)))) == sorted_content(
        incidents_of(original(name))
    )


TYPOGRAPHY = {" ": " \u00a0", "'": "'’", "’": "'’", '"': '"“”', "-": "-\u2011"}


@pytest.mark.parametrize("name", AUTHORED)
@FEW
@given(seed=st.integers(0, 10_000))
def test_no_break_spaces_quotes_and_hyphens_do_not_matter(name: str, seed: int) -> None:
    randomly = random.Random(seed)
    text = source(name)
    slug, year = name.rsplit("-", 1)
    inside = [False] * len(text)
    for sentence in read_text(text, slug=slug, year=int(year)).sentences:
        inside[sentence.start : sentence.end] = [True] * (sentence.end - sentence.start)
    chosen = "".join(
        randomly.choice(TYPOGRAPHY.get(character, character)) if within else character
        for character, within in zip(text, inside, strict=True)
    )
    rows = incidents_of(tables_of(name, chosen))
    assert content(rows) == content(incidents_of(original(name)))


@pytest.mark.parametrize("name", AUTHORED)
@FEW
@given(width=st.integers(58, 110))
def test_hard_line_wrapping_at_a_width_does_not_matter(name: str, width: int) -> None:
    lines = source(name).split("\n")
    wrapped = "\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        if len(line) > 150
        else line
        for line in lines
    )
    assert content(incidents_of(tables_of(name, wrapped))) == content(incidents_of(original(name)))


@pytest.mark.parametrize("name", AUTHORED)
@FEW
@given(data=st.data())
def test_a_line_break_for_a_space_at_random_places_does_not_matter(name: str, data: st.DataObject) -> None:
    text = source(name)
    slug, year = name.rsplit("-", 1)
    spaces = [
        place
        for sentence in read_text(text, slug=slug, year=int(year)).sentences
        for place in range(sentence.start, sentence.end)
        if text[place] == " " and text[place + 1].islower()
    ]
    broken = set(data.draw(st.lists(st.sampled_from(spaces), min_size=1, max_size=12, unique=True)))
    changed = "".join("\n" if place in broken else character for place, character in enumerate(text))
    assert content(incidents_of(tables_of(name, changed))) == content(incidents_of(original(name)))
