"""What it costs to write the tables of a release as they are published, beside pyarrow's own writer.

Validation is told apart: pyarrow does none, and no release is written without it.
"""

import tempfile
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import schemas
from benchmarks.measuring import SEEDS, Cost, documents, side_by_side, timed
from pipelines.assets.gathering import named_once
from pipelines.extraction.extract import Tables, extract, load_knowledge
from pipelines.publishing.parquet import write_table
from pipelines.publishing.release import publish
from pipelines.reading.chapter import chapter_of
from pipelines.reading.vocabulary import load_vocabulary

ROUNDS = 7
RAW = "pyarrow, write_table"


def rows() -> Tables:
    """Return the rows of all authored chapters."""
    knowledge, vocabulary = load_knowledge(SEEDS), load_vocabulary(SEEDS)
    found: Tables = defaultdict(list)
    for document in documents(knowledge):
        for name, some in extract(chapter_of(document, vocabulary, knowledge.countries), knowledge).items():
            found[name] += some
    found["institution_names"] = named_once(found["institution_names"])
    for name in schemas.DATASETS:
        # pyarrow alone knows no defaults.
        found[name] = [{"corrected": False, **row} for row in found[name]]
    return dict(found)


def compare() -> tuple[list[Cost], int]:
    """Measure writing beside pyarrow's writer; returns the costs and the number of rows."""
    given = rows()
    tables = {name: schemas.to_arrow(name, some) for name, some in given.items()}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        number = 0

        def raw(found: dict[str, pa.Table]) -> None:
            for name, table in found.items():
                pq.write_table(table, target / f"{name}.raw.parquet", compression="zstd", compression_level=3)

        def ours(found: dict[str, pa.Table]) -> None:
            for name, table in found.items():
                write_table(table, target / f"{name}.parquet")

        def published() -> None:
            nonlocal number
            number += 1
            publish(tables, target / str(number))

        def typed() -> dict[str, pa.Table]:
            return {name: pa.Table.from_pylist(some, schema=schemas.arrow_schema(name)) for name, some in given.items()}

        def validated() -> dict[str, pa.Table]:
            return {name: schemas.to_arrow(name, some) for name, some in given.items()}

        costs = side_by_side(
            {
                RAW: timed(lambda: raw(tables)),
                "writing as published (atomic)": timed(lambda: ours(tables)),
                "pyarrow, rows to typed tables to files": timed(lambda: raw(typed())),
                "rows validated, sorted and written": timed(lambda: ours(validated())),
                "a whole release (checked, hashed, described)": timed(published),
            },
            RAW,
            ROUNDS,
        )
    return costs, sum(table.num_rows for table in tables.values())
