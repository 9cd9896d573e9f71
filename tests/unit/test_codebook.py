"""The files of words: what is accepted, and where a mistake in them is reported. The project's own files are checked too."""

# ruff: noqa: E501  the sentences under test stay on one line

import os
import re
import shutil
from pathlib import Path

import pytest
from chapters import SEEDS

from pipelines.extraction.terms import NEVER, compile_phrases
from pipelines.extraction.words import IncidentCodebook, load_incident_words
from pipelines.reading.codebook import MAXIMUM_BYTES, CodebookError, CodebookModel, read_codebook, read_reference
from schemas import TABLES


class Book(CodebookModel):
    """A codebook of two lists."""

    verbs: tuple[str, ...]
    nouns: dict[str, tuple[str, ...]]


GOOD = "verbs: [attack, raid]\nnouns:\n  people: [farmer]\n"


def write(folder: Path, content: str | bytes, name: str = "book.yaml") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def message(folder: Path, content: str | bytes) -> str:
    """What is said of a file that cannot be used; it always names the file."""
    path = write(folder, content)
    with pytest.raises(CodebookError) as caught:
        read_codebook(path, Book)
    assert "book.yaml" in str(caught.value)
    return str(caught.value)


def test_a_codebook_that_fits_is_read(tmp_path: Path) -> None:
    book = read_codebook(write(tmp_path, GOOD), Book)
    assert (book.verbs, book.nouns) == (("attack", "raid"), {"people": ("farmer",)})


def test_a_codebook_does_not_change_after_loading(tmp_path: Path) -> None:
    book = read_codebook(write(tmp_path, GOOD), Book)
    with pytest.raises(ValueError, match="frozen"):
        book.verbs = ()


def test_an_unknown_key_is_reported_with_its_line(tmp_path: Path) -> None:
    assert re.search(r"book\.yaml:4: .*verb_list", message(tmp_path, GOOD + "verb_list: [x]\n"))


def test_a_value_of_the_wrong_kind_is_reported_with_its_line(tmp_path: Path) -> None:
    assert "book.yaml:1: verbs" in message(tmp_path, "verbs: attack\nnouns: {}\n")


def test_a_missing_key_is_reported_by_its_name(tmp_path: Path) -> None:
    assert "nouns" in message(tmp_path, "verbs: [attack]\n")


def test_broken_yaml_is_reported_with_its_line(tmp_path: Path) -> None:
    assert "book.yaml:2: not valid YAML" in message(tmp_path, "verbs: [attack]\nnouns: {people: [a}\n")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "book.yaml" in message(tmp_path, "")


def test_bytes_that_are_not_text_are_refused(tmp_path: Path) -> None:
    assert "not UTF-8" in message(tmp_path, b"verbs: [\xff\xfe]\n")


def test_aliases_are_refused_since_they_can_expand_to_any_size(tmp_path: Path) -> None:
    assert "aliases are not allowed" in message(tmp_path, "verbs: &v [attack]\nnouns: {people: *v}\n")


@pytest.mark.parametrize("empty", ['""', "' '", "|", "! ''"])
def test_an_empty_phrase_is_reported_with_its_line(tmp_path: Path, empty: str) -> None:
    assert "book.yaml:3: an empty text" in message(tmp_path, f"verbs:\n- attack\n- {empty}\nnouns: {{}}\n")


def test_yaml_tags_never_run_code(tmp_path: Path) -> None:
    assert "not valid YAML" in message(tmp_path, "verbs: !!python/object/apply:os.getcwd []\nnouns: {}\n")


def test_a_file_larger_than_a_person_keeps_is_refused(tmp_path: Path) -> None:
    assert str(MAXIMUM_BYTES) in message(tmp_path, "#" * (MAXIMUM_BYTES + 1))


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"nowhere\.yaml: is missing; restore"):
        read_codebook(tmp_path / "nowhere.yaml", Book)


@pytest.mark.skipif(os.name == "nt", reason="makes a pipe and a link to a device")
@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_what_is_no_plain_file_is_refused_before_it_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "book.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(CodebookError, match=r"book\.yaml: is not a file"):
        read_codebook(path, Book)
    with pytest.raises(CodebookError, match=r"book\.yaml: is not a file"):
        read_reference(path, ("id", "name"))


def test_a_link_that_leads_to_itself_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.symlink_to(path)
    with pytest.raises(CodebookError, match=r"book\.yaml: cannot be read \("):
        read_codebook(path, Book)


@pytest.mark.parametrize("depth", [1, 8])
def test_a_yaml_bomb_is_refused_before_anything_is_built(tmp_path: Path, depth: int) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, depth + 1)]
    assert re.search(r"book\.yaml:2: not valid YAML: aliases are not allowed", message(tmp_path, "\n".join(lines)))


