"""Dagster as a person starts it, with `crt ui`: web server, daemon and code server in processes of their own.

Everything of it lies in one temporary folder, and every process of it ends with the block.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import requests

from tests.conftest import PROJECT

START_SECONDS = 120
LOCATIONS = "{ workspaceOrError { ... on Workspace { locationEntries { locationOrLoadError { __typename } } } } }"


@dataclass(frozen=True, slots=True)
class Live:
    """A running Dagster: its address, and the folder that has seeds, outputs, Dagster's home and the log."""

    address: str
    folder: Path

    @property
    def outputs(self) -> Path:
        return self.folder / "outputs"

    @property
    def reports(self) -> Path:
        return self.folder / "seeds" / "reports"

    @contextmanager
    def instance(self) -> Iterator[dg.DagsterInstance]:
        with dg.DagsterInstance.from_config(str(self.folder / "home")) as instance:
            yield instance

    @property
    def log(self) -> str:
        return (self.folder / "dagster.log").read_text("utf-8", "replace")


def environment(folder: Path) -> dict[str, str]:
    """What a process needs so that it uses the folder's Dagster and nothing of this machine's."""
    home = folder / "home"
    if not home.exists():
        home.mkdir()
        shutil.copy(PROJECT / "config" / "dagster.yaml", home)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("CRT_", "DAGSTER_"))}
    return {**inherited, "DAGSTER_HOME": str(home)}


def crt(folder: Path, *words: str) -> list[str]:
    """The command line of `crt` on the folder's seeds and outputs."""
    folders = ["--seeds", str(folder / "seeds"), "--outputs", str(folder / "outputs")]
    return [sys.executable, "-m", "pipelines.cli", *words, *folders]


@contextmanager
def running(folder: Path) -> Iterator[Live]:
    """Start `crt ui` on the folder's seeds; it is ready for a browser when the block begins, and gone when it ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    live = Live(f"http://127.0.0.1:{port}", folder)
    with (folder / "dagster.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipelines.cli", "ui", "--port", str(port)],
            cwd=folder,
            env={
                **environment(folder),
                "CRT_SEEDS": str(folder / "seeds"),
                "CRT_OUTPUTS": str(folder / "outputs"),
            },
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        until(lambda: _is_ready(live), START_SECONDS, lambda: f"Dagster did not start:\n{live.log[-4000:]}")
        yield live
    finally:
        # All its children are in its session's group; a signal that can be ignored would leave some behind.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _is_ready(live: Live) -> bool:
    try:
        answer = requests.post(f"{live.address}/graphql", json={"query": LOCATIONS}, timeout=10).json()
    except (requests.RequestException, ValueError):
        return False
    entries = answer["data"]["workspaceOrError"]["locationEntries"]
    return [entry["locationOrLoadError"]["__typename"] for entry in entries if entry["locationOrLoadError"]] == [
        "RepositoryLocation"
    ]


def until(is_so: Callable[[], object], seconds: float, told: Callable[[], str]) -> None:
    """Wait until something is so; fail with what is told where it is not so in time."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, told()
        time.sleep(0.5)
