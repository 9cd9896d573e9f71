"""Publishers in processes of their own that end suddenly, run out of room or meet each other; run by the crash tests.

The process imports everything once and forks for each case. A child counts its own file operations and kills itself
with SIGKILL at the one it was told; the product knows nothing of this.
"""

import json
import os
import resource
import shutil
import signal
import sys
from pathlib import Path

import example_release as example
import pyarrow.parquet as pq
from example_release import with_two_killed

from pipelines.publishing import release
from pipelines.publishing.prune import prune

OPERATIONS = ("open", "rename", "replace", "fsync", "unlink", "mkdir", "rmdir")
NO_MORE_ROOM = (0, 100, 2000, 6000, 9000, 12000)
"""Sizes in bytes beyond which no file may grow; the smallest leave room for nothing, the others for some tables."""
NOBODY = 65534


class Steps:
    """Counts file operations, before and after each and halfway through writes; kills the process at one of them."""

    def __init__(self, fatal=None):
        self.names = []
        self.fatal = fatal

    def take(self, name):
        if len(self.names) == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        self.names.append(name)

    def watch(self):
        for name in OPERATIONS:
            setattr(os, name, self.counted(name, getattr(os, name)))
        pq.write_table = self.counted_write("a table", pq.write_table, lambda arguments: arguments[1])
        Path.write_bytes = self.counted_write("a text", Path.write_bytes, lambda arguments: arguments[0])

    def counted(self, name, operation):
        def run(*arguments, **options):
            self.take(f"before {name}")
            result = operation(*arguments, **options)
            self.take(f"after {name}")
            return result

        return run

    def counted_write(self, name, write, path_of):
        def run(*arguments, **options):
            write(*arguments, **options)
            path = path_of(arguments)
            whole = path.stat().st_size
            with path.open("rb+") as file:
                data = file.read()
                file.truncate(whole // 2)
                file.flush()
                self.take(f"half of {name}")
                file.seek(0)
                file.write(data)
            self.take(f"all of {name}")

        return run


def in_a_child(act):
    """Run in a forked process; return its exit status (negative: the signal that ended it) and what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = ""
        status = 0
        try:
            said = str(act() or "")
        except release.PublicationError as error:
            said, status = str(error), 3
        except BaseException as error:  # noqa: BLE001  whatever it is, it is told
            said, status = f"{type(error).__name__}: {error}", 4
        os.write(writing, said.encode()[:60000])
        os._exit(status)
    os.close(writing)
    return child, reading


def ended(child, reading):
    with os.fdopen(reading, encoding="utf-8") as file:
        said = file.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def tell(**what):
    print(json.dumps(what), flush=True)


def publish(outputs, rows):
    return release.publish(example.tables(rows), outputs).release_id


ACTS = {
    "publish": lambda outputs: publish(outputs, with_two_killed()),
    "prune": lambda outputs: prune(outputs, 1).removed,
}


def kill_at_every_step(work, act, stride):
    """Kill a child at each `stride`-th step of an act; each leaves its outputs in a folder named after the step."""

    def count():
        steps = Steps()
        steps.watch()
        ACTS[act](work / "count")
        return json.dumps(steps.names)

    shutil.copytree(work / "base", work / "count")
    names = json.loads(ended(*in_a_child(count))[1])
    for fatal in range(0, len(names), stride):
        outputs = work / str(fatal)
        shutil.copytree(work / "base", outputs)

        def die(outputs=outputs, fatal=fatal):
            Steps(fatal).watch()
            return ACTS[act](outputs)

        status, said = ended(*in_a_child(die))
        tell(kind=act, step=names[fatal], outputs=str(outputs), status=status, said=said)


def run_out_of_room(work):
    for size in NO_MORE_ROOM:
        outputs = work / str(size)
        shutil.copytree(work / "base", outputs)

        def limited(outputs=outputs, size=size):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
            return ACTS["publish"](outputs)

        status, said = ended(*in_a_child(limited))
        tell(kind="limit", size=size, outputs=str(outputs), status=status, said=said)


def write_as_nobody(work):
    def as_nobody():
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        return ACTS["publish"](work / "base")

    status, said = ended(*in_a_child(as_nobody))
    tell(kind="nobody", status=status, said=said)


def meet(work, times):
    """Two publishers start at the same moment, one of the one rows and one of the other; `times` times."""
    for round_number in range(times):
        outputs = work / str(round_number)
        ready, go = os.pipe()

        def wait_and_publish(rows, outputs=outputs, ready=ready, go=go):
            os.close(go)
            os.read(ready, 1)
            return publish(outputs, rows)

        rows_of_both = (example.rows(), with_two_killed() if round_number % 2 else example.rows())
        children = [in_a_child(lambda rows=rows: wait_and_publish(rows)) for rows in rows_of_both]
        os.close(ready)
        os.close(go)
        results = [ended(*child) for child in children]
        tell(kind="meet", outputs=str(outputs), results=results)


CASES = {
    "kill": lambda work, stride: kill_at_every_step(work, "publish", stride),
    "kill the pruner": lambda work, stride: kill_at_every_step(work, "prune", stride),
    "limit": lambda work, number: run_out_of_room(work),
    "nobody": lambda work, number: write_as_nobody(work),
    "meet": meet,
}


def main():
    """Arguments: kind of case, folder to work in, number; as often as wanted."""
    # Made before anything is forked, so that no child has to.
    example.tables(), example.tables(with_two_killed())
    for kind, work, number in zip(*[iter(sys.argv[1:])] * 3, strict=True):
        CASES[kind](Path(work), int(number))


if __name__ == "__main__":
    main()
