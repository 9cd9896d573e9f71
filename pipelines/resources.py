"""The two folders that a run works with: where seeds are read and where outputs are written.

Both are run configuration, so that the same job builds from any folder, in the UI, in tests and from `crt build`.
"""

import os
from pathlib import Path

import dagster as dg
from pydantic import Field

from pipelines.assets.work import Work

PROJECT = Path(__file__).resolve().parent.parent
"""The project's own folder; its `seeds` and `outputs` are what a run works with unless told otherwise."""

SEEDS_VARIABLE = "CRT_SEEDS"
OUTPUTS_VARIABLE = "CRT_OUTPUTS"
STORE_VARIABLE = "CRT_STORE"
# Read when the code location is loaded, since what starts by itself has no configuration but the defaults.
DEFAULT_SEEDS = Path(os.environ.get(SEEDS_VARIABLE) or PROJECT / "seeds").absolute()
DEFAULT_OUTPUTS = Path(os.environ.get(OUTPUTS_VARIABLE) or PROJECT / "outputs").absolute()


class Folders(dg.ConfigurableResource[None]):
    """Where a run reads and writes."""

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
