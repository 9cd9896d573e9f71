"""Which column comes from which: keys from the tables that they refer to, extracted values from the report's text.

The keys, spans and extracted columns are read from `schemas`; only what `schemas.check_relations` holds is added.
"""

from collections import defaultdict

import dagster as dg

import schemas
from pipelines.assets.present import markdown_table

_SPAN = frozenset({"start", "end", "quote"})
_RELATED = {
    ("incidents", "perpetrator_names"): (("institutions", "canonical_name"), ("incident_actors", "institution_id")),
    ("incidents", "country_iso3"): (("reports", "country_iso3"),),
    ("institutions", "country_iso3"): (("reports", "country_iso3"),),
    ("institutions", "mention_count"): (("institution_mentions", "institution_id"),),
    ("compliance_status", "country_iso3"): (("reports", "country_iso3"),),
    ("compliance_status", "subject"): (("institutions", "institution_id"),),
}
"""What no foreign key says: columns that follow from those of other tables."""


def column_lineage(table: str) -> dg.TableColumnLineage | None:
    """Return where the columns of a table come from, or None where none comes from another table.

    Args:
        table: the table's name in the contract.
    """
    sources: dict[str, set[tuple[str, str]]] = defaultdict(set)
    described = schemas.TABLES[table]
    for key in described.foreign_keys:
        for name, referred in zip(key.columns, key.reference_columns, strict=True):
            sources[name].add((key.reference, referred))
    names = {column.name for column in described.columns}
    for column in described.columns:
        if column.needs_evidence or (column.name in _SPAN and names >= _SPAN):
            sources[column.name].add(("reports", "text"))
        sources[column.name].update(_RELATED.get((table, column.name), ()))
    if table == "evidence":
        sources["row_id"].update((name, schemas.TABLES[name].key[0]) for name in schemas.DATASETS)
    found = {name: sorted(origins) for name, origins in sources.items() if origins}
    if not found:
        return None
    return dg.TableColumnLineage(
        {name: [dg.TableColumnDep(asset, column) for asset, column in origins] for name, origins in found.items()}
    )


def as_markdown(lineage: dg.TableColumnLineage) -> str:
    """Return a lineage as a Markdown table, for the UI, which draws no lineage of columns itself.

    Args:
        lineage: where the columns of a table come from.
    """
    return markdown_table(
        [
            {"column": name, "comes from": ", ".join(f"{dep.asset_key.path[-1]}.{dep.column_name}" for dep in origins)}
            for name, origins in lineage.deps_by_column.items()
        ]
    )
