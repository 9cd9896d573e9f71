"""Runs all fuzzing and prints what became of the cases; fails where one breaks a rule, crashes or hangs.

Inputs that break a rule are kept under `.fuzz/faults`; each becomes a test of its own where the fault is mended.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

SHARES: Mapping[tuple[str, str], int] = {
    ("text", "structured"): 24,
    ("text", "coverage_guided"): 16,
    ("page", "structured"): 14,
    ("page", "coverage_guided"): 10,
    ("pdf", "structured"): 12,
    ("pdf", "coverage_guided"): 6,
    ("codebook", "structured"): 6,
    ("codebook", "coverage_guided"): 2,
    ("sources", "structured"): 5,
    ("sources", "coverage_guided"): 5,
}
"""How many of a hundred cases each target gets from each way of making them."""
PROJECT = Path(__file__).resolve().parents[1]
FAULTS = PROJECT / ".fuzz" / "faults"


def run(target: str, way: str, cases: int, seed: int) -> dict[str, object]:
    """Try a target's cases in a process of its own.

    Args:
        target: a name of `fuzzing.targets.TARGETS`.
        way: `structured` or `coverage_guided`.
        cases: how many.
        seed: what the cases are made from; the same seed gives the same cases.

    Returns:
        The counts; a process that ended without them is a fault with its last words.
    """
    with tempfile.TemporaryDirectory(prefix="fuzzing-") as folder:
        report, scratch = Path(folder) / "report.json", Path(folder) / "scratch"
        scratch.mkdir()
        words = [sys.executable, "-W", "ignore", "-m", f"fuzzing.{way}", target, str(cases), str(report), str(FAULTS)]
        words += [str(scratch)] if way == "coverage_guided" else []
        words += [f"--seed={seed}"]
        done = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, check=False)
        if report.exists():
            return dict(json.loads(report.read_text("utf-8")))
    told = " / ".join(done.stderr.strip().splitlines()[-3:])[:300]
    return {"cases": 0, "faults": {f"the process ended with status {done.returncode}": told}}


def main() -> int:
    """Print a line for each target and way, then the sum; return 1 where any case broke a rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="in total")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    FAULTS.mkdir(parents=True, exist_ok=True)
    names = ("cases", "read", "refused", "validated")
    sums = dict.fromkeys(names, 0)
    faults: list[str] = []
    worst = 0.0
    head = f"{'input':<10}{'made by':<17}{'cases':>9}{'read':>9}{'refused':>9}{'validated':>11}{'faults':>8}"
    print(head + f"{'ms a case':>11}{'worst ms':>10}")
    for (target, way), share in SHARES.items():
        result = run(target, way, max(1, options.cases * share // 100), options.seed)
        counts = {name: int(str(result.get(name, 0))) for name in names}
        found = [f"{target}: {kind}: {told}" for kind, told in dict(result["faults"]).items()]  # type: ignore[call-overload]
        slowest, seconds = float(str(result.get("worst", 0))), float(str(result.get("seconds", 0)))
        line = f"{target:<10}{way.replace('_', '-'):<17}" + "".join(
            f"{counts[name]:>{width},}" for name, width in zip(names, (9, 9, 9, 11), strict=True)
        )
        print(
            f"{line}{len(found):>8}{1000 * seconds / max(1, counts['cases']):>11.1f}{1000 * slowest:>10.0f}", flush=True
        )
        sums = {name: sums[name] + counts[name] for name in names}
        faults += found
        worst = max(worst, slowest)
    print(
        f"\n{sums['cases']:,} cases: {sums['read']:,} read, {sums['refused']:,} refused by a named error, "
        f"{sums['validated']:,} also validated; {len(faults)} kinds of fault; "
        f"the slowest case took {1000 * worst:.0f} ms"
    )
    for fault in faults:
        print(f"fault: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
