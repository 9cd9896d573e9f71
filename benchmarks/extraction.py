"""What reading and extraction cost beside spaCy on the same texts, and how they grow with the number of chapters.

One spaCy way only cuts the texts into words; the other finds the dates and the reference list's names, as somebody
would write it instead.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.measuring import PROJECT, SEEDS, Cost, documents, read_and_extract, side_by_side, timed
from pipelines.extraction.extract import load_knowledge
from pipelines.reading.chapter import chapter_of
from pipelines.reading.vocabulary import load_vocabulary

ROUNDS = 5
SIZES = (1, 10, 100, 1000, 2000)
TOKENISATION, RULES = "spaCy, words only", "spaCy, dates and names"
MONTHS = "January February March April May June July August September October November December".split()


def spacy_rules() -> Any:
    """Return a spaCy pipeline of an EntityRuler with the reference list's names, and a Matcher for dates."""
    import spacy
    from spacy.matcher import Matcher

    pipeline = spacy.blank("en")
    with (SEEDS / "reference" / "institution_names.csv").open(encoding="utf-8", newline="") as file:
        names = sorted({row["name"] for row in csv.DictReader(file)})
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": name} for name in names])
    month, number = {"TEXT": {"IN": MONTHS}}, {"TEXT": {"REGEX": r"^\d{1,2}$"}}
    year, comma, joint = {"TEXT": {"REGEX": r"^\d{4}$"}}, {"TEXT": ","}, {"LOWER": {"IN": ["and", "to", "-", "–"]}}
    matcher = Matcher(pipeline.vocab)
    matcher.add(
        "DATE",
        [
            [month], [month, number], [number, month], [month, number, comma, year], [number, month, year],
            [month, year], [month, number, joint, number], [{"LOWER": {"IN": ["early", "mid", "late"]}}, month],
        ],
    )  # fmt: skip

    def find(text: str) -> int:
        parsed = pipeline(text)
        return len(parsed.ents) + len(matcher(parsed))

    return find


def compare() -> tuple[list[Cost], int, int]:
    """Measure reading and extraction beside spaCy; returns the costs, the number of chapters, and of characters."""
    import spacy

    knowledge, vocabulary = load_knowledge(SEEDS), load_vocabulary(SEEDS)
    texts = documents(knowledge)
    tokenizer, find = spacy.blank("en"), spacy_rules()
    costs = side_by_side(
        {
            TOKENISATION: timed(lambda: [tokenizer(text.text) for text in texts]),
            RULES: timed(lambda: [find(text.text) for text in texts]),
            "reading": timed(lambda: [chapter_of(text, vocabulary, knowledge.countries) for text in texts]),
            "reading and extraction": timed(lambda: read_and_extract(texts, vocabulary, knowledge)),
        },
        TOKENISATION,
        ROUNDS,
    )
    return costs, len(texts), sum(len(text.text) for text in texts)


def growth() -> list[dict[str, float]]:
    """Measure each number of chapters in a process of its own; returns chapters, seconds and peak MiB of each."""
    words = [sys.executable, "-m", "benchmarks.extraction", "--scale"]
    found = []
    for size in SIZES:
        run = subprocess.run([*words, str(size)], cwd=PROJECT, check=True, capture_output=True, text=True)
        found.append(json.loads(run.stdout))
    return found


def scale(count: int) -> dict[str, float]:
    """Read and extract so many chapters, which keep nothing between them."""
    knowledge, vocabulary = load_knowledge(SEEDS), load_vocabulary(SEEDS)
    texts = documents(knowledge)
    start = time.process_time()
    for number in range(count):
        read_and_extract([texts[number % len(texts)]], vocabulary, knowledge)
    seconds = time.process_time() - start
    return {
        "chapters": count,
        "seconds": seconds,
        "mebibytes": peak_mebibytes(),
    }


def peak_mebibytes() -> float:
    """Return the most memory that this process has held; on Linux without what its parent held before it began."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, required=True, help="measure this many chapters")
    print(json.dumps(scale(parser.parse_args().scale)))
