"""What is told of a run that failed: a report that a person can read, and a message to a webhook if there is one.

Telling never fails anything: what goes wrong here is returned as a sentence for the log.
"""

import ipaddress
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import dagster as dg
from dagster_shared.error import SerializableErrorInfo
from pydantic import Field

from pipelines.assets.present import escaped
from pipelines.publishing import atomic

FOLDER = "failures"
"""Folder of the outputs that gets one Markdown file a failed run."""
VARIABLE = "CRT_FAILURE_WEBHOOK"

_RUN_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_JSON = {"Content-Type": "application/json"}
_REPORT_ID = re.compile(r"[A-Z]{3}-[0-9]{4}")
RANGE_TAGS = ("dagster/asset_partition_range_start", "dagster/asset_partition_range_end")
"""Tags of a run over a range of partitions: the first and the last."""
SENSOR_TAG = "dagster/sensor_name"


@dataclass(frozen=True, slots=True)
class FailedStep:
    """A step that failed: its name, why, in one line, and what it says of single reports, by report id."""

    step: str
    message: str
    reports: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FailedRun:
    """A run that failed: what it was, which reports it was for, and which of its steps failed."""

    run_id: str
    job: str
    partitions: str
    message: str
    steps: tuple[FailedStep, ...]

    @property
    def reports(self) -> dict[str, str]:
        """What was wrong with single reports, by report id."""
        return {report_id: message for step in self.steps for report_id, message in step.reports.items()}

    @property
    def summary(self) -> str:
        """The failure in one line."""
        if self.reports:
            return f"{self.job} failed on {', '.join(self.reports)}"
        return f"{self.job} failed at {', '.join(step.step for step in self.steps) or 'its start'}"


def failed_run(run: dg.DagsterRun, message: str, events: Sequence[dg.DagsterEvent]) -> FailedRun:
    """Return what is to be told of a failed run.

    Args:
        run: the run.
        message: why it failed, as Dagster says it.
        events: the failures of its steps.
    """
    first, last = (run.tags.get(tag, "") for tag in RANGE_TAGS)
    partitions = run.tags.get("dagster/partition") or (first if first == last else f"{first} to {last}")
    steps = tuple(_step(event) for event in events if event.is_step_failure)
    return FailedRun(run.run_id, _name(run), partitions, _one_line(message), steps)


def _name(run: dg.DagsterRun) -> str:
    """The job, or what started a run of single assets, which has none of its own."""
    if not run.job_name.startswith("__"):
        return run.job_name
    return f"a run started by {run.tags.get(SENSOR_TAG, 'hand')}"


def _step(event: dg.DagsterEvent) -> FailedStep:
    data = event.step_failure_data
    told = data.user_failure_data
    metadata = told.metadata if told else {}
    reports = {key: _one_line(str(value.value)) for key, value in metadata.items() if _REPORT_ID.fullmatch(key)}
    said = told.description if told and told.description else own_message(data.error)
    return FailedStep(event.step_key or "a step", _one_line(said), reports)


def own_message(error: SerializableErrorInfo | None) -> str:
    """Return what the project's own code said in one line, below the errors that Dagster wraps around it."""
    while error and error.cause and (error.cls_name or "").startswith("Dagster"):
        error = error.cause
    return (
        "failed without a message"
        if error is None
        else _one_line(re.sub(r"^(?:\w+\.)+\w+: ", "", error.message, count=1))
    )


def run_failure(event: dg.DagsterEvent) -> str:
    """Return why a run failed, in the project's own words where it failed before its first step."""
    error = getattr(event.event_specific_data, "error", None)
    return own_message(error) if error else _one_line(event.message or "")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def as_markdown(failed: FailedRun) -> str:
    """Return the report of a failed run: what failed, which reports, and what to do."""
    lines = [f"# {escaped(failed.summary)}", "", f"- run: `{failed.run_id}`"]
    if failed.partitions:
        lines.append(f"- reports of the run: {escaped(failed.partitions)}")
    lines += ["", "## What failed", ""]
    lines += [f"- **{escaped(step.step)}**: {escaped(step.message)}" for step in failed.steps]
    if not failed.steps:
        lines.append(f"- {escaped(failed.message)}")
    if failed.reports:
        lines += ["", "## Which reports", ""]
        lines += [f"- **{report_id}**: {escaped(message)}" for report_id, message in failed.reports.items()]
    lines += ["", "## What to do", "", *_advice(failed)]
    return "\n".join(lines) + "\n"


