"""Runs all benchmarks, prints them side by side, and writes docs/performance.md with its chart: `make bench`.

Numbers are of one run on one machine, which is named; goals that are missed are named too.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import building, extraction, writing
from benchmarks.measuring import PROJECT, Cost, machine

PAGE = PROJECT / "docs" / "performance.md"
CHART = PROJECT / "docs" / "images" / "performance.svg"


TEMPLATE = """\
# Performance

Written by `make bench`, which measures all of it in one run, in processor time, the ways of a comparison in turn.
Machine: {machine}; spaCy {spacy}.
Times differ between machines and the ratios less so; neither is a promise.

| goal: at most so many times the cost | goal | now | |
| --- | ---: | ---: | --- |
{goals}

Missed:{missed}

![The ratios of each comparison as bars, and seconds by number of chapters]({chart})

## Reading and extraction beside spaCy

{chapters} authored chapters with {characters} characters, in memory. The second row finds the dates (a Matcher) and
the names of the reference list (an EntityRuler), and no incident, figure, place or status.

{extracted}

## Writing Parquet beside pyarrow

The ten tables of these chapters, {rows} rows. The first two write the same tables from memory; the next two start
from rows, and only the second of them validates.

{written}

## A build beside the least on Dagster

A new process each: one imports Dagster and pandera and materialises the same assets and checks with empty bodies, the
other builds one chapter.

{built}

## Growth

Reading and extraction of so many chapters, each number in a process of its own, without the loading of reference lists.
The {chapters} chapters come again and again: the first of a country pays for the country's places, which are then kept.

{grown}
"""


@dataclass(frozen=True, slots=True)
class Goal:
    """A ratio that is wanted: at most so many times the cost of something else."""

    name: str
    most: float
    is_now: float

    def line(self) -> str:
        """The goal as a row of the table."""
        return (
            f"| {self.name} | {self.most:g} | {self.is_now:.2f} | {'met' if self.is_now <= self.most else 'missed'} |"
        )


def ratio_to(costs: Sequence[Cost], name: str, against: str) -> float:
    """How many times the cost of one way another costs, by their ratios to the way that all are compared with."""
    by_name = {cost.name: cost for cost in costs}
    return by_name[name].ratio / by_name[against].ratio


def cost_table(costs: Sequence[Cost], unit: str, per: float) -> str:
    """Costs as a table; `per` is what the seconds are multiplied with to be of the unit."""
    lines = [f"| | {unit} | times the first |", "| --- | ---: | ---: |"]
    lines += [f"| {cost.name} | {cost.seconds * per:,.2f} | {cost.ratio:.2f} |" for cost in costs]
    return "\n".join(lines)


def growth_table(grown: Sequence[dict[str, float]]) -> str:
    """Growth as a table; the slope is what each further chapter costs since the row before."""
    lines = [
        "| chapters | seconds | ms a chapter | ms each further chapter | peak MiB |",
        "| ---: | ---: | ---: | ---: | ---: |",
    ]
    before = {"chapters": 0.0, "seconds": 0.0}
    for row in grown:
        slope = (row["seconds"] - before["seconds"]) / (row["chapters"] - before["chapters"])
        lines.append(
            f"| {row['chapters']:,.0f} | {row['seconds']:,.2f} | {1000 * row['seconds'] / row['chapters']:.1f} | "
            f"{1000 * slope:.1f} | {row['mebibytes']:,.0f} |"
        )
        before = row
    return "\n".join(lines)


def draw(groups: dict[str, Sequence[Cost]], grown: Sequence[dict[str, float]], path: Path) -> None:
    """Write the chart: the ratios of each comparison, and the growth."""
    import altair as alt

    values = [
        {"comparison": group, "way": cost.name, "ratio": round(cost.ratio, 3)}
        for group, costs in groups.items()
        for cost in costs
    ]
    bars = [
        alt.Chart(alt.InlineData(values=[value for value in values if value["comparison"] == group]), title=group)
        .mark_bar()
        .encode(
            x=alt.X("ratio:Q", title="times the cost of the first"),
            y=alt.Y("way:N", title=None, sort=None, axis=alt.Axis(labelLimit=320)),
        )
        .properties(width=420)
        for group in groups
    ]
    line = (
        alt.Chart(alt.InlineData(values=[dict(row) for row in grown]), title="seconds by number of chapters")
        .mark_line(point=True)
        .encode(
            x=alt.X("chapters:Q", scale=alt.Scale(type="log")),
            y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds of processor time"),
        )
        .properties(width=420, height=200)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    alt.vconcat(*bars, line).save(str(path))


def goals_of(extracted: Sequence[Cost], written: Sequence[Cost], built: Sequence[Cost]) -> tuple[Goal, ...]:
    """The ratios that are wanted, with what they are now."""
    ours = "reading and extraction"
    cutting, finding = (ratio_to(extracted, ours, way) for way in (extraction.TOKENISATION, extraction.RULES))
    writer = ratio_to(written, "writing as published (atomic)", writing.RAW)
    return (
        Goal("reading and extraction, beside spaCy that finds dates and names", 1, finding),
        Goal("reading and extraction, beside spaCy that only cuts into words", 0.5, cutting),
        Goal("writing as published, beside pyarrow's writer", 2, writer),
        Goal(
            "`crt build` of one chapter, beside the least on Dagster", 1.3, ratio_to(built, "crt build", building.FLOOR)
        ),
    )


def main() -> None:
    """Measure, print and write."""
    try:
        import spacy
    except ImportError:
        sys.exit("benchmarks: spaCy is not installed; install it in this environment with: pip install spacy")
    extracted, chapters, characters = extraction.compare()
    written, rows = writing.compare()
    built = building.compare()
    grown = extraction.growth()
    goals = goals_of(extracted, written, built)
    missed = "\n".join(f"- {goal.name}" for goal in goals if goal.is_now > goal.most)
    text = TEMPLATE.format(
        machine=machine(),
        spacy=spacy.__version__,
        goals="\n".join(goal.line() for goal in goals),
        missed="\n\n" + missed if missed else " none",
        chart=CHART.relative_to(PAGE.parent),
        chapters=chapters,
        characters=f"{characters:,}",
        rows=f"{rows:,}",
        extracted=cost_table(extracted, "ms a chapter", 1000 / chapters),
        written=cost_table(written, "ms", 1000),
        built=cost_table(built, "s", 1),
        grown=growth_table(grown),
    )
    draw({"reading and extraction": extracted, "writing": written, "building": built}, grown, CHART)
    PAGE.write_text(text, "utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
