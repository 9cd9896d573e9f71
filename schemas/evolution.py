"""What changed between the schemas of two releases, and which schema version such a change asks for.

Both sides are descriptors (datapackage.json), so that a release is compared by what it says of itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Part = Mapping[str, Any]

MAJOR = "major"
MINOR = "minor"
_WORDS_OF_PACKAGE = ("$schema", "title", "description", "licenses")
_JUDGED_ALONE = frozenset({"name", "type", "arrowType", "categories", "constraints"})
_JUDGED_WITH_CODES = frozenset({"required", "enum"})


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """One difference of two schemas. `level` is `major` for what was removed or redefined, else `minor`."""

    level: str
    what: str


def compare_schemas(old: Part, new: Part) -> tuple[SchemaChange, ...]:
    """Compare what two descriptors say of tables, columns and codes.

    Args:
        old: the earlier release's descriptor.
        new: the later one's.

    Returns:
        The differences, in the order of tables and columns; empty where both describe the same.
        Files, hashes, row counts and sources are no part of a schema.
    """
    return tuple(_package_changes(old, new))


def fitting_version(old: str, changes: Sequence[SchemaChange]) -> str:
    """Return the lowest schema version that fits after these changes.

    Args:
        old: the schema version before, major and minor.
        changes: what changed since.
    """
    major, minor = parsed_version(old)
    if any(change.level == MAJOR for change in changes):
        return f"{major + 1}.0"
    return f"{major}.{minor + 1}" if changes else f"{major}.{minor}"


def parsed_version(text: str) -> tuple[int, int]:
    """Return a schema version as its two numbers; raises ValueError where it is none."""
    major, minor = text.split(".")
    return int(major), int(minor)


def _package_changes(old: Part, new: Part) -> Iterator[SchemaChange]:
    yield from _reworded("the data package", old, new, _WORDS_OF_PACKAGE)
    before, after = _by_name(old.get("resources")), _by_name(new.get("resources"))
    for name in sorted(before.keys() - after.keys()):
        yield SchemaChange(MAJOR, f"table {name} was removed")
    for name, table in after.items():
        if name in before:
            yield from _table_changes(name, before[name], table)
        else:
            yield SchemaChange(MINOR, f"table {name} was added")


def _table_changes(name: str, old: Part, new: Part) -> Iterator[SchemaChange]:
    yield from _reworded(f"table {name}", old, new, ("description",))
    before, after = old.get("schema", {}), new.get("schema", {})
    if _key(before) != _key(after):
        yield SchemaChange(MAJOR, f"table {name}: its key was {_listed(_key(before))} and is {_listed(_key(after))}")
    if before.get("missingValues") != after.get("missingValues"):
        yield SchemaChange(MAJOR, f"table {name}: what a null means was redefined")
    links, linked = before.get("foreignKeys", []), after.get("foreignKeys", [])
    if any(link not in linked for link in links):
        yield SchemaChange(MAJOR, f"table {name}: a foreign key was removed or redefined")
    elif links != linked:
        yield SchemaChange(MINOR, f"table {name}: a foreign key was added")
    yield from _columns_changes(name, _by_name(before.get("fields")), _by_name(after.get("fields")))


def _columns_changes(table: str, old: Mapping[str, Part], new: Mapping[str, Part]) -> Iterator[SchemaChange]:
    for name in old:
        if name not in new:
            yield SchemaChange(MAJOR, f"column {table}.{name} was removed")
    for name, column in new.items():
        if name in old:
            yield from _column_changes(f"{table}.{name}", old[name], column)
        else:
            yield SchemaChange(MINOR, f"column {table}.{name} was added")
    if [name for name in old if name in new] != [name for name in new if name in old]:
        yield SchemaChange(MINOR, f"table {table}: its columns stand in another order")


def _column_changes(place: str, old: Part, new: Part) -> Iterator[SchemaChange]:
    # A descriptor of an earlier program may lack the Arrow type.
    for kind in ("type", "arrowType") if "arrowType" in old else ("type",):
        if old.get(kind) != new.get(kind):
            yield SchemaChange(MAJOR, f"column {place}: its type was {old.get(kind)} and is {new.get(kind)}")
            break
    before, after = old.get("constraints", {}), new.get("constraints", {})
    if bool(before.get("required")) != bool(after.get("required")):
        now = "is never null now" if after.get("required") else "may be null now"
        yield SchemaChange(MAJOR, f"column {place} {now}")
    for limit in sorted((before.keys() | after.keys()) - _JUDGED_WITH_CODES):
        if limit not in before:
            yield SchemaChange(MINOR, f"column {place}: {limit} {after[limit]} was added")
        elif before[limit] != after.get(limit):
            yield SchemaChange(MAJOR, f"column {place}: {limit} was {before[limit]} and is {after.get(limit)}")
    yield from _code_changes(place, _codes(old), _codes(new))
    yield from _reworded(f"column {place}", old, new, sorted((old.keys() | new.keys()) - _JUDGED_ALONE))


def _code_changes(place: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[SchemaChange]:
    if bool(old) != bool(new):
        yield SchemaChange(MAJOR, f"column {place} {'holds codes only now' if new else 'is no longer held to codes'}")
        return
    for code, meaning in old.items():
        if code not in new:
            yield SchemaChange(MAJOR, f"code {place} = {code} was removed")
        elif new[code] != meaning:
            yield SchemaChange(MAJOR, f"code {place} = {code} meant {meaning!r} and means {new[code]!r}")
    for code in new:
        if code not in old:
            yield SchemaChange(MINOR, f"code {place} = {code} was added")
    if [code for code in old if code in new] != [code for code in new if code in old]:
        yield SchemaChange(MINOR, f"column {place}: its codes stand in another order")


def _reworded(place: str, old: Part, new: Part, parts: Sequence[str]) -> Iterator[SchemaChange]:
    for part in parts:
        if old.get(part) != new.get(part):
            yield SchemaChange(MINOR, f"{place}: its {part} was reworded")


def _codes(column: Part) -> dict[str, str]:
    return {str(it.get("value")): str(it.get("label")) for it in column.get("categories", [])}


def _key(schema: Part) -> list[Any]:
    keys: list[Any] = schema.get("primaryKey") or next(iter(schema.get("uniqueKeys", [])), [])
    return keys


def _listed(names: Sequence[Any]) -> str:
    return ", ".join(map(str, names)) or "none"


def _by_name(parts: Any) -> dict[str, Part]:
    return {str(it.get("name")): it for it in parts or () if isinstance(it, dict)}
