"""What all benchmarks share: texts to work on, and costs of several ways side by side, taken in turn in one run.

Costs are processor time, which a busy machine changes less than the clock; each ratio is the median of the rounds.
"""

import os
import platform
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.extraction.extract import Knowledge, extract
from pipelines.publishing.evaluate_gold import read_gold
from pipelines.reading.chapter import chapter_of
from pipelines.reading.model import Document
from pipelines.reading.vocabulary import Vocabulary

PROJECT = Path(__file__).parents[1]
SEEDS = PROJECT / "seeds"
CHAPTERS = PROJECT / "tests" / "data" / "chapters"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one way costs: seconds of processor time, and how many times what the way compared with costs."""

    name: str
    seconds: float
    ratio: float


def side_by_side(ways: Mapping[str, Callable[[], float]], against: str, rounds: int) -> list[Cost]:
    """Measure several ways in turn, round after round, after one round that warms up.

    Args:
        ways: each does its work once and returns its cost in seconds.
        against: the way that the others are compared with.
        rounds: how often.

    Returns:
        The median cost of each way, and the median over the rounds of its ratio.
    """
    for work in ways.values():
        work()
    taken = [{name: work() for name, work in ways.items()} for _ in range(rounds)]
    return [
        Cost(
            name,
            statistics.median(one[name] for one in taken),
            statistics.median(one[name] / one[against] for one in taken),
        )
        for name in ways
    ]


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """Return the work as one that returns its processor time in seconds."""

    def run() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return run


def timed_process(words: Sequence[str], environment: Mapping[str, str]) -> Callable[[], float]:
    """Return a command as work that returns the processor time in seconds of its process."""

    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(words, check=True, capture_output=True, env={**os.environ, **environment})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return run


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


def read_and_extract(texts: Sequence[Document], vocabulary: Vocabulary, knowledge: Knowledge) -> int:
    """Read and extract all texts; return the number of incidents."""
    return sum(
        len(extract(chapter_of(text, vocabulary, knowledge.countries), knowledge)["incidents"]) for text in texts
    )


def machine() -> str:
    """Return what this ran on: processor, cores, memory, system and Python."""
    processor, memory = platform.processor() or platform.machine(), ""
    if (cpu := Path("/proc/cpuinfo")).exists():
        names = [
            line.split(":", 1)[1].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")
        ]
        processor = names[0] if names else processor
    if hasattr(os, "sysconf"):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    return f"{processor}, {os.cpu_count()} cores{memory}, {platform.system()}, Python {platform.python_version()}"
