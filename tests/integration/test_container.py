"""The image and its Kubernetes values, as far as they can be checked where no container engine is.

What the first stage of the Dockerfile does is done in a folder instead of an image, with the very commands. The base
image, the commands of the second stage, and what Helm makes of the values need an engine, and are not checked here.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
PRODUCTION = PROJECT / "config" / "production"
LOCK = PROJECT / "requirements-production.lock"


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions with their words, each on one line."""
    text = re.sub(r"^\s*#.*\n", "", (PROJECT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines if line.strip()]


def stages() -> list[list[tuple[str, str]]]:
    """The instructions of each stage, with its FROM."""
    found: list[list[tuple[str, str]]] = []
    for name, words in instructions():
        if name == "FROM":
            found.append([])
        if found:
            found[-1].append((name, words))
    return found


def copied(words: str) -> tuple[list[str], str]:
    """The sources in the project and the target of a COPY; no source where it copies from another stage."""
    *sources, target = [word for word in words.split() if not word.startswith("--")]
    return ([] if "--from=" in words else sources), target


class TestDockerfile:
    def test_it_has_two_stages_and_the_image_has_nothing_of_the_first_but_what_is_copied(self):
        assert len(stages()) == 2
        assert [words for name, words in stages()[1] if name == "COPY" and "--from=" in words] == [
            "--from=libraries /opt/crt /opt/crt",
            "--from=libraries /app /app",
        ]

    def test_all_that_it_copies_is_there_and_is_sent_to_the_engine(self):
        ignored = (PROJECT / ".dockerignore").read_text("utf-8").splitlines()
        sent = [line.removeprefix("!") for line in ignored if line.startswith("!")]
        sources = [source for name, words in instructions() if name == "COPY" for source in copied(words)[0]]
        assert len(sources) > 5
        assert [source for source in sources if not (PROJECT / source).exists()] == []
        assert [one for one in sources if not any(one == it or one.startswith(f"{it}/") for it in sent)] == []
        assert "*" in ignored

    def test_it_does_not_run_as_root(self):
        users = [words for name, words in stages()[1] if name == "USER"]
        assert users == ["10001:10001"]
        after = [name for name, _ in stages()[1]][[name for name, _ in stages()[1]].index("USER") :]
        assert "RUN" not in after

    def test_each_library_is_locked_with_hashes_and_no_index_is_named(self):
        installs = [words for name, words in instructions() if name == "RUN" and "pip install" in words]
        assert all("--no-deps" in words for words in installs)
        assert [words for words in installs if "--require-hashes" not in words and "--editable /app" not in words] == []
        text = LOCK.read_text("utf-8")
        assert not re.search(r"index-url|find-links|https?:", text)
        requirements = re.split(r"\n(?=\S)", text.strip())
        assert len(requirements) > 100
        assert [one.splitlines()[0] for one in requirements if "--hash=sha256:" not in one] == []

    def test_it_runs_the_versions_that_the_tests_run(self):
        def versions(name: str) -> dict[str, set[str]]:
            found: dict[str, set[str]] = {}
            for package, version in re.findall(r"(?m)^([a-z0-9._-]+)==(\S+)", (PROJECT / name).read_text("utf-8")):
                found.setdefault(package, set()).add(version)
            return found

        tested = versions("requirements-dev.lock")
        image = versions("requirements-production.lock")
        assert {name: one for name, one in image.items() if name in tested and not one <= tested[name]} == {}

    @pytest.mark.slow
    def test_its_commands_make_an_environment_that_validates_and_builds(self, tmp_path):
        """The first stage below a folder, then what the image is started with and for."""

        def moved(words: str) -> str:
            return re.sub(r"(?<![\w.])/(opt|app|build)\b", lambda found: f"{tmp_path}{found[0]}", words)

        for name, words in stages()[0]:
            if name == "COPY":
                sources, target = copied(words)
                for source in sources:
                    copy(PROJECT / source, Path(moved(target)) / (source if target.endswith("/") else ""))
            elif name == "RUN":
                done = subprocess.run(shlex.split(moved(words)), capture_output=True, text=True, check=False)
                assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        copy(PROJECT / "seeds", tmp_path / "app" / "seeds")
        (tmp_path / "home").mkdir()
        environment = {
            "PATH": f"{tmp_path}/opt/crt/bin:{os.defpath}",
            "HOME": str(tmp_path / "home"),
            "DAGSTER_DISABLE_TELEMETRY": "1",
            "CRT_SEEDS": str(tmp_path / "app" / "seeds"),
            "CRT_OUTPUTS": str(tmp_path / "outputs"),
        }

        def run(*words: str) -> str:
            done = subprocess.run(
                words, cwd=tmp_path / "app", env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
            return done.stdout

        (command,) = (json.loads(words) for name, words in stages()[1] if name == "CMD")
        options = [word for word in command[3:] if word.startswith("--")]
        usage = run(*command[:3], "--help")
        assert [option for option in options if option not in usage] == []
        run("dagster", "definitions", "validate", "-m", "pipelines.definitions")
        run("python", "-c", "import dagster_postgres, dagster_k8s, dagster_dask, dagster_webserver, s3fs")
        assert "Published release" in run("crt", "build", "--seeds", environment["CRT_SEEDS"], "--outputs", "outputs")


def copy(source: Path, target: Path) -> None:
    """What COPY does with one source."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    else:
        shutil.copy(source, target)


# The names that the chart's schema of values knows (helm/dagster/values.schema.json in Dagster's repository).
CONTAINER = {"env", "envConfigMaps", "envSecrets", "labels", "nodeSelector", "affinity", "tolerations", "annotations"}
CONTAINER |= {"podSecurityContext", "securityContext", "resources", "livenessProbe", "readinessProbe", "startupProbe"}
CONTAINER |= {"image", "volumes", "volumeMounts", "schedulerName"}
TOP = {"dagsterWebserver", "dagster-user-deployments", "postgresql", "generatePostgresqlPasswordSecret", "global"}
TOP |= {"generateCeleryConfigSecret", "rabbitmq", "redis", "flower", "ingress", "imagePullSecrets", "computeLogManager"}
TOP |= {"scheduler", "runLauncher", "pythonLogs", "dagsterDaemon", "busybox", "migrate", "telemetry", "serviceAccount"}
TOP |= {"retention", "additionalInstanceConfig"}
ALLOWED = {
    (): TOP,
    ("dagsterWebserver",): CONTAINER
    | {"replicaCount", "nameOverride", "pathPrefix", "service", "workspace", "deploymentLabels", "enableReadOnly"}
    | {"dbStatementTimeout", "dbPoolRecycle", "logLevel"},
    ("dagsterWebserver", "service"): {"type", "port", "annotations"},
    ("dagsterDaemon",): CONTAINER
    | {"enabled", "runCoordinator", "heartbeatTolerance", "deploymentLabels", "runMonitoring", "runRetries"}
    | {"sensors", "schedules"},
    ("dagsterDaemon", "runCoordinator"): {"enabled", "type", "config"},
    ("dagsterDaemon", "runCoordinator", "config", "queuedRunCoordinator"): {
        "maxConcurrentRuns",
        "tagConcurrencyLimits",
        "dequeueIntervalSeconds",
        "dequeueNumWorkers",
        "dequeueUseThreads",
    },
    ("runLauncher",): {"type", "config"},
    ("runLauncher", "config", "k8sRunLauncher"): {"image", "imagePullPolicy", "jobNamespace", "loadInclusterConfig"}
    | {"kubeconfigFile", "envConfigMaps", "envSecrets", "envVars", "volumeMounts", "volumes", "labels"}
    | {"failPodOnRunFailure", "resources", "schedulerName", "securityContext", "runK8sConfig"},
    ("runLauncher", "config", "k8sRunLauncher", "runK8sConfig"): {
        "containerConfig",
        "podSpecConfig",
        "podTemplateSpecMetadata",
        "jobSpecConfig",
        "jobMetadata",
    },
    ("postgresql",): {"postgresqlScheme", "image", "enabled", "postgresqlHost", "postgresqlUsername", "service"}
    | {"postgresqlPassword", "postgresqlDatabase", "postgresqlParams"},
    ("dagster-user-deployments",): {"enabled", "enableSubchart", "imagePullSecrets", "deployments"},
    ("dagster-user-deployments", "deployments", 0): CONTAINER
    | {"name", "dagsterApiGrpcArgs", "codeServerArgs", "includeConfigInLaunchedRuns", "port"},
}


class TestHelmValues:
    @pytest.fixture
    def values(self):
        return yaml.safe_load((PRODUCTION / "helm-values.yaml").read_text("utf-8"))

    @pytest.mark.parametrize("place", ALLOWED, ids=lambda place: ".".join(map(str, place)) or "top")
    def test_every_name_is_one_of_the_chart(self, place, values):
        there = values
        for name in place:
            there = there[name]
        assert set(there) - ALLOWED[place] == set()

    def test_they_say_the_same_as_the_settings_without_kubernetes(self, values):
        settings = yaml.safe_load((PRODUCTION / "dagster.yaml").read_text("utf-8"))
        more, daemon = values["additionalInstanceConfig"], values["dagsterDaemon"]
        runs = daemon["runCoordinator"]["config"]["queuedRunCoordinator"]
        monitoring = daemon["runMonitoring"]
        assert more["run_retries"] == settings["run_retries"]
        assert more["concurrency"]["pools"] == settings["concurrency"]["pools"]
        assert runs["maxConcurrentRuns"] == settings["concurrency"]["runs"]["max_concurrent_runs"]
        assert monitoring["pollIntervalSeconds"] == settings["run_monitoring"]["poll_interval_seconds"]
        assert monitoring["startTimeoutSeconds"] == settings["run_monitoring"]["start_timeout_seconds"]
        assert values["postgresql"]["postgresqlScheme"] == settings["storage"]["postgres"]["postgres_db"]["scheme"]

    def test_what_goes_into_the_instance_as_it_stands_is_what_dagster_takes(self, values):
        from dagster._config import validate_config
        from dagster._core.instance.config import dagster_instance_config_schema

        schema = dagster_instance_config_schema()
        more = values["additionalInstanceConfig"]
        checked = {name: validate_config(schema[name].config_type, part) for name, part in more.items()}
        assert {name: one.errors for name, one in checked.items() if not one.success} == {}

    def test_the_image_runs_the_chart_of_its_own_dagster_and_has_a_fixed_version(self, values, project):
        (version,) = re.findall(r"^dagster==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE)
        text = (PRODUCTION / "helm-values.yaml").read_text("utf-8")
        assert f"--version {version} " in text
        image = values["dagster-user-deployments"]["deployments"][0]["image"]
        assert image["tag"] not in (None, "latest")
        assert values["dagsterWebserver"]["image"] == values["dagsterDaemon"]["image"] == image

    def test_no_secret_stands_in_them(self, values):
        assert not re.search(r"(?i)password: *[^ #\n]|secret_access_key: *\S", json.dumps(values).replace('"', ""))
        assert values["generatePostgresqlPasswordSecret"] is False
