"""Stores that are no S3: what an address may be, and publication where the store knows no conditions.

The store here is fsspec's in memory; the tests with a real S3 server are in tests/integration/test_store_s3.py.
"""

from pathlib import Path

import example_release as example
import pytest
from example_release import with_two_killed
from hypothesis import given
from hypothesis import strategies as st

from pipelines import cli
from pipelines.publishing import release, store_publish
from pipelines.publishing.store import Store, StoreError, segments
from pipelines.publishing.store_address import AddressError, cache_of, checked, local_or_url
from pipelines.publishing.store_fetch import fetch, fetch_text, latest_name, named_by, verify_all_text
from pipelines.publishing.store_publish import prepare, publish_to_store


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    example.make_quick(monkeypatch)


@pytest.fixture
def store(request):
    """An empty place in memory for each test."""
    return Store(f"memory://{request.node.name.replace('[', '-').strip(']')}")


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """Two releases of fictional rows, each in outputs of its own."""
    return [
        release.publish(example.tables(rows()), tmp_path_factory.mktemp("outputs")).path
        for rows in (example.rows, with_two_killed)
    ]


@pytest.mark.parametrize("text", ["outputs", "../outputs", "/data/out", "C:\\data\\out", "s3:/bucket", "a b"])
def test_a_path_is_the_folder_that_it_always_was(text):
    assert local_or_url(text) == Path(text)


def test_a_file_address_is_a_folder():
    assert local_or_url("file:///data/out") == Path("/data/out")


def test_an_address_is_a_store_without_the_slashes_at_its_end():
    assert local_or_url("s3://bucket/prefix/") == "s3://bucket/prefix"


@pytest.mark.parametrize(
    "url",
    [
        "s3://key:secret@bucket/prefix",
        "s3://bucket/prefix?secret=secret",
        "s3://bucket#secret",
        "simplecache::s3://bucket/secret",
    ],
)
def test_an_address_with_credentials_or_options_is_refused_without_repeating_them(url, capsys):
    with pytest.raises(AddressError) as refused:
        checked(url)
    assert "secret" not in str(refused.value)
    with pytest.raises(SystemExit):
        cli.main(["releases", "--outputs", url])
    assert "secret" not in capsys.readouterr().err


@pytest.mark.parametrize("url", ["s3://", "s3:///", "s3://bucket/../other", "outputs", "file:///x"])
def test_an_address_that_names_no_place_in_a_store_is_refused(url):
    with pytest.raises(AddressError):
        checked(url)


def test_a_protocol_that_nothing_speaks_is_named():
    with pytest.raises(StoreError, match="gopher:// is no kind of store"):
        Store("gopher://bucket/prefix")


def test_the_cache_of_a_store_is_in_the_work_folder_and_tells_nothing_of_the_address():
    one, same, other = (cache_of(url, Path("out")) for url in ("s3://bucket/one", "s3://bucket/one/", "s3://bucket/2"))
    assert one == same != other
    assert one.parent == Path("out/.work/stores")
    assert "bucket" not in str(one)


@given(st.text(max_size=30))
def test_the_parts_of_an_objects_name_never_lead_out_of_a_folder(name):
    try:
        path = Path("/folder").joinpath(*segments(name))
    except StoreError:
        return
    assert path.resolve().is_relative_to("/folder")
    assert path.as_posix() == f"/folder/{name}"


@pytest.mark.parametrize("name", ["a/../b", "..", "/etc/passwd", "a//b", "a\\..\\b", "c:/x", "a/\x00"])
def test_names_that_could_lead_elsewhere_are_refused(name):
    with pytest.raises(StoreError, match="has a name that is no file's"):
        segments(name)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"release": 1}', b'{"release": "../../x"}', b"\xff"])
def test_bytes_that_are_no_pointer_name_no_release(content):
    assert named_by(content) is None


def test_publication_in_a_store_without_conditions_is_whole_and_says_that_nothing_guards_it(store, releases, tmp_path):
    for number, one in enumerate(releases):
        done = publish_to_store(one, store)
        assert (done.is_new, done.is_guarded, latest_name(store)) == (True, False, one.name)
        copy = fetch(store, None, tmp_path / str(number))
        assert {it.name: it.read_bytes() for it in copy.iterdir()} == {it.name: it.read_bytes() for it in one.iterdir()}
    assert not publish_to_store(releases[1], store).is_new
    assert verify_all_text(store)[1]
    assert f"## {releases[1].name} (after {releases[0].name})" in store.read("changes/CHANGES.md").content.decode()


