"""Where the steps of a run are executed, picked in its configuration: this process, several, or a Dask cluster.

In this process is the default and needs nothing else installed. The job, its assets and its output are the same on all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import dagster as dg
from dagster._core.execution.context.system import PlanOrchestrationContext
from dagster._core.execution.plan.plan import ExecutionPlan
from dagster._core.executor.base import Executor

from pipelines.publishing.extras import how_to_install

if TYPE_CHECKING:
    from dagster._core.executor.init import InitExecutorContext

IN_PROCESS = "in_process"

Events = Sequence[dg.DagsterEvent]

_DASK = dg.Field(
    {
        "cluster": dg.Field(
            dg.Selector(
                {
                    "local": dg.Field(
                        {"n_workers": dg.Field(int, default_value=2, description="Worker processes to start.")},
                        description="A cluster of this machine alone, which ends with the run.",
                    ),
                    "existing": dg.Field(
                        {"address": dg.Field(dg.StringSource, description="Such as tcp://scheduler:8786.")},
                        description="A scheduler that runs. It executes what anyone tells it who reaches it, "
                        "so that it belongs in a network of its own, or behind TLS.",
                    ),
                }
            ),
            default_value={"local": {}},
            description="Workers need this code, the same seeds and outputs under the same paths, and the instance.",
        )
    },
    description="Each step as a task of a Dask cluster; needs the extra `dask`.",
)


def _requirements(config: Mapping[str, object]) -> Sequence[dg.ExecutorRequirement]:
    return [] if IN_PROCESS in config else dg.multiple_process_executor_requirements()


@dg.executor(
    name="in_process_multiprocess_or_dask",
    config_schema=dg.Field(
        dg.Selector(
            {
                IN_PROCESS: dg.in_process_executor.config_schema.as_field(),
                "multiprocess": dg.multiprocess_executor.config_schema.as_field(),
                "dask": _DASK,
            }
        ),
        default_value={IN_PROCESS: {}},
    ),
    requirements=_requirements,
)
def chosen_executor(init_context: "InitExecutorContext") -> Executor:
    """The executor that the run's configuration names below `execution.config`; in this process unless it names one."""
    ((kind, config),) = init_context.executor_config.items()
    options = cast("Mapping[str, Any]", config)
    if kind == "dask":
        return _on_dask(*next(iter(options["cluster"].items())))
    chosen = dg.in_process_executor if kind == IN_PROCESS else dg.multiprocess_executor
    create = cast("Any", chosen.executor_creation_fn)
    return cast("Executor", create(init_context._replace(executor_config=options)))


def _on_dask(kind: str, options: Mapping[str, Any]) -> Executor:
    """Return dagster-dask's executor, in which no step starts after one that it needs has failed.

    As it comes, it starts a step once those before it have ended, however they ended: a table that was refused would
    not keep the release from being made of the table before it. It names tasks after the step alone, too, so that of
    two runs on one scheduler the second would be given the results of the first, and it fails on a run with pools.
    """
    try:
        from dagster_dask.executor import DaskExecutor, query_on_dask_worker
        from distributed import Client, LocalCluster, as_completed
    except ImportError as error:
        needs = f"install what this executor needs with: {how_to_install('dask')}"
        raise dg.DagsterInvariantViolationError(f"{needs} ({error.name} is missing)") from error

    def cluster() -> AbstractContextManager[Any]:
        if kind == "existing":
            return nullcontext(options["address"])
        # Dagster's steps are not made for threads. The dashboard would be one more open port.
        return LocalCluster(threads_per_worker=1, dashboard_address=None, **options)

    class OrderlyDaskExecutor(DaskExecutor):
        """Hands all steps to the cluster at once, each to begin when those that it needs have ended well."""

        def execute(self, plan_context: PlanOrchestrationContext, execution_plan: ExecutionPlan) -> Iterator[Any]:
            needed = execution_plan.get_executable_step_deps()
            run = plan_context.dagster_run
            with cluster() as place, Client(place) as client:
                futures: dict[str, Any] = {}
                for step in (step for level in execution_plan.get_steps_to_execute_by_level() for step in level):
                    # As one function: Dask would look for tasks in all that it is given as arguments.
                    work = partial(
                        query_on_dask_worker,
                        [],
                        plan_context.reconstructable_job,
                        run,
                        plan_context.run_config,
                        [step.key],
                        plan_context.instance.get_ref(),
                        execution_plan.known_state,
                    )
                    before = [futures[key] for key in sorted(needed[step.key])]
                    name = f"{run.run_id}.{step.key}"
                    futures[step.key] = client.submit(partial(_unless_failed, work), before, key=name, pure=False)
                for _, events in as_completed(list(futures.values()), with_results=True):
                    yield from events

    return OrderlyDaskExecutor(kind, options)  # type: ignore[no-untyped-call]


def _unless_failed(work: Callable[[], Events], before: Sequence[Events]) -> Events:
    """Execute a step on a worker, unless one that it needs did not succeed, and then do nothing.

    Args:
        work: executes the step and returns its events.
        before: the events of each step that it needs.
    """
    succeeded = (any(event.is_step_success for event in events) for events in before)
    return work() if all(succeeded) else []
