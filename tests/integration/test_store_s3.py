"""Releases in S3: a real server on this machine, publishers in processes of their own, and what readers then see.

The server is moto's, started for these tests. It answers one request after the other, so that a condition and the write
that depends on it are one step, as they are in S3.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from pipelines import cli
from pipelines.publishing import release as local
from pipelines.publishing.store import Store, Stored, StoreError
from pipelines.publishing.store_fetch import fetch, latest_name
from pipelines.publishing.store_publish import publish_to_store
from pipelines.publishing.verify import verify
from tests.conftest import FICTIONAL_CHAPTER, PROJECT, forget_stores, write_seeds
from tests.unit import example_release as example

pytest.importorskip("s3fs")
pytest.importorskip("moto")

pytestmark = pytest.mark.slow

SERVER = """
from werkzeug.serving import make_server
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=False)
print(server.server_port, flush=True)
server.serve_forever()
"""

PUBLISHER = """
import os, signal, sys
from pathlib import Path
from pipelines.publishing.release import PublicationError
from pipelines.publishing.store import Store
from pipelines.publishing.store_publish import publish_to_store

release, url, fatal = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
writes = 0

def counted(write):
    def run(*arguments, **options):
        global writes
        if writes == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        writes += 1
        return write(*arguments, **options)
    return run

Store.create = counted(Store.create)
Store.replace = counted(Store.replace)
store = Store(url)
store.read("latest.json")
print("ready", flush=True)
sys.stdin.readline()
try:
    print(publish_to_store(release, store).release_id)
except PublicationError as error:
    print(error)
    sys.exit(3)
print(writes)
"""
NEVER = -1
ROUNDS = 10
SECRET = "a-secret-of-the-tests"
KEY = "an-access-key-of-the-tests"


@pytest.fixture(scope="module")
def server():
    """The address of a server that has no buckets yet."""
    errors = subprocess.DEVNULL
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, stderr=errors, text=True) as process:
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


@pytest.fixture(scope="module")
def aws(server, tmp_path_factory):
    """The environment from which credentials and the address come, as they do for any user."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            patch.delenv(name)
        patch.setenv("AWS_ENDPOINT_URL", server)
        patch.setenv("AWS_ACCESS_KEY_ID", KEY)
        patch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_CONFIG_FILE", str(tmp_path_factory.mktemp("aws") / "config"))
        patch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path_factory.mktemp("aws") / "credentials"))
        forget_stores()
        Store("s3://made-for-tests/x")._files.call_s3("create_bucket", Bucket="made-for-tests")
        yield patch
        forget_stores()


@pytest.fixture
def store(aws, request):
    """An empty place in the bucket for each test."""
    return Store(f"s3://made-for-tests/{request.node.name.replace('[', '-').strip(']')[:80]}")


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """Three releases of fictional rows, each in outputs of its own, so that none knows of the others."""
    made = []
    for rows in (example.rows, example.with_two_killed, example.without_the_law):
        outputs = tmp_path_factory.mktemp("outputs")
        made.append(local.publish(example.tables(rows()), outputs).path)
    return made


def published(store):
    """The release that readers see, verified, with its files."""
    name = latest_name(store)
    return name, {one.removeprefix(f"releases/{name}/") for one in store.names(f"releases/{name}")}


def require_complete(store, tmp_path, *among):
    """The pointer names one of these releases, and a copy of it has every byte of it."""
    name, _ = published(store)
    wanted = {release.name: release for release in among}
    assert name in wanted
    copy = fetch(store, None, tmp_path)
    assert {it.name: it.read_bytes() for it in copy.iterdir()} == {
        it.name: it.read_bytes() for it in wanted[name].iterdir()
    }
    return name


