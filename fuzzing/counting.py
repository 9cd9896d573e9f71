"""Counts what became of the cases of one target, times each, and keeps the inputs that break a rule."""

import hashlib
import signal
import time
import traceback
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from fuzzing.targets import TARGETS, check_tables

SECONDS_A_CASE = 20
"""Processor time beyond which a case counts as a hang; the longest case of a few kilobytes takes a hundredth."""

VALIDATED = 25
"""One of so many cases, chosen by its bytes, also goes through the schemas, which is not counted as its time."""


class HangError(Exception):
    """A case took longer than SECONDS_A_CASE."""


@dataclass(slots=True)
class Counter:
    """What became of the cases of a target so far. `worst` is in seconds of processor time."""

    target: str
    faults_folder: Path
    cases: int = 0
    read: int = 0
    refused: int = 0
    validated: int = 0
    worst: float = 0.0
    seconds: float = 0.0
    faults: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        signal.signal(signal.SIGPROF, _hang)
        # The first case would pay for loading what the extractor knows.
        TARGETS[self.target](b"Overview: Kiribati remained calm.")

    def try_one(self, content: bytes) -> None:
        """Try one case; whatever breaks a rule is kept as a file, and the first of its kind is told."""
        start = time.process_time()
        taken = 0.0
        signal.setitimer(signal.ITIMER_PROF, SECONDS_A_CASE)
        try:
            outcome = TARGETS[self.target](content)
            taken = time.process_time() - start
            self.read += outcome.read
            self.refused += not outcome.read
            if outcome.tables is not None and zlib.crc32(content) % VALIDATED == 0:
                check_tables(outcome.tables)
                self.validated += 1
        except Exception as error:  # noqa: BLE001  any other error than those of the project is what is looked for
            self._keep(content, error)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self.cases += 1
        self.seconds += taken
        self.worst = max(self.worst, taken)

    def result(self) -> dict[str, object]:
        """Return the counts as plain values."""
        return {
            "target": self.target,
            "cases": self.cases,
            "read": self.read,
            "refused": self.refused,
            "validated": self.validated,
            "worst": self.worst,
            "seconds": self.seconds,
            "faults": self.faults,
        }

    def _keep(self, content: bytes, error: Exception) -> None:
        last = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
        if kind in self.faults:
            return
        path = self.faults_folder / f"{self.target}-{hashlib.sha256(content).hexdigest()[:12]}"
        path.write_bytes(content)
        self.faults[kind] = f"{str(error)[:200]} (input: {path})"


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise HangError(f"longer than {SECONDS_A_CASE} seconds")
