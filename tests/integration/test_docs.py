"""The documentation: each page is followed as it stands in a copy of the project, and the site has no broken link."""

import argparse
import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from pipelines.cli import parser
from pipelines.publishing.release import latest
from pipelines.publishing.store import Store
from tests.conftest import PROJECT
from tests.documentation import DOCS, blocks_of, commands_of, follow, workshop
from tests.integration.test_site_browser import CHROMIUM, FLAGS, sync_api
from tests.integration.test_store_s3 import aws, server  # noqa: F401 the fixtures of the S3 server

FOLLOWED = ("tutorial.md", "adding.md", "reviewing.md", "core.md", "stores.md")
"""The pages that this file follows."""

PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
OTHER_TESTS = "".join(
    path.read_text("utf-8") for path in (PROJECT / "tests").rglob("test_*.py") if path.name != "test_docs.py"
)


@pytest.mark.parametrize("page", [page for page in PAGES if commands_of((DOCS / page).read_text("utf-8"))])
def test_the_commands_of_each_page_are_run_by_a_test(page) -> None:
    known = page in FOLLOWED or re.search(rf"\b{re.escape(page)}\b", OTHER_TESTS)
    assert known, f"no test runs the commands of docs/{page}: add it to FOLLOWED, or to a test of its own"


def test_a_page_is_read_as_headings_files_and_commands() -> None:
    page = '# One\n\nSay:\n\n```sh\nmake x\n```\n\n## Two\n\nNot run by the tests.\n\n```python title="a.py"\nx\n```\n'
    first, second = blocks_of(page)
    assert (first.heading, first.before, first.language, first.file, first.code) == (
        "One",
        "Say:",
        "sh",
        None,
        "make x\n",
    )
    assert (second.heading, second.file) == ("Two", "a.py")
    assert commands_of(page) == (first,)


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory) -> tuple[Path, str]:
    """A copy of the project in which the tutorial was followed, and what was printed."""
    copy = workshop(tmp_path_factory.mktemp("tutorial"))
    return copy, follow("tutorial.md", copy)


@pytest.fixture
def after_the_tutorial(tutorial, tmp_path) -> Path:
    """A copy of that, in which a test may go on."""
    return Path(shutil.copytree(tutorial[0], tmp_path / "project", symlinks=True))


@pytest.mark.slow
def test_the_tutorial_leads_from_nothing_to_a_first_chart(tutorial) -> None:
    copy, printed = tutorial
    assert "Published release" in printed
    assert "index.html" in printed
    assert (copy / "first_chart.png").read_bytes().startswith(b"\x89PNG")
    counted = r"^[1-9]\d* exact figures, [1-9]\d* of at least so many, [1-9]\d* of at most so many$"
    assert re.search(counted, printed, re.MULTILINE)


@pytest.mark.slow
def test_a_chapter_is_added_and_taken_out_again_as_the_page_says(after_the_tutorial) -> None:
    copy = after_the_tutorial
    before = latest(copy / "outputs")
    printed = follow("adding.md", copy)
    assert "Nothing is written yet" in printed
    assert "Added: " in printed
    assert re.search(r"^\| incidents \| [1-9]\d* \| 0 \| 0 \|$", printed, re.MULTILINE)
    assert not (copy / "seeds" / "reports" / "2021" / "burkina-faso.txt").exists()
    assert not (copy / "seeds" / "reports" / "SOURCES.csv.before").exists()
    kept = (copy / "seeds" / "reports" / "SOURCES.csv").read_text("utf-8")
    assert kept == (PROJECT / "seeds" / "reports" / "SOURCES.csv").read_text("utf-8")
    assert latest(copy / "outputs") == before


@pytest.mark.slow
def test_a_change_of_the_data_is_reviewed_as_the_page_says(after_the_tutorial) -> None:
    printed = follow("reviewing.md", after_the_tutorial)
    assert "The golden tables are what the extractor makes already." in printed
    assert "None: both say the same." in printed
    assert json.loads(printed[printed.index('{\n  "old"') : printed.rindex("}") + 1])["changes"] == []
    assert "all files, spans and schemas hold" in printed


@pytest.mark.slow
def test_the_core_is_used_without_dagster_as_the_page_says(tmp_path) -> None:
    copy = workshop(tmp_path)
    printed = follow("core.md", copy)
    assert re.search(r"'incidents': [1-9]", printed)
    assert latest(copy / "my-outputs").name in printed


