"""The two folders that a run works with: where seeds are read and where outputs are written.

Both are run configuration, so that the same job builds from any folder, in the UI, in tests and from `crt build`.
"""

import os
from pathlib import Path

import dagster as dg
from pydantic import Field

from pipelines.assets.versions import PROJECT
from pipelines.assets.work import Work
from pipelines.publishing.store_address import AddressError, checked

SEEDS_VARIABLE = "CRT_SEEDS"
OUTPUTS_VARIABLE = "CRT_OUTPUTS"
STORE_VARIABLE = "CRT_STORE"
# Read when the code location is loaded, since what starts by itself has no configuration but the defaults.
DEFAULT_SEEDS = Path(os.environ.get(SEEDS_VARIABLE) or PROJECT / "seeds").absolute()
DEFAULT_OUTPUTS = Path(os.environ.get(OUTPUTS_VARIABLE) or PROJECT / "outputs").absolute()


_NEEDED = ("reports", "codebook", "reference")
"""What a seeds folder has."""


def seeds_problem(seeds: str) -> str | None:
    """Return why a run cannot read from a folder, with what to do, or None where it can."""
    if not seeds.strip():
        return "`seeds` is empty; name the folder that has reports/, codebook/ and reference/, or leave it out"
    if not Path(seeds).is_dir():
        return f"`seeds`: {seeds} is not a folder on the machine of this run; correct the path, or make the folder"
    missing = [name for name in _NEEDED if not (Path(seeds) / name).is_dir()]
    if missing:
        return f"`seeds`: {seeds} has no {' and no '.join(f'{name}/' for name in missing)}; is it the right folder?"
    return None


def outputs_problem(outputs: str) -> str | None:
    """Return why a run cannot write to a folder, with what to do, or None where it can; it need not exist yet."""
    if not outputs.strip():
        return "`outputs` is empty; name the folder that gets releases/, or leave it out"
    if "://" in outputs:
        return "`outputs` has to be a local folder; put the address into `store`"
    nearest = next(place for place in (Path(outputs).absolute(), *Path(outputs).absolute().parents) if place.exists())
    if not nearest.is_dir():
        return f"`outputs`: {nearest} is a file, and a folder is needed there; name another folder"
    if not os.access(nearest, os.W_OK | os.X_OK):
        return f"`outputs`: {nearest} may not be written to; grant write access, or name another folder"
    return None


def store_problem(store: str) -> str | None:
    """Return why an address cannot be that of a store, or None where it can, or where there is none."""
    if not store:
        return None
    try:
        checked(store)
    except AddressError as error:
        return f"`store`: {error}"
    return None


class Folders(dg.ConfigurableResource[None]):
    """Where a run reads and writes. It is looked at before the first step, so that a mistake costs nothing."""

    seeds: str = Field(
        default=str(DEFAULT_SEEDS),
        description=f"Folder with reports/, reference/ and codebook/. Default: the environment's {SEEDS_VARIABLE}, "
        "or else the project's own.",
    )
    outputs: str = Field(
        default=str(DEFAULT_OUTPUTS),
        description="Folder that gets releases/, latest.json and the work files between a report and a release. "
        f"Default: the environment's {OUTPUTS_VARIABLE}, or else the project's own.",
    )

    store: str = Field(
        default=os.environ.get(STORE_VARIABLE, ""),
        description="Address such as s3://bucket/prefix that gets the releases too, without credentials; empty: none. "
        f"Default: the environment's {STORE_VARIABLE}.",
    )

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Fail the run before its first step where it cannot read or write.

        Sensors and schedules, which have no run, say by themselves what they lack.

        Raises:
            dagster.Failure: a folder is not there, is none, or may not be written to; the message says what to do.
        """
        if context.run is None:
            return
        found = (seeds_problem(self.seeds), outputs_problem(self.outputs), store_problem(self.store))
        if problems := [problem for problem in found if problem]:
            raise dg.Failure("; ".join(problems), allow_retries=False)

    @property
    def seeds_path(self) -> Path:
        """The seeds folder."""
        return Path(self.seeds)

    @property
    def outputs_path(self) -> Path:
        """The outputs folder.

        Raises:
            dagster.Failure: it is the address of a store, which a run cannot work in.
        """
        if "://" in self.outputs:
            raise dg.Failure("`outputs` has to be a local folder; put the address into `store`", allow_retries=False)
        return Path(self.outputs)

    @property
    def work(self) -> Work:
        """The files between a report and a release."""
        return Work(self.outputs_path)