def start(release, store, fatal=NEVER):
    words = [sys.executable, "-c", PUBLISHER, str(release), store.url, str(fatal)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(words, cwd=PROJECT, text=True, **pipes)


def crt(capsys, *words):
    status = cli.main(list(words))
    out, err = capsys.readouterr()
    assert SECRET not in out + err
    assert KEY not in out + err
    return status, out, err


def test_a_release_is_copied_byte_for_byte_with_its_changes_and_the_pointer_that_a_folder_has(
    store, releases, tmp_path
):
    done = publish_to_store(releases[0], store)
    assert (done.release_id, done.is_new, done.is_guarded) == (releases[0].name, True, True)
    assert done.url == f"{store.url}/releases/{releases[0].name}"
    require_complete(store, tmp_path, releases[0])
    assert store.read("latest.json").content == (releases[0].parents[1] / "latest.json").read_bytes()
    assert {name for name in store.names() if not name.startswith("releases/")} == {
        "latest.json",
        "changes/CHANGES.md",
        f"changes/{releases[0].name}.parquet",
    }


def test_publishing_again_writes_nothing_and_says_so(store, releases):
    publish_to_store(releases[0], store)
    before = {name: store._files.info(store._path(name))["LastModified"] for name in store.names()}
    versions = {name: store.read(name) for name in store.names()}
    time.sleep(1.1)
    assert not publish_to_store(releases[0], store).is_new
    assert {name: store.read(name) for name in store.names()} == versions
    after = {name: store._files.info(store._path(name))["LastModified"] for name in store.names()}
    assert after == before


def test_changes_are_those_against_the_release_that_was_latest_in_the_store(store, releases):
    for release in releases[:2]:
        publish_to_store(release, store)
    notes = store.read("changes/CHANGES.md").content.decode()
    assert f"## {releases[1].name} (after {releases[0].name})" in notes
    assert "killed_min: 3 → 2" in notes


def test_an_older_release_becomes_the_latest_again_without_being_written_again(store, releases, tmp_path):
    for release in releases[:2]:
        publish_to_store(release, store)
    assert not publish_to_store(releases[0], store).is_new
    assert require_complete(store, tmp_path, *releases) == releases[0].name


def test_the_schema_version_is_compared_with_the_release_in_the_store(store, releases, monkeypatch):
    publish_to_store(releases[0], store)
    before = store.names()
    monkeypatch.setattr(local, "SCHEMA_VERSION", "0.9")
    with pytest.raises(local.SchemaVersionError, match=f"already has {re.escape(example.schemas.SCHEMA_VERSION)}"):
        publish_to_store(releases[1], store)
    assert store.names() == before


def test_a_pointer_that_was_moved_meanwhile_is_not_overwritten(store):
    assert store.replace("latest.json", b"one", None)
    seen = store.read("latest.json")
    assert not store.replace("latest.json", b"two", None)
    assert store.replace("latest.json", b"three", seen)
    assert not store.replace("latest.json", b"four", seen)
    assert not store.replace("elsewhere.json", b"five", seen)
    assert (store.read("latest.json").content, store.read("elsewhere.json")) == (b"three", None)


def test_an_object_that_is_there_is_never_created_again(store, tmp_path):
    for content, is_made in ((b"one", True), (b"two", False)):
        (tmp_path / "file").write_bytes(content)
        assert store.create("a/b", tmp_path / "file") is is_made
    assert store.read("a/b").content == b"one"


@pytest.mark.parametrize(
    ("act", "place"),
    [("create", "incidents.parquet"), ("create", "datapackage.json"), ("replace", "CHANGES.md"), ("replace", "json")],
)
def test_one_that_comes_second_looks_again_and_publishes_after_the_first(store, releases, monkeypatch, act, place):
    publish_to_store(releases[0], store)
    write, met = getattr(Store, act), []

    def meet(self, name, *what):
        if name.endswith(place) and not met:
            met.append(name)
            publish_to_store(releases[2], store)
        return write(self, name, *what)

    monkeypatch.setattr(Store, act, meet)
    assert publish_to_store(releases[1], store).is_new
    assert len(met) == 1
    assert latest_name(store) == releases[1].name
    assert f"## {releases[1].name} (after {releases[2].name})" in store.read("changes/CHANGES.md").content.decode()


def test_a_server_that_ignores_conditions_is_found_out(store, releases, monkeypatch):
    call = type(store._files).call_s3

    def without_conditions(self, method, *arguments, **options):
        return call(self, method, *arguments, **{name: it for name, it in options.items() if "Match" not in name})

    monkeypatch.setattr(type(store._files), "call_s3", without_conditions)
    assert not publish_to_store(releases[0], store).is_guarded


def test_a_changed_object_is_named(store, releases, capsys):
    publish_to_store(releases[0], store)
    name = f"releases/{releases[0].name}/incidents.parquet"
    content = bytearray(store.read(name).content)
    content[len(content) // 2] ^= 1
    store._files.pipe_file(store._path(name), bytes(content))
    status, out, err = crt(capsys, "verify", "--outputs", store.url)
    assert (status, out) == (1, "")
    assert "incidents.parquet: its hash is" in err
    assert crt(capsys, "verify", "--all", "--outputs", store.url)[0] == 1
    with pytest.raises(local.PublicationError, match=r"is there and damaged \(incidents\.parquet"):
        publish_to_store(releases[0], store)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda store, path: store._files.rm_file(f"{path}/evidence.parquet"), "evidence.parquet: is missing"),
        (lambda store, path: store._files.pipe_file(f"{path}/notes.txt", b"x"), "notes.txt: does not belong"),
        (lambda store, path: store._files.rm_file(f"{path}/datapackage.json"), "datapackage.json: is missing"),
    ],
    ids=["missing", "foreign", "without descriptor"],
)
def test_an_object_that_is_missing_or_foreign_is_named(store, releases, capsys, act, told):
    publish_to_store(releases[0], store)
    act(store, store._path(f"releases/{releases[0].name}"))
    for words in (["verify"], ["verify", "--all"], ["verify", releases[0].name]):
        status, _, err = crt(capsys, *words, "--outputs", store.url)
        assert status == 1
        assert told in err


