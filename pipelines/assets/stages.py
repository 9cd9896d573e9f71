"""What a stage of a run did and how long it took: for the log, and for the metadata that Dagster plots from run to run.

Times are of the run and never of the data: none of them is in a file that is published.
"""

import time
from collections.abc import Mapping

import dagster as dg


class Stage:
    """A stage that begins when this is made."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._begun = time.perf_counter()

    def ended(self, log: dg.DagsterLogManager, **counts: int) -> Mapping[str, int | float]:
        """Log what was done, as words that a program can take apart again, and return it as metadata.

        Args:
            log: Dagster's logger of the step.
            counts: how much was done of what.
        """
        facts = {
            **{f"{self.name}_{what}": count for what, count in counts.items()},
            f"{self.name}_seconds": round(time.perf_counter() - self._begun, 3),
        }
        log.info(f"{self.name} ended: " + " ".join(f"{name}={value}" for name, value in facts.items()))
        return facts
