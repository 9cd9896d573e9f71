"""Pictures of a dataset for the UI, as Markdown tables with bars: the same bytes for the same rows.

They count rows and never add up people: two incidents may tell of the same victims, and a figure is often a bound.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipelines.assets.present import markdown_table

Row = Mapping[str, Any]

BAR_WIDTH = 24
MOST_MONTHS = 36
"""With more months than this, years are counted instead."""
MOST_PERPETRATORS = 15
CAUTION = (
    "*Chapters list what the report calls significant: counts of countries and years are not comparable, "
    "and no row is no sign that nothing happened.*"
)


def bar(value: int, largest: int) -> str:
    """Return a bar as long as the value is beside the largest one; what is not zero is at least one cell long."""
    if value <= 0:
        return ""
    return "█" * max(1, value * BAR_WIDTH // largest)


def incidents_by_month(rows: Sequence[Row]) -> str:
    """Return how many incidents each month has; those that cannot be put into one month stand in a line of their own.

    Args:
        rows: rows of `incidents`.
    """
    if not rows:
        return markdown_table([])
    months = [_month(row) for row in rows]
    dated = [month for month in months if month is not None]
    unit, width = ("month", 7) if len(set(dated)) <= MOST_MONTHS else ("year", 4)
    counts = sorted(Counter(month[:width] for month in dated).items())
    undated = len(months) - len(dated)
    if undated:
        counts.append(("in no single month", undated))
    return f"{_counted(unit, 'incidents', counts)}\n\n{CAUTION}"


def _month(row: Row) -> str | None:
    start, end = row.get("date_start"), row.get("date_end")
    if not isinstance(start, datetime.date) or not isinstance(end, datetime.date):
        return None
    first, last = start.isoformat()[:7], end.isoformat()[:7]
    return first if first == last else None


def killed_by_perpetrator(rows: Sequence[Row]) -> str:
    """Return the fewest and the most killed that the incidents of each perpetrator are told to have had.

    A figure is of one incident. Where the highest is only a lower bound, it is followed by a plus sign.

    Args:
        rows: rows of `incidents`.
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.get("perpetrator_names") or "nobody named"].append(row)
    ranges = {name: _killed_range(members) for name, members in groups.items()}
    largest = max((found[1] for found in ranges.values() if found), default=0)
    shown = sorted(groups, key=lambda name: (-len(groups[name]), name))[:MOST_PERPETRATORS]
    return markdown_table(
        [
            {
                "perpetrator": name,
                "incidents": len(groups[name]),
                "killed in one incident": _told_range(ranges[name]),
                "from fewest to most": _range_bar(ranges[name], largest),
            }
            for name in shown
        ]
    )


Range = tuple[int | None, int, bool]
"""The lowest lower bound, the highest figure, and whether more than that is possible."""


def _killed_range(rows: Sequence[Row]) -> Range | None:
    spans = [(row.get("killed_min"), row.get("killed_max")) for row in rows]
    figures = [figure for span in spans for figure in span if figure is not None]
    if not figures:
        return None
    highest = max(figures)
    return min((low for low, _ in spans if low is not None), default=None), highest, (highest, None) in spans


def _told_range(found: Range | None) -> str:
    if found is None:
        return "no figure"
    low, high, is_open = found
    if low is None:
        return f"up to {high}"
    return f"{low}{'' if low == high else f' to {high}'}{'+' if is_open else ''}"


def _range_bar(found: Range | None, largest: int) -> str:
    if found is None:
        return ""
    low, high, _ = found
    before = (low or 0) * BAR_WIDTH // max(largest, 1)
    return "·" * before + "█" * max(1, high * BAR_WIDTH // max(largest, 1) - before)


def status_by_domain(rows: Sequence[Row]) -> str:
    """Return how many statements each field of policy has by status.

    Args:
        rows: rows of `compliance_status`.
    """
    counts = Counter((str(row.get("domain")), str(row.get("status_type")), str(row.get("status"))) for row in rows)
    largest = max(counts.values(), default=0)
    return markdown_table(
        [
            {"domain": domain, "scale": scale, "status": status, "statements": count, "": bar(count, largest)}
            for (domain, scale, status), count in sorted(counts.items())
        ]
    )


def institutions_by_type(rows: Sequence[Row]) -> str:
    """Return how many institutions there are of each type; one that several reports name counts once.

    Args:
        rows: rows of `institutions`.
    """
    types = {row.get("institution_id"): str(row.get("institution_type")) for row in rows}
    return _counted(
        "type", "institutions", sorted(Counter(types.values()).items(), key=lambda item: (-item[1], item[0]))
    )


def _counted(unit: str, what: str, counts: Sequence[tuple[str, int]]) -> str:
    largest = max((count for _, count in counts), default=0)
    return markdown_table([{unit: name, what: count, "": bar(count, largest)} for name, count in counts])


PLOTS: Mapping[str, Mapping[str, Callable[[Sequence[Row]], str]]] = {
    "incidents": {"incidents_by_month": incidents_by_month, "killed_by_perpetrator": killed_by_perpetrator},
    "institutions": {"institutions_by_type": institutions_by_type},
    "compliance_status": {"status_by_domain": status_by_domain},
}
"""The pictures of each dataset by the name that the UI shows."""