def test_the_pointer_is_the_last_that_is_written_and_the_descriptor_the_last_of_the_release(
    store, releases, monkeypatch
):
    written = []
    create, replace = Store.create, Store.replace
    monkeypatch.setattr(Store, "create", lambda self, name, file: written.append(name) or create(self, name, file))
    monkeypatch.setattr(Store, "replace", lambda self, name, *what: written.append(name) or replace(self, name, *what))
    publish_to_store(releases[0], store)
    kinds = ["release" if name.startswith("releases/") else name.split("/")[0] for name in written]
    assert kinds == ["release"] * (len(example.schemas.TABLES) + 1) + ["changes"] * 2 + ["latest.json"]
    assert written[len(example.schemas.TABLES)] == f"releases/{releases[0].name}/datapackage.json"


def test_bytes_that_a_publisher_with_another_writer_left_are_named_and_not_overwritten(store, releases, tmp_path):
    name = f"releases/{releases[0].name}/incidents.parquet"
    assert store.replace(name, b"others", None)
    with pytest.raises(release.PublicationError, match=r"incidents\.parquet: has other bytes than"):
        publish_to_store(releases[0], store)
    assert (store.read(name).content, store.read("latest.json")) == (b"others", None)


def test_bytes_that_change_on_the_way_are_found_before_the_release_exists(store, releases, tmp_path, monkeypatch):
    create = Store.create

    def spoiled(self, name, file):
        bad = tmp_path / "bad"
        bad.write_bytes(file.read_bytes()[:-1])
        return create(self, name, bad if name.endswith("evidence.parquet") else file)

    monkeypatch.setattr(Store, "create", spoiled)
    with pytest.raises(release.PublicationError, match=r"evidence\.parquet: has other bytes than"):
        publish_to_store(releases[0], store)
    assert not [name for name in store.names() if name.endswith(".json")]


def test_where_others_publish_all_the_time_nothing_is_overwritten_and_it_is_told(store, releases, monkeypatch):
    publish_to_store(releases[0], store)
    before = store.read("latest.json")
    monkeypatch.setattr(store_publish, "_record", lambda *arguments: False)
    with pytest.raises(release.PublicationError, match="others publish there all the time"):
        publish_to_store(releases[1], store)
    assert store.read("latest.json") == before


def test_a_pointer_that_is_none_is_replaced(store, releases):
    assert store.replace("latest.json", b"{", None)
    publish_to_store(releases[0], store)
    assert latest_name(store) == releases[0].name


def test_a_latest_release_whose_descriptor_is_gone_stops_publication(store, releases):
    publish_to_store(releases[0], store)
    store._files.rm_file(store._path(f"releases/{releases[0].name}/datapackage.json"))
    with pytest.raises(release.PublicationError, match=r"datapackage\.json is missing.*restore the release there"):
        publish_to_store(releases[1], store)
    assert latest_name(store) == releases[0].name


def test_a_build_starts_from_the_history_of_the_store_and_not_from_that_of_its_cache(store, releases, tmp_path):
    (tmp_path / "latest.json").write_text("{}", "utf-8")
    prepare(store, tmp_path)
    assert not (tmp_path / "latest.json").exists()


def test_a_fetched_release_is_the_latest_of_a_folder_that_has_none(store, releases, tmp_path):
    for one in releases:
        publish_to_store(one, store)
    text, well = fetch_text(store, releases[0].name, tmp_path)
    assert well
    assert text.endswith(f"  in {tmp_path / 'releases' / releases[0].name}\n")
    fetch_text(store, None, tmp_path)
    assert release.latest(tmp_path).name == releases[0].name
    assert sorted(it.name for it in (tmp_path / "releases").iterdir()) == sorted(it.name for it in releases)
    assert not list(tmp_path.glob(".stage-*"))


def test_what_is_no_id_of_a_release_is_not_fetched(store, releases, tmp_path):
    publish_to_store(releases[0], store)
    for named in ("../x", "latest", "v1.0-000000000000"):
        with pytest.raises(StoreError, match="crt releases --outputs memory://"):
            fetch(store, named, tmp_path)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["explain", "a-row"], "crt fetch [RELEASE] --outputs memory://place --to DIR"),
        (["diff", "one", "other"], "crt fetch"),
        (["evaluate", "--gold", "."], "crt fetch"),
        (["export", "--format", "csv"], "crt fetch"),
        (["prune", "--keep", "1"], "prune works in a folder alone"),
    ],
)
def test_commands_that_need_a_folder_say_how_to_get_one(words, told, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main([*words, "--outputs", "memory://place"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert told in err
    assert list(tmp_path.iterdir()) == []


def test_fetching_from_a_folder_says_that_a_store_is_needed(capsys, tmp_path):
    assert cli.main(["fetch", "--outputs", str(tmp_path)]) == 1
    assert "name the store to fetch from" in capsys.readouterr().err