def _advice(failed: FailedRun) -> list[str]:
    where = f"The whole log: `crt ui`, then http://127.0.0.1:3000/runs/{failed.run_id}"
    if failed.reports:
        return [
            "1. Do what the line of each report says, or remove its file from seeds/reports.",
            "2. Nothing more: a corrected file is built as soon as the sensor sees it, or with `crt build`.",
            "",
            "The releases that exist are as they were, and the other reports go into the next one without these.",
            where,
        ]
    return [
        "1. Repair what the message names. What was on disk before this run still is, and no release was changed.",
        "2. `crt build`, or *Re-execute* on the run's page.",
        "",
        where,
    ]


def write_report(failed: FailedRun, outputs: Path) -> Path:
    """Write the report of a failed run to failures/<run id>.md in the outputs folder.

    Returns:
        The file.

    Raises:
        ValueError: the run id must not become part of a path.
        OSError: the file cannot be written.
    """
    if not _RUN_ID.fullmatch(failed.run_id):
        raise ValueError(f"{failed.run_id!r} is not a run id, so its report has no place")
    path = outputs / FOLDER / f"{failed.run_id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write_text(path, as_markdown(failed))
    return path


class FailureWebhook(dg.ConfigurableResource[None]):
    """Where a failed run is told of, apart from its report in the outputs folder."""

    variable: str = Field(
        default=VARIABLE,
        description="Name of the environment variable with the address, https or http on this machine. "
        "The address itself is often a secret, so it is no part of any configuration that the UI shows.",
    )
    timeout_seconds: float = Field(
        default=5, gt=0, le=30, description="How long to wait to connect, and for an answer."
    )

    def tell(self, failed: FailedRun) -> str | None:
        """Send the failure as JSON, if an address is configured.

        Returns:
            Why it could not be delivered, or None. Nothing is ever raised for that.
        """
        address = os.environ.get(self.variable, "").strip()
        if not address:
            return None
        if (problem := address_problem(address)) is not None:
            return f"{self.variable} {problem}; nothing was sent"
        return _posted(address, message_of(failed), self.timeout_seconds)


def message_of(failed: FailedRun) -> dict[str, object]:
    """Return what the webhook gets; `text` is what chat services show."""
    return {
        "text": failed.summary,
        "run_id": failed.run_id,
        "job": failed.job,
        "partitions": failed.partitions,
        "reports": failed.reports,
        "steps": [asdict(step) for step in failed.steps],
    }


def address_problem(address: str) -> str | None:
    """Return why an address must not be sent to, or None where it may: https, or http on this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return "is not an address"
    if not host:
        return "is not an address with a host"
    if parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host)):
        return None
    return "has to begin with https:// (http:// only for this machine)"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _posted(address: str, message: dict[str, object], timeout_seconds: float) -> str | None:
    import requests

    host = urlsplit(address).hostname or ""
    with requests.Session() as session:
        session.trust_env = not _is_loopback(host)
        try:
            # A redirect could lead to an address that is not allowed, and the answer's body is of no use.
            with session.post(
                address,
                data=json.dumps(message).encode(),
                headers=_JSON,
                timeout=timeout_seconds,
                allow_redirects=False,
                stream=True,
            ) as response:
                return None if response.ok and not response.is_redirect else f"{host} answered {response.status_code}"
        except (requests.RequestException, ValueError) as error:
            return f"{host} could not be told: {type(error).__name__}"
