"""How far a build is, shown on a terminal as a bar that counts reports and steps; nothing where nobody watches.

Assets tell of each report with `told`; steps are told of by Dagster's own events. Neither knows who looks.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

import dagster as dg

Item = TypeVar("Item")

_WATCHER: ContextVar[Callable[[], object] | None] = ContextVar("watcher", default=None)
_BY_REPORT = frozenset({"document", "extraction"})
"""Steps that tell of each report, and so do not count themselves."""


def told(items: Sequence[Item]) -> Iterator[Item]:
    """Yield the items, and tell the watcher of this process, if there is one, of each that is done."""
    watcher = _WATCHER.get()
    for item in items:
        yield item
        if watcher:
            watcher()


@contextmanager
def shown(instance: dg.DagsterInstance, run_id: str, reports: int, steps: int) -> Iterator[None]:
    """Show a bar on standard error while a run goes on in this process; nothing where that is no terminal.

    Args:
        instance: the instance that the run's events go to.
        run_id: the run.
        reports: how many reports it reads and extracts.
        steps: how many steps it has.
    """
    from tqdm import tqdm

    total = len(_BY_REPORT) * reports + steps - len(_BY_REPORT)
    with tqdm(total=total, disable=None, leave=False, file=sys.stderr, unit="", dynamic_ncols=True) as bar:

        def follow(entry: dg.EventLogEntry) -> None:
            event = entry.dagster_event
            if event is None:
                return
            if event.event_type == dg.DagsterEventType.STEP_START:
                bar.set_description_str(event.step_key)
            elif event.event_type == dg.DagsterEventType.STEP_SUCCESS and event.step_key not in _BY_REPORT:
                bar.update()

        if not bar.disable:
            instance.add_event_listener(run_id, follow)
        token = _WATCHER.set(None if bar.disable else bar.update)
        try:
            yield
        finally:
            _WATCHER.reset(token)
            # What came less than a moment after the last drawing has not been drawn yet.
            bar.refresh()
