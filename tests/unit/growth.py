"""How work grows with the length of a text: for tests that four times the text takes about four times the work.

Work is processor time, compared within one run and with a wide margin.
"""

import gc
from collections.abc import Callable

TIMES_AS_LONG = 4
FAIR = 2 * TIMES_AS_LONG
TOO_SHORT_TO_TELL = 0.03
"""In seconds: what takes less is measured as if it took this."""


def growth_of(work: Callable[[int], float], small: int) -> float:
    """How many times as much work four times the length takes; up to three tries, since others use the machine."""
    ratios = []
    for _ in range(3):
        # The collector looks at all that other tests left behind, and more often where more is made.
        gc.collect()
        gc.disable()
        try:
            ratios.append(work(small * TIMES_AS_LONG) / work(small))
        finally:
            gc.enable()
        if ratios[-1] < FAIR:
            break
    return min(ratios)