def test_an_object_whose_name_leads_out_of_the_folder_is_refused(store, releases, tmp_path):
    publish_to_store(releases[0], store)
    path = store._path(f"releases/{releases[0].name}")
    store._files.call_s3("put_object", Bucket="made-for-tests", Key=f"{path.partition('/')[2]}/../../x", Body=b"x")
    with pytest.raises(StoreError, match="has a name that is no file's"):
        fetch(store, None, tmp_path)
    assert not (tmp_path / "x").exists()


def test_the_commands_on_releases_read_the_store(store, releases, capsys):
    status, out, _ = crt(capsys, "releases", "--outputs", store.url)
    assert (status, out) == (
        0,
        f"{store.url} has no release yet; build one with: crt build --outputs {store.url}\n",
    )
    for release in releases[:2]:
        publish_to_store(release, store)
    _, out, _ = crt(capsys, "releases", "--outputs", store.url)
    assert [line.split()[0] for line in out.splitlines()] == ["release", releases[1].name, releases[0].name]
    assert out.splitlines()[1].endswith("latest")
    _, out, _ = crt(capsys, "verify", "--all", "--outputs", store.url)
    assert out == "".join(
        f"{it.name}: all files, spans and schemas hold\n" for it in sorted(releases[:2], key=lambda it: it.name)
    )
    status, _, err = crt(capsys, "verify", "v1.0-000000000000", "--outputs", store.url)
    assert (status, "has no release v1.0-000000000000" in err) == (1, True)


def test_a_fetched_release_serves_the_commands_that_need_a_folder(store, releases, tmp_path, capsys):
    publish_to_store(releases[0], store)
    status, _, err = crt(capsys, "explain", example.INCIDENT, "--outputs", store.url)
    assert status == 1
    assert f"crt fetch [RELEASE] --outputs {store.url} --to DIR" in err
    status, out, _ = crt(capsys, "fetch", "--outputs", store.url, "--to", str(tmp_path / "here"))
    assert (status, str(tmp_path / "here" / "releases" / releases[0].name) in out) == (0, True)
    status, out, _ = crt(capsys, "explain", example.INCIDENT, "--outputs", str(tmp_path / "here"))
    assert (status, "Red Lantern Front" in out) == (0, True)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9", "cannot read the store (EndpointConnectionError"),
        ("AWS_ACCESS_KEY_ID", None, "cannot read the store (NoCredentialsError); credentials come from"),
    ],
)
def test_a_store_that_cannot_be_read_is_one_line_without_secrets(aws, capsys, monkeypatch, name, value, told):
    from s3fs import S3FileSystem

    for variable in (name, "AWS_SECRET_ACCESS_KEY") if value is None else ():
        monkeypatch.delenv(variable)
    if value is not None:
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr(S3FileSystem, "retries", 1)
    S3FileSystem.clear_instance_cache()
    try:
        status, out, err = crt(capsys, "verify", "--outputs", "s3://made-for-tests/x")
    finally:
        S3FileSystem.clear_instance_cache()
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert told in err


def test_a_bucket_that_is_not_there_is_told_before_the_build(aws, make_seeds, tmp_path, monkeypatch, capsys):
    seeds = make_seeds({"2019/kiribati.txt": FICTIONAL_CHAPTER})
    monkeypatch.chdir(tmp_path)
    status, out, err = crt(capsys, "build", "--seeds", str(seeds), "--outputs", "s3://no-such-bucket/x")
    assert (status, out) == (1, "")
    assert "s3://no-such-bucket/x: cannot read the store (NoSuchBucket); make the bucket first" in err
    assert not list(tmp_path.glob("outputs/.work/stores/*/releases"))


