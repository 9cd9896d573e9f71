"""Prints what reading and extraction cost beside spaCy's tokenisation of the same texts, and how both grow.

Everything is measured in one run on one core, in processor time, with the texts in memory; numbers are ratios and no
promises.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipelines.extraction.extract import Knowledge, extract, load_knowledge
from pipelines.publishing.evaluate_gold import read_gold
from pipelines.reading.chapter import chapter_of
from pipelines.reading.model import Document
from pipelines.reading.vocabulary import Vocabulary, load_vocabulary

PROJECT = Path(__file__).parents[1]
CHAPTERS = PROJECT / "tests" / "data" / "chapters"
REPETITIONS = 5
SIZES = (1, 10, 100, 1000, 2000)


def documents(knowledge: Knowledge) -> list[Document]:
    """Return the authored chapters as documents in memory."""
    found = []
    for gold in read_gold(CHAPTERS):
        path = next(CHAPTERS.glob(f"{Path(gold.seed_path).stem}-{gold.report_id[-4:]}.txt"))
        content = path.read_bytes()
        country = knowledge.countries.by_iso3(gold.report_id[:3])
        found.append(
            Document(
                gold.report_id, country.iso3, country.name, int(gold.report_id[-4:]), gold.seed_path, "0" * 64,
                len(content), "text/plain", content.decode(),
            )
        )  # fmt: skip
    return found


def processor_time(work: Callable[[], object]) -> float:
    """Return the median processor time of `work` in seconds over some repetitions, after one that warms up."""
    work()
    times = []
    for _ in range(REPETITIONS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def read_and_extract(texts: Sequence[Document], vocabulary: Vocabulary, knowledge: Knowledge) -> int:
    """Read and extract all texts; return the number of incidents."""
    return sum(
        len(extract(chapter_of(text, vocabulary, knowledge.countries), knowledge)["incidents"]) for text in texts
    )


def compare() -> None:
    """Print the cost of reading and extraction beside spaCy's."""
    try:
        import spacy
    except ImportError:
        sys.exit("benchmarks: spaCy is not installed; install it in this environment with: pip install spacy")
    knowledge, vocabulary = load_knowledge(PROJECT / "seeds"), load_vocabulary(PROJECT / "seeds")
    texts = documents(knowledge)
    tokenizer = spacy.blank("en")
    characters = sum(len(text.text) for text in texts)
    tokenised = processor_time(lambda: [tokenizer(text.text) for text in texts])
    read = processor_time(lambda: [chapter_of(text, vocabulary, knowledge.countries) for text in texts])
    extracted = processor_time(lambda: read_and_extract(texts, vocabulary, knowledge))
    print(f"{len(texts)} authored chapters, {characters:,} characters, one core, median of {REPETITIONS}")
    print(f"{'':<28}{'ms a chapter':>14}{'of spaCy tokenisation':>24}")
    for name, seconds in (("spaCy tokenisation", tokenised), ("reading", read), ("reading and extraction", extracted)):
        print(f"{name:<28}{1000 * seconds / len(texts):>14.2f}{seconds / tokenised:>23.1f}x")


def scale(count: int) -> None:
    """Print time and memory of `count` chapters, which keep nothing between them."""
    knowledge, vocabulary = load_knowledge(PROJECT / "seeds"), load_vocabulary(PROJECT / "seeds")
    texts = documents(knowledge)
    start = time.process_time()
    for number in range(count):
        read_and_extract([texts[number % len(texts)]], vocabulary, knowledge)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:>8,}{seconds:>12.2f}{1000 * seconds / count:>16.1f}{memory:>14.0f}")


def main() -> None:
    """Run the comparison, then one process for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, help="measure this many chapters only")
    options = parser.parse_args()
    if options.scale:
        scale(options.scale)
        return
    compare()
    print(f"\n{'chapters':>8}{'seconds':>12}{'ms a chapter':>16}{'peak MiB':>14}", flush=True)
    for size in SIZES:
        subprocess.run([sys.executable, __file__, "--scale", str(size)], check=True)


if __name__ == "__main__":
    main()
