"""Finds events that a chapter tells twice, in the same words or in its overview and in its list of incidents.

Counting the same dead twice is a wrong number, so that the telling outside the list gives way.
"""

from collections.abc import Mapping, Sequence

from pipelines.extraction.model import Rejection, Row

_WHOLE_DAYS = frozenset(("day", "day_range"))


def without_repeated(groups: Sequence[Sequence[Row]]) -> tuple[list[Row], list[Rejection]]:
    """Leave out the rows of events that are told already.

    Args:
        groups: the rows of each event, its incident first, in text order.

    Returns:
        The rows that stay, in text order, and a rejection for each event that is left out.
    """
    first: dict[object, Sequence[Row]] = {}
    for group in groups:
        first.setdefault(group[0].values["incident_id"], group)
    listed = [group[0].values for group in first.values() if _is_listed(group[0].values)]
    kept: list[Row] = []
    rejections: list[Rejection] = []
    for group in groups:
        values = group[0].values
        in_list = not _is_listed(values) and any(_same(values, other) for other in listed)
        if in_list or group is not first[values["incident_id"]]:
            told = next(item for item in group[0].evidence if item.field == "summary")
            rejections.append(Rejection(told.start, told.end, "incidents", "duplicate"))
        else:
            kept += group
    return kept, rejections


def _is_listed(values: Mapping[str, object]) -> bool:
    return values.get("listed_as_significant") is True


def _same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two tellings are of one event: days and class are the same, and place and toll where both tell them."""
    if one.get("date_precision") not in _WHOLE_DAYS:
        return False
    if any(one.get(name) != other.get(name) for name in ("date_start", "date_end", "record_class")):
        return False
    names = ("place_name", "killed_min", "killed_max")
    both = [(one[name], other[name]) for name in names if one.get(name) is not None and other.get(name) is not None]
    return bool(both) and all(first == second for first, second in both)
