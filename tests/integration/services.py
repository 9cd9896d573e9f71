"""Real services for tests, each started by the test on this machine and ended with it: PostgreSQL, S3, Dagster's own.

None is asked to end by SIGTERM, which a parent may have set to be ignored.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

PATIENCE_SECONDS = 300
"""How long anything may take to happen; the tests wait for states, and this only ends a wait that would be for ever."""

S3_SERVER = """
from werkzeug.serving import make_server
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=False)
print(server.server_port, flush=True)
server.serve_forever()
"""
PROGRAMS_OF_POSTGRES = Path("/usr/lib/postgresql")


def wait_until(found: Callable[[], Any], what: str, seconds: float = PATIENCE_SECONDS) -> Any:
    """Return what `found` gives once it is anything but false."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := found():
            return value
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds:g} seconds: {what}")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server that speaks TLS alone and asks for a password, and the environment that leads to it."""

    environment: Mapping[str, str]


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of Debian's on a free port of this machine, empty, in a temporary folder."""
    programs = sorted(PROGRAMS_OF_POSTGRES.glob("*/bin/initdb"))
    assert programs, f"{PROGRAMS_OF_POSTGRES} has no PostgreSQL; install it with: apt-get install postgresql"
    owner: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="crt-postgres-"))
    try:
        if owner:
            shutil.chown(folder, "postgres", "postgres")
        port, password = free_port(), "a-password-of-the-tests"
        (folder / "password").write_text(password)
        _make_certificate(folder)
        if owner:
            for file in folder.iterdir():
                shutil.chown(file, "postgres", "postgres")
        data = folder / "data"
        words = ["-D", str(data), "-U", "crt", "-A", "scram-sha-256", "--pwfile", str(folder / "password"), "-N"]
        subprocess.run([programs[-1], *words], check=True, capture_output=True, cwd=folder, **owner)
        (data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 scram-sha-256\n")
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "unix_socket_directories": "",
            "fsync": "off",
            "ssl": "on",
            "ssl_cert_file": folder / "certificate.pem",
            "ssl_key_file": folder / "key.pem",
        }
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs[-1].with_name("postgres"), "-D", str(data), *words], stderr=log, cwd=folder, **owner
            )
        try:
            wait_until(lambda: answers(port), "PostgreSQL listens")
            yield Postgres(
                {
                    "DAGSTER_PG_HOST": "localhost",
                    "DAGSTER_PG_PORT": str(port),
                    "DAGSTER_PG_DB": "postgres",
                    "DAGSTER_PG_USERNAME": "crt",
                    "DAGSTER_PG_PASSWORD": password,
                    "PGSSLMODE": "verify-full",
                    "PGSSLROOTCERT": str(folder / "certificate.pem"),
                }
            )
        finally:
            _end_postgres(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_certificate(folder: Path) -> None:
    """A certificate for `localhost` that vouches for itself."""
    words = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run(["openssl", "req", *words, *names, *files], check=True, capture_output=True)
    (folder / "key.pem").chmod(0o600)
    folder.chmod(0o711)
    (folder / "certificate.pem").chmod(0o644)


def _end_postgres(server: subprocess.Popen[bytes]) -> None:
    """An immediate shutdown, which leaves no shared memory behind; a kill if that is not heard."""
    server.send_signal(signal.SIGQUIT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def children_of(pid: int) -> list[int]:
    """The processes below a process, those nearest first."""
    below: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError):
            below += [int(word) for word in task.read_text().split()]
    return [*below, *(deeper for one in below for deeper in children_of(one))]


@contextmanager
def s3() -> Iterator[Mapping[str, str]]:
    """An S3 server without buckets; gives the environment that leads to it."""
    with subprocess.Popen(
        [sys.executable, "-c", S3_SERVER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield {
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{int(process.stdout.readline())}",
                "AWS_ACCESS_KEY_ID": "an-access-key-of-the-tests",
                "AWS_SECRET_ACCESS_KEY": "a-secret-of-the-tests",
                "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_CONFIG_FILE": os.devnull,
                "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            }
        finally:
            process.kill()


class Processes:
    """Processes by name, each with what it started, and with its words in a file for a failing test."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = dict(environment)
        self._started: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, words: Sequence[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._started[name] = subprocess.Popen(
                words, env=self.environment, cwd=self.folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )

    def kill(self, *names: str) -> None:
        """End processes at once, as a machine that loses its power does, and all that they started."""
        for name in names:
            process = self._started.pop(name)
            for pid in (process.pid, *children_of(process.pid)):
                with suppress(ProcessLookupError):
                    os.kill(pid, 9)
            process.wait()

    def wait(self, *names: str) -> None:
        """Wait until processes have ended by themselves."""
        for name in names:
            self._started.pop(name).wait(PATIENCE_SECONDS)

    def kill_all(self) -> None:
        self.kill(*tuple(self._started))


class Webserver:
    """Dagster's webserver, asked as its UI does."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def is_up(self) -> bool:
        with suppress(requests.RequestException):
            return requests.get(f"{self.url}/server_info", timeout=5).ok
        return False

    def ask(self, query: str, **variables: object) -> Any:
        answer = requests.post(f"{self.url}/graphql", json={"query": query, "variables": variables}, timeout=60)
        told = answer.json()
        assert "errors" not in told, told
        return told["data"]

    def stop_sensor(self, name: str) -> None:
        """Switch a sensor off, as its switch in the UI does."""
        sensor = {"repositoryLocationName": "crt", "repositoryName": "__repository__", "sensorName": name}
        query = "query ($s: SensorSelector!) { sensorOrError(sensorSelector: $s) {... on Sensor {sensorState {id}} } }"
        state = self.ask(query, s=sensor)["sensorOrError"]["sensorState"]
        switch = "mutation ($id: String) { stopSensor(id: $id) { __typename } }"
        assert self.ask(switch, id=state["id"])["stopSensor"]["__typename"] == "StopSensorMutationResult"

    def launch(self, selector: Mapping[str, object], tags: Mapping[str, str] | None = None) -> str:
        """Launch a run of a job or of some assets, with no configuration; return its id."""
        told = self.ask(
            """
            mutation ($given: ExecutionParams!) { launchRun(executionParams: $given) {
                __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message }
                ... on RunConfigValidationInvalid { errors { message } } } }
            """,
            given={
                "selector": {
                    "repositoryLocationName": "crt",
                    "repositoryName": "__repository__",
                    **selector,
                },
                "executionMetadata": {"tags": [{"key": key, "value": value} for key, value in (tags or {}).items()]},
            },
        )["launchRun"]
        assert told["__typename"] == "LaunchRunSuccess", told
        return str(told["run"]["runId"])
