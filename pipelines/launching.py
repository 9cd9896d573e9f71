"""Starts runs as Dagster does by default, and notices when the process of a run is gone.

Dagster's own launcher cannot tell a run that works from one whose code server was killed with it, so that such a run
would be shown as running for ever, and hold back all runs that wait for it.
"""

import dagster as dg
from dagster._core.errors import DagsterUserCodeUnreachableError
from dagster._core.launcher import CheckRunHealthResult, DefaultRunLauncher, WorkerStatus
from dagster._grpc.types import CanCancelExecutionRequest, CanCancelExecutionResult
from dagster._serdes import deserialize_value

UNWATCHED = "started by no code server, such as by crt build; only its own process knows whether it lives"
SILENT = "the code server that started the run does not answer"
GONE = "the code server was started anew and does not know the run, so that the run's process is gone"


class WatchedRunLauncher(DefaultRunLauncher):
    """The default launcher, which can also be asked whether a run lives; named in dagster.yaml as `run_launcher`."""

    @property
    def supports_check_run_worker_health(self) -> bool:
        """Dagster's monitor asks only launchers that say so."""
        return True

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        """Ask the code server that started a run whether it still has its process.

        Args:
            run: a run that is shown as started.

        Returns:
            `RUNNING`, or `FAILED` with the reason, upon which the monitor marks the run as failed.
        """
        client = self._get_grpc_client_for_termination(run.run_id)  # type: ignore[no-untyped-call]
        if client is None:
            return CheckRunHealthResult(WorkerStatus.RUNNING, UNWATCHED)
        try:
            answer = client.can_cancel_execution(CanCancelExecutionRequest(run_id=run.run_id))
        except DagsterUserCodeUnreachableError:
            return CheckRunHealthResult(WorkerStatus.FAILED, SILENT)
        if deserialize_value(answer, CanCancelExecutionResult).can_cancel:
            return CheckRunHealthResult(WorkerStatus.RUNNING)
        return CheckRunHealthResult(WorkerStatus.FAILED, GONE)
