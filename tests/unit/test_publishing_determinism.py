"""The same rows give the same bytes, whatever the folder, time zone, locale, hash seed and order of rows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import example_release as example
import pytest

from pipelines.publishing import release

ROOT = Path(__file__).resolve().parents[2]
PUBLISH = """
import locale, pathlib, random, sys
import example_release as example
from pipelines.publishing.release import publish
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    sys.exit(f"no such locale: {locale}")
mixed = random.Random(sys.argv[2])
for rows in (example.rows(), example.with_a_correction()):
    for of_table in rows.values():
        mixed.shuffle(of_table)
    publish(example.tables(dict(mixed.sample(list(rows.items()), len(rows)))), pathlib.Path(sys.argv[1]))
print("dagster" in sys.modules)
"""


def bytes_of(outputs):
    files = (path for path in outputs.rglob("*") if path.is_file() and path.name != release.LOCK)
    return {path.relative_to(outputs).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """All bytes of two releases and their changes, published by this process."""
    outputs = tmp_path_factory.mktemp("outputs")
    for rows in (example.rows(), example.with_a_correction()):
        release.publish(example.tables(rows), outputs)
    found = bytes_of(outputs)
    assert len(found) == 2 * (len(example.schemas.TABLES) + 1) + 4
    return found


def published_elsewhere(outputs, **variables):
    """All bytes of the same two releases, published by another process in another environment, from mixed rows."""
    outputs.parent.mkdir(parents=True, exist_ok=True)
    path = f"{ROOT}{os.pathsep}{ROOT / 'tests' / 'unit'}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    environment |= {"PYTHONPATH": path, **variables}
    command = [sys.executable, "-c", PUBLISH, str(outputs), json.dumps(variables)]
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=outputs.parent, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "False", "publication needs no orchestrator"
    return bytes_of(outputs)


def locales():
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return [name for name in listed if name.lower().startswith(("de_de", "tr_tr", "c.utf"))]


def test_another_process_in_another_environment_writes_the_same_bytes(tmp_path, here):
    variables = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    assert published_elsewhere(tmp_path / "a folder ü" / "outputs", **variables) == here


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "zone"), [("0", "UTC"), ("2", "America/St_Johns"), ("4294967295", "Asia/Kathmandu")])
def test_hash_seed_and_time_zone_never_show(tmp_path, here, seed, zone):
    assert published_elsewhere(tmp_path / seed, PYTHONHASHSEED=seed, TZ=zone, LC_ALL="C") == here


@pytest.mark.slow
def test_the_locale_never_shows(tmp_path, here):
    names = ["C", "POSIX", *locales()]
    for name in names:
        assert published_elsewhere(tmp_path / name, LC_ALL=name, PYTHONHASHSEED="7") == here, name
        assert published_elsewhere(tmp_path / f"{name}-utf8", LC_ALL=name, PYTHONUTF8="0") == here, name
