"""A release described for machine learning: `croissant.json` (MLCommons Croissant 1.0) beside copies of its files.

Columns, codes and keys come from `schemas`, hashes and sources from the release's own descriptor.
"""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.publishing import atomic, descriptor
from schemas import SCHEMA_VERSION, TABLES, Column, Table

FILE_NAME = "croissant.json"
SPECIFICATION = "http://mlcommons.org/croissant/1.0"
_CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification asks to be given as it is."""
_TYPES = (
    (pa.types.is_boolean, "sc:Boolean"),
    (pa.types.is_integer, "sc:Integer"),
    (pa.types.is_floating, "sc:Float"),
    (pa.types.is_date, "sc:Date"),
)

Description = dict[str, Any]


def write_croissant(release: Path, tables: Mapping[str, pa.Table], target: Path) -> tuple[Path, ...]:
    """Write a folder with the release's files and their Croissant description, as hubs of datasets take it.

    Args:
        release: the release's folder.
        tables: its tables.
        target: an existing folder.

    Raises:
        OSError: a file cannot be written.
    """
    written = []
    for name in TABLES:
        path = target / descriptor.file_name(name)
        with atomic.replacing(path) as temporary:
            shutil.copyfile(release / path.name, temporary)
        written.append(path)
    described = describe(descriptor.describe(release, tables, release.resolve().name))
    atomic.write_text(target / FILE_NAME, json.dumps(described, ensure_ascii=False, indent=2) + "\n")
    return (*written, target / FILE_NAME)


def describe(package: Mapping[str, Any]) -> Description:
    """Return the Croissant description of a release (https://docs.mlcommons.org/croissant/docs/croissant-spec.html).

    Args:
        package: the release's descriptor, as `descriptor.describe` gives it.
    """
    return {
        "@context": dict(_CONTEXT),
        "@type": "sc:Dataset",
        "conformsTo": SPECIFICATION,
        "name": package["name"],
        "description": package["description"],
        "identifier": package["id"],
        "version": _semantic_version(package["id"]),
        "license": [licence["path"] for licence in package["licenses"]],
        "citeAs": f"{package['title']}, release {package['id']}; and the reports themselves, U.S. Department of State.",
        "isBasedOn": sorted({source["url"] for source in package["sources"] if "url" in source}),
        "isLiveDataset": False,
        "distribution": [_file(resource) for resource in package["resources"]],
        "recordSet": [*(_table(table) for table in TABLES.values()), *_code_lists()],
    }


def _semantic_version(release_id: str) -> str:
    """A release's name as Semantic Versioning 2.0 writes it: the hash of its rows is the build."""
    return f"{SCHEMA_VERSION}.0+{release_id.rpartition('-')[2]}"


def _file(resource: Mapping[str, Any]) -> Description:
    return {
        "@type": "cr:FileObject",
        "@id": resource["path"],
        "name": resource["path"],
        "description": resource["description"],
        "contentUrl": resource["path"],
        "contentSize": f"{resource['bytes']} B",
        "encodingFormat": "application/x-parquet",
        "sha256": resource["hash"].removeprefix("sha256:"),
    }


def _table(table: Table) -> Description:
    described: Description = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
    }
    if table.primary_key:
        described["key"] = _identifiers(table.name, table.primary_key)
    references = {
        key.columns[0]: f"{key.reference}/{key.reference_columns[0]}"
        for key in table.foreign_keys
        # To readers of Croissant a reference is a join, which would multiply rows where the column is not unique.
        if len(key.columns) == 1 and key.reference_columns == TABLES[key.reference].primary_key
    }
    described["field"] = [_field(table, column, references.get(column.name)) for column in table.columns]
    return described


def _field(table: Table, column: Column, reference: str | None) -> Description:
    described: Description = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": " ".join(_told(table, column)),
        "dataType": next((name for fits, name in _TYPES if fits(column.arrow_type)), "sc:Text"),
        "source": {"fileObject": {"@id": descriptor.file_name(table.name)}, "extract": {"column": column.name}},
    }
    if reference:
        described["references"] = {"field": {"@id": reference}}
    return described


def _told(table: Table, column: Column) -> Iterator[str]:
    yield column.description
    if column.codes:
        # No reference: the reference reader fails at a table that refers to code lists and to another table.
        yield f"Codes: record set {_code_list_name(table, column)}."
    if column.enrichment:
        yield "Enrichment: not from the report."


def _code_lists() -> list[Description]:
    return [
        {
            "@type": "cr:RecordSet",
            "@id": _code_list_name(table, column),
            "name": _code_list_name(table, column),
            "description": f"The codes of {table.name}.{column.name} and their meanings.",
            "dataType": "sc:Enumeration",
            "key": {"@id": f"{_code_list_name(table, column)}/code"},
            "field": [
                {
                    "@type": "cr:Field",
                    "@id": f"{_code_list_name(table, column)}/{name}",
                    "name": name,
                    "dataType": "sc:Text",
                }
                for name in ("code", "meaning")
            ],
            "data": [
                {f"{_code_list_name(table, column)}/code": code, f"{_code_list_name(table, column)}/meaning": meaning}
                for code, meaning in column.codes.items()
            ],
        }
        for table in TABLES.values()
        for column in table.columns
        if column.codes
    ]


def _code_list_name(table: Table, column: Column) -> str:
    return f"{table.name}_{column.name}_codes"


def _identifiers(table: str, columns: Sequence[str]) -> Description | list[Description]:
    found = [{"@id": f"{table}/{column}"} for column in columns]
    return found[0] if len(found) == 1 else found