def test_a_build_goes_to_the_store_and_a_second_one_finds_nothing_new(store, make_seeds, tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    seeds = make_seeds({"2019/kiribati.txt": FICTIONAL_CHAPTER})
    status, out, err = crt(capsys, "build", "--seeds", str(seeds), "--outputs", store.url)
    assert (status, err) == (0, "")
    name = latest_name(store)
    assert f"Published release {name}\n  in {store.url}/releases/{name}" in out
    assert verify(fetch(store, None, tmp_path / "fetched")) == ()
    _, out, _ = crt(capsys, "build", "--seeds", str(seeds), "--outputs", store.url)
    assert f"Nothing new: these rows are already published as release {name}" in out

    write_seeds(tmp_path, {"2019/kiribati.txt": FICTIONAL_CHAPTER.replace("killing three", "killing four")})
    status, out, _ = crt(capsys, "build", "--seeds", str(seeds), "--outputs", store.url)
    assert (status, latest_name(store) != name) == (0, True)
    notes = store.read("changes/CHANGES.md").content.decode()
    assert f"(after {name})" in notes
    (cache,) = (tmp_path / "outputs" / ".work" / "stores").iterdir()
    for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
        content = path.read_bytes()
        assert SECRET.encode() not in content
        assert KEY.encode() not in content
    assert (cache / "latest.json").is_file()


@pytest.mark.skipif(os.name == "nt", reason="sends signals")
def test_a_publisher_that_is_killed_at_any_write_leaves_the_old_release_and_the_next_one_succeeds(
    aws, releases, tmp_path
):
    old, new = releases[:2]
    with start(new, Store("s3://made-for-tests/counting")) as counting:
        writes = int(counting.communicate("\n")[0].split()[-1])
    assert writes == len(example.schemas.TABLES) + 6, "files, descriptor, two of changes, pointer, two trials"
    seen = set()
    for fatal in range(writes):
        store = Store(f"s3://made-for-tests/killed-{fatal}")
        publish_to_store(old, store)
        with start(new, store, fatal) as process:
            process.communicate("\n")
        assert process.returncode == -signal.SIGKILL
        pointed = require_complete(store, tmp_path / f"{fatal}-killed", old, new)
        seen.add(pointed)
        assert publish_to_store(new, store).release_id == new.name
        assert require_complete(store, tmp_path / f"{fatal}-after", new) == new.name
    assert seen == {old.name, new.name}


@pytest.mark.skipif(os.name == "nt", reason="sends signals")
def test_an_upload_that_was_cut_short_is_no_release_and_no_damage(store, releases, capsys):
    publish_to_store(releases[0], store)
    with start(releases[1], store, fatal=5) as process:
        process.communicate("\n")
    status, out, _ = crt(capsys, "verify", "--all", "--outputs", store.url)
    assert (status, out.splitlines()) == (
        0,
        [
            f"{releases[0].name}: all files, spans and schemas hold",
            f"{releases[1].name}: no release yet: its upload goes on or was cut short",
        ],
    )
    assert releases[1].name in crt(capsys, "releases", "--outputs", store.url)[1].splitlines()[-1]


def test_two_publishers_at_once_both_publish_and_the_pointer_always_names_a_whole_release(aws, releases, tmp_path):
    for number in range(ROUNDS):
        store = Store(f"s3://made-for-tests/meeting-{number}")
        pair = (releases[0], releases[1 if number % 2 else 0])
        processes = [start(release, store) for release in pair]
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            process.stdin.write("\n")
            process.stdin.flush()
        while any(process.poll() is None for process in processes):
            if (name := latest_name(store)) is not None:
                assert f"releases/{name}/datapackage.json" in store.names(f"releases/{name}")
        said = [process.communicate() for process in processes]
        assert [process.returncode for process in processes] == [0, 0], said
        name = require_complete(store, tmp_path / str(number), *pair)
        notes = store.read("changes/CHANGES.md").content.decode()
        assert f"## {name} (" in notes
        for release in set(pair):
            assert verify(fetch(store, release.name, tmp_path / str(number))) == ()
        assert json.loads(store.read("latest.json").content)["release"] == name


def test_a_place_whose_name_only_begins_alike_is_another_place(store):
    other = Store(f"{store.url}-2")
    assert other.replace("x", b"one", None)
    assert (store.names(), store.read("x"), other.names()) == ((), None, ("x",))


def test_a_version_is_what_the_server_calls_its_own(store):
    assert store.replace("x", b"one", None)
    assert store.read("x") == Stored(b"one", store._files.info(store._path("x"))["ETag"])
