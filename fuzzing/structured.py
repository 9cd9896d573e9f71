"""Tries the cases that hypothesis makes for one target, in a process of its own; what it did is one line of JSON."""

import argparse
import json
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzzing.cases import CASES
from fuzzing.counting import Counter
from fuzzing.targets import TARGETS


def main() -> None:
    """Try a number of cases of one target and write what was counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("cases", type=int)
    parser.add_argument("report", type=Path, help="where to write the counts")
    parser.add_argument("faults", type=Path, help="the folder for inputs that break a rule")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counter = Counter(options.target, options.faults)

    @seed(options.seed)
    @settings(
        max_examples=options.cases,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(CASES[options.target])
    def try_one(content: bytes) -> None:
        counter.try_one(content)

    try_one()
    options.report.write_text(json.dumps(counter.result()), "utf-8")


if __name__ == "__main__":
    main()