@pytest.mark.slow
def test_releases_are_kept_in_a_store_as_the_page_says(tmp_path, aws) -> None:  # noqa: F811 the fixture
    Store("s3://my-bucket/x")._files.call_s3("create_bucket", Bucket="my-bucket")
    copy = workshop(tmp_path)
    printed = follow("stores.md", copy)
    assert "in s3://my-bucket/crt" in printed
    assert printed.count("all files, spans and schemas hold") >= 1
    assert latest(copy / "outputs") is None or (copy / "copy" / "releases").is_dir()
    assert "The evidence browser of v" in printed


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site, built as `make docs` builds it: a broken link ends the build."""
    folder = tmp_path_factory.mktemp("site")
    build(load_config(str(PROJECT / "mkdocs.yml"), site_dir=str(folder)))
    return folder


@pytest.mark.slow
def test_every_page_is_in_the_site_and_in_its_navigation(site) -> None:
    shown = {link.get("href") for link in html.parse(site / "index.html").findall(".//nav//a")}
    wanted = {page.removesuffix(".md") + ".html" for page in PAGES} | {
        "commands.html",
        "notebooks/three-questions.html",
    }
    assert [page for page in sorted(wanted) if not (site / page).is_file()] == []
    assert sorted(wanted - shown - {"index.html"}) == []


@pytest.mark.slow
def test_the_site_loads_nothing_from_elsewhere(site) -> None:
    loading = ("//script/@src", "//link[not(@rel='canonical')]/@href", "//img/@src", "//iframe/@src", "//style/text()")
    found = [
        (page.name, value)
        for page in site.rglob("*.html")
        for path in loading
        for value in html.parse(page).xpath(path)
        if re.search(r"(?:https?:)?//", value)
    ]
    assert found == []


@pytest.fixture
def served(site) -> Iterator[str]:
    """The address of the site on this machine."""
    handler = functools.partial(QuietHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as loopback:
        threading.Thread(target=loopback.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{loopback.server_port}"
        loopback.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        """Say nothing of each request."""


@pytest.mark.slow
def test_a_reader_searches_the_site_and_nothing_is_asked_for_elsewhere(served) -> None:
    trouble: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context()
        page = context.new_page()
        page.on("console", lambda message: trouble.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        context.on("request", lambda it: it.url.startswith((served, "data:", "blob:")) or trouble.append(it.url))
        page.goto(f"{served}/index.html")
        page.locator("input.md-search__input").click()
        page.keyboard.type("casualty_claims")
        found = page.locator(".md-search-result__link").first
        found.wait_for()
        found.click()
        page.wait_for_load_state()
        assert "casualty_claims" in page.locator("article").inner_text()
        browser.close()
    assert trouble == []


@pytest.mark.slow
def test_the_page_of_commands_has_every_command_and_every_option_of_the_parser(site) -> None:
    page = html.parse(site / "commands.html").getroot().text_content()
    (commands,) = (it for it in parser()._actions if isinstance(it, argparse._SubParsersAction))
    for name, command in commands.choices.items():
        assert f"crt {name}" in page
        for action in command._actions:
            assert not action.choices or "|".join(map(str, action.choices)) in page
            assert [option for option in action.option_strings if option not in ("-h", "--help", *page.split())] == []


@pytest.mark.slow
def test_a_page_that_is_named_nowhere_is_in_the_navigation_all_the_same(tmp_path) -> None:
    copy = workshop(tmp_path)
    (copy / "docs" / "tides.md").write_text("# Tides\n\nA new page.\n", "utf-8")
    build(load_config(str(copy / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    links = html.parse(tmp_path / "site" / "index.html").xpath("//nav//a[@href='tides.html']")
    assert [" ".join(link.text_content().split()) for link in links] == ["Tides"]


@pytest.mark.slow
@pytest.mark.parametrize("link", ["nowhere.md", "codebook.md#no-such-heading", "/codebook.md"])
def test_a_link_that_leads_nowhere_ends_the_build(link, tmp_path) -> None:
    copy = workshop(tmp_path)
    with (copy / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n[a link]({link})\n")
    with pytest.raises(Abort):
        build(load_config(str(copy / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
