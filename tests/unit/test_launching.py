"""The launcher that can tell a run that works from one whose process is gone; sudden ends are in test_production.py."""

import json
import socket

import dagster as dg
import pytest
from dagster._core.launcher import DefaultRunLauncher
from dagster._core.storage.tags import GRPC_INFO_TAG
from dagster._core.utils import make_new_run_id

from pipelines.launching import SILENT, UNWATCHED, WatchedRunLauncher


@pytest.fixture
def instance(dagster_home):
    with dg.DagsterInstance.get() as instance:
        yield instance


def health(instance: dg.DagsterInstance, tags: dict[str, str]) -> tuple[str, str | None]:
    run = dg.DagsterRun(job_name="any", run_id=make_new_run_id(), tags=tags)
    instance.add_run(run)
    told = instance.run_launcher.check_run_worker_health(run)
    return told.status.name, told.msg


def test_the_settings_name_it(instance):
    assert isinstance(instance.run_launcher, WatchedRunLauncher)
    assert instance.run_launcher.supports_check_run_worker_health


def test_dagsters_own_launcher_cannot_tell_so_that_this_one_is_still_needed():
    assert not DefaultRunLauncher().supports_check_run_worker_health


def test_a_run_whose_code_server_does_not_answer_is_lost(instance):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        server = {"host": "127.0.0.1", "port": taken.getsockname()[1]}
        assert health(instance, {GRPC_INFO_TAG: json.dumps(server)}) == ("FAILED", SILENT)


def test_a_run_that_no_code_server_started_is_left_to_its_process(instance):
    assert health(instance, {}) == ("RUNNING", UNWATCHED)