def test_a_merge_key_is_refused_like_any_alias(tmp_path: Path) -> None:
    assert "book.yaml:2: " in message(tmp_path, "verbs: &v {a: [b]}\nnouns: {<<: *v}\n")


def test_a_reference_list_is_read_by_its_header(tmp_path: Path) -> None:
    path = write(tmp_path, 'id,name\na, "Karsa, the"\n\nb,Talmut\n', "list.csv")
    with pytest.raises(CodebookError):
        read_reference(path, ("id", "label"))
    path = write(tmp_path, 'id,name\na,"Karsa, the"\n\nb, Talmut \n', "list.csv")
    assert read_reference(path, ("id", "name")) == [{"id": "a", "name": "Karsa, the"}, {"id": "b", "name": "Talmut"}]


def test_a_line_with_too_many_cells_is_reported_with_its_number(tmp_path: Path) -> None:
    path = write(tmp_path, "id,name\na,Karsa\nb,Talmut,extra\n", "list.csv")
    with pytest.raises(CodebookError, match=r"list\.csv:3: 3 cells where the header has 2"):
        read_reference(path, ("id", "name"))


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("car bomb*", "two car bombs went off", "car bombs"),
        ("car bomb*", "a car  bombing", "car  bombing"),
        ("set ... fire to", "set a parked car on fire", None),
        ("set ... on fire", "set a parked car on fire", "set a parked car on fire"),
        ("set ... on fire", "set one two three four five six seven on fire", None),
        ("mine", "the miners left", None),
        ("RAID", "the raid", "raid"),
        ("no one was hurt", "No one was hurt.", "No one was hurt"),
        ("a.m.", "at 5 aXmX", None),
    ],
)
def test_a_phrase_matches_whole_words_only(phrase: str, text: str, found: str | None) -> None:
    match = compile_phrases([phrase]).search(text)
    assert (match.group() if match else None) == found


def test_the_longest_phrase_wins_whatever_the_order() -> None:
    for phrases in (["bomb", "bomb vest"], ["bomb vest", "bomb"]):
        match = compile_phrases(phrases).search("a bomb vest")
        assert match is not None
        assert match.group() == "bomb vest"


def test_no_phrases_match_nothing() -> None:
    assert compile_phrases([]).search("anything") is None
    assert NEVER.search("anything") is None


def test_a_mistake_in_the_incident_words_is_reported_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "codebook").mkdir()
    copy = tmp_path / "codebook" / "incidents.yaml"
    shutil.copy(SEEDS / "codebook" / "incidents.yaml", copy)
    lines = copy.read_text("utf-8").splitlines()
    copy.write_text("\n".join([*lines, "voilence: [attack]"]) + "\n", "utf-8")
    with pytest.raises(CodebookError, match=rf"incidents\.yaml:{len(lines) + 1}: voilence"):
        load_incident_words(tmp_path)


@pytest.fixture(scope="module")
def book() -> IncidentCodebook:
    return read_codebook(SEEDS / "codebook" / "incidents.yaml", IncidentCodebook)


def codes(column: str) -> set[str]:
    """The codes that the incidents table allows in a column."""
    (found,) = [c for c in TABLES["incidents"].columns if c.name == column]
    return set(found.codes)


def test_the_project_knows_only_attack_types_that_the_schema_has(book: IncidentCodebook) -> None:
    assert {*book.attack_types, *book.attack_types_by_position} <= codes("attack_type")


def test_the_project_knows_only_target_types_that_the_schema_has(book: IncidentCodebook) -> None:
    assert set(book.targets) <= codes("target_type")


def test_the_project_knows_only_place_precisions_that_the_schema_has(book: IncidentCodebook) -> None:
    assert set(book.place_kinds) <= codes("location_precision")


def test_every_phrase_of_the_incident_words_finds_itself(book: IncidentCodebook) -> None:
    phrases = [*book.violence, *book.perpetrators, *book.claims, *book.plots, *book.suspicions, *book.state_forces]
    for phrase in phrases:
        plain = phrase.replace("*", "").replace("...", "a")
        assert compile_phrases([phrase]).fullmatch(plain), phrase


def test_no_list_of_the_incident_words_repeats_a_phrase(book: IncidentCodebook) -> None:
    for name in (
        "violence",
        "perpetrators",
        "claims",
        "plots",
        "suspicions",
        "state_forces",
        "not_events",
        "aggregates",
    ):
        phrases = getattr(book, name)
        assert len(phrases) == len(set(phrases)), name


def test_a_file_that_is_nested_without_end_is_refused_with_its_line(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("a:\n  " + "[" * 100_000, "utf-8")
    with pytest.raises(CodebookError, match=r"words\.yaml:2: not valid YAML: nested more than \d+ levels deep"):
        read_codebook(path, CodebookModel)
