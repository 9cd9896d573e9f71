"""Adding by address, against a server on this machine: the layouts of the sites, and faults of servers.

All pages are fictional and made here from one fictional chapter.
"""

import contextlib
import html
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipelines.adding import AddError, Limits, add_document
from pipelines.adding.fetching import USER_AGENT
from pipelines.adding.sources import read_sources
from pipelines.extraction.extract import load_knowledge
from tests.conftest import FICTIONAL_CHAPTER, PROJECT, write_seeds

TODAY = date(2024, 5, 17)
QUICK = Limits(connect_seconds=2, read_seconds=5, total_seconds=10, attempts=3, pause_seconds=0.01)
IMPATIENT = replace(QUICK, read_seconds=0.3)
"""Shorter than a slow server's silence."""
SECTIONS = [
    ("overview", "Overview", 2),
    ("incidents", "2019 Terrorist Incidents", 4),
    ("legislation", "Legislation, Law Enforcement, and Border Security", 1),
    ("finance", "Countering the Financing of Terrorism", 1),
]
NOTICE = "<!-- fictional: no such events took place -->"

Answer = Callable[["Handler"], None]


def parts() -> list[tuple[str, str, list[str]]]:
    """The fictional chapter as (heading, text, items of its list), escaped for a page."""
    found: list[tuple[str, str, list[str]]] = []
    for block in html.escape(FICTIONAL_CHAPTER, quote=False).strip().split("\n\n"):
        if block.startswith("- "):
            found[-1][2].extend(line.removeprefix("- ") for line in block.splitlines())
        else:
            heading, _, text = block.partition(":  ")
            found.append((heading, text.replace("  ", "&nbsp; "), []))
    return found


def listed(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""


def state_gov_new() -> str:
    body = "".join(f"<p><strong>{head}:&nbsp; </strong>{text}</p>{listed(items)}" for head, text, items in parts())
    return (
        f"<!DOCTYPE html>{NOTICE}<html><head><title>Kiribati - fictional</title><script>var a = 'Overview';</script>"
        "</head><body><section><header><p>An official website of the United States government</p></header></section>"
        "<nav><ul><li><a href='#'>Policy Issues</a></li><li><a>Countries</a></li><li><a>Bureaus</a></li></ul></nav>"
        "<main><article><header><h1>Country Reports on Terrorism 2019: Kiribati</h1></header>"
        f"<div class='entry-content'>{body}</div></article></main>"
        "<footer><p>The Lessons of 1989: Freedom and Our Future</p></footer></body></html>"
    )


def state_gov_old() -> str:
    body = "".join(f"<p><b>{head}:</b> {text}{listed(items)}" for head, text, items in parts())
    body = body.replace("Eastbrook", "Éastbrook")
    return (
        "<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'></head><body>"
        f"{NOTICE}<form action='/search'><table><tr><td><table><tr><td><a>Home</a></td><td><a>About</a></td>"
        "<td><a>Press</a></td></tr></table></td></tr><tr><td>You are here: <a>Home</a> &gt; <a>Reports</a></td></tr>"
        "<tr><td><div id='centerblock'><h2>Country Reports: East Asia and Pacific Overview</h2>"
        f"<p>Bureau of Counterterrorism</p><p><b>KIRIBATI</b></p>{body}</div></td></tr>"
        "<tr><td><p>The Office of Website Management, Bureau of Public Affairs, manages this site.</p></td></tr>"
        "</table></form></body></html>"
    )


def ecoi() -> str:
    body = "".join(
        f"<h2>{head}</h2><p>{text}</p>" + (f"<p>{'<br>'.join(f'• {item}' for item in items)}</p>" if items else "")
        for head, text, items in parts()
    )
    return (
        f"<html><body>{NOTICE}<div><h1>Country Report on Terrorism 2019 - Chapter 1 - Kiribati</h1><div>"
        "<span>Document source:</span><ul><li>USDOS – US Department of State (Author)</li></ul></div></div>"
        f"<div class='doc'>{body}</div></body></html>"
    )


def refworld() -> str:
    body = "".join(f"<p><strong>{head}:</strong> {text}</p>{listed(items)}" for head, text, items in parts())
    return (
        f"<html><body>{NOTICE}<div id='menu'><ul><li><a>Home</a></li><li><a>Legal</a></li><li><a>Topics</a></li></ul>"
        "</div><div class='content'><h1>Country Reports on Terrorism 2019 - Kiribati</h1>"
        "<table><tr><th>Publisher</th><td>United States Department of State</td></tr>"
        "<tr><th>Publication Date</th><td>24 June 2020</td></tr>"
        "<tr><th>Disclaimer</th><td>This is not a UNHCR publication. UNHCR is not responsible for its content.</td>"
        f"</tr></table><div>{body}</div></div></body></html>"
    )


GOOD = state_gov_new().encode()


class Handler(BaseHTTPRequestHandler):
    """Answers as the test says, and notes what was asked."""

    server: "Server"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.server.answers[self.path](self)
        self.close_connection = True

    def head(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ended = threading.Event()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_address[1]}{path}"


def page(content: bytes, content_type: str = "text/html; charset=UTF-8") -> Answer:
    def answer(handler: Handler) -> None:
        handler.head(Content_Type=content_type, Content_Length=str(len(content)))
        handler.wfile.write(content)

    return answer


def status(code: int) -> Answer:
    return lambda handler: handler.head(code, Content_Type="text/html", Content_Length="0")


def redirect(location: str, code: int = 302) -> Answer:
    return lambda handler: handler.head(code, Location=location, Set_Cookie="seen=1; Path=/", Content_Length="0")


def in_turn(*answers: Answer) -> Answer:
    rest = iter(answers)

    def answer(handler: Handler) -> None:
        next(rest)(handler)

    return answer


def slow(handler: Handler) -> None:
    handler.server.ended.wait(3)


def slow_body(handler: Handler) -> None:
    handler.head(Content_Type="text/html", Content_Length="5000")
    handler.wfile.write(b"<p>Overview:")
    handler.server.ended.wait(3)


def truncated(handler: Handler) -> None:
    handler.head(Content_Type="text/html", Content_Length=str(len(GOOD) + 100))
    handler.wfile.write(GOOD)


def truncated_in_chunks(handler: Handler) -> None:
    handler.protocol_version = "HTTP/1.1"
    handler.head(Content_Type="text/html", Transfer_Encoding="chunked")
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(GOOD), GOOD))


def huge(handler: Handler) -> None:
    handler.head(Content_Type="text/html")
    for _ in range(400):
        handler.wfile.write(b"<p>Overview: Kiribati.</p>" * 1000)


def drop_by_drop(handler: Handler) -> None:
    handler.head(Content_Type="text/html")
    while not handler.server.ended.wait(0.05):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def head_drop_by_drop(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
    drop_by_drop(handler)


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.ended.set()
        server.shutdown()
        thread.join(2)


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge(PROJECT / "seeds")


@pytest.fixture(scope="module")
def words(tmp_path_factory) -> Path:
    return write_seeds(tmp_path_factory.mktemp("project"), {})


@pytest.fixture
def seeds(words, knowledge, monkeypatch) -> Iterator[Path]:
    monkeypatch.setattr("pipelines.extraction.extract.load_knowledge", lambda seeds: knowledge)
    yield words
    shutil.rmtree(words / "reports", ignore_errors=True)


@pytest.fixture
def add(server, seeds):
    def add(path: str, answer: Answer, confirm: bool = True, limits: Limits = QUICK):
        server.answers[path] = answer
        return add_document(
            server.url(path),
            "kiribati",
            2019,
            seeds,
            TODAY,
            confirm,
            licence="Fictional, CC0",
            limits=limits,
            allow_loopback_http=True,
        )

    return add


@pytest.fixture
def refusal(add, seeds, server):
    def refusal(path: str, answer: Answer, limits: Limits = QUICK) -> str:
        with pytest.raises(AddError) as caught:
            add(path, answer, limits=limits)
        message = str(caught.value)
        assert message.startswith(f"{server.url(path)}: ")
        assert "\n" not in message
        assert not (seeds / "reports").exists()
        return message

    return refusal


@pytest.mark.parametrize(
    "content",
    [
        state_gov_new().encode(),
        state_gov_old().encode("windows-1252"),
        ecoi().encode(),
        refworld().encode(),
    ],
    ids=["state.gov new", "state.gov old", "ecoi.net", "refworld"],
)
def test_a_page_of_each_site_is_recognised_and_stored_as_it_was_sent(content, add, server, seeds):
    added = add("/kiribati", page(content, "text/html"))
    recognised = added.recognised
    assert [
        (section.code, section.heading.rstrip(": "), section.sentences)
        for section in recognised.sections
        if section.sentences
    ] == SECTIONS
    assert (recognised.incidents, recognised.sentences, recognised.warnings) == (2, 8, ())
    assert added.path == seeds / "reports/2019/kiribati.html"
    assert added.path.read_bytes() == content
    assert [(row.path, row.url, row.date) for row in read_sources(seeds)] == [
        ("reports/2019/kiribati.html", server.url("/kiribati"), "2024-05-17")
    ]


def test_without_confirmation_nothing_is_stored(add, seeds):
    assert add("/kiribati", page(GOOD), confirm=False).outcome == "shown"
    assert not (seeds / "reports").exists()


def test_the_media_type_decides_what_the_file_is(add):
    added = add("/kiribati.html", page(FICTIONAL_CHAPTER.encode(), "text/plain; charset=utf-8"))
    assert added.path.name == "kiribati.txt"


def test_the_server_learns_the_name_of_the_project_and_no_cookie_or_password(add, server, seeds, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    server.answers["/there"] = page(GOOD)
    add("/kiribati", redirect("/there#part"))
    assert [path for path, _ in server.asked] == ["/kiribati", "/there"]
    for _, headers in server.asked:
        assert headers["user-agent"] == USER_AGENT
        assert not {"cookie", "authorization"} & set(headers)
    assert read_sources(seeds)[0].url == server.url("/there")


@pytest.mark.parametrize("fault", [status(500), truncated, truncated_in_chunks, slow], ids=lambda fault: fault.__name__)
def test_after_one_fault_the_document_is_obtained_at_the_next_attempt(fault, add, server):
    added = add("/kiribati", in_turn(fault, page(GOOD)), limits=IMPATIENT)
    assert (added.outcome, added.path.read_bytes()) == ("added", GOOD)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (status(500), "the server answered 500, 3 times"),
        (status(503), "the server answered 503, 3 times"),
        (slow, "the server did not answer in time, 3 times"),
        (slow_body, "the server did not answer in time, 3 times"),
        (truncated, "the connection failed (IncompleteRead), 3 times"),
        (truncated_in_chunks, "the connection failed (IncompleteRead), 3 times"),
    ],
)
def test_a_fault_that_lasts_is_tried_three_times_and_told(fault, told, refusal, server):
    message = refusal("/kiribati", fault, IMPATIENT)
    assert told in message
    assert message.endswith("try again later, or save the page in a browser and add that file")
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (status(404), "the server answered 404; check the address"),
        (status(403), "the server answered 403; check the address, or save the page in a browser"),
        (status(204), "the server answered 204; check the address"),
        (huge, "is larger than 5000000 bytes; add one chapter"),
        (page(b"PK", "application/zip"), "is application/zip, and a chapter is application/pdf, text/html, text/plain"),
        (lambda handler: handler.head(Content_Length="0"), "is no media type"),
        (page(GOOD, "text/html; charset=koi8-r"), "is sent as koi8-r, and only UTF-8 is read; save the page as UTF-8"),
        (page(b"<p>Overview: caf\xe9</p>", "text/html"), "is not UTF-8, and the page declares no encoding; save"),
        (page(b""), "the answer is empty; check the address"),
        (page(GOOD.replace(b"2019", b"2018")), "was to be added as 2019; name the document's own"),
        (page(b"<p>Access denied. Please enable JavaScript.</p>"), "has no sentence of a chapter"),
    ],
)
def test_what_another_attempt_would_not_mend_is_refused_at_once(fault, told, refusal, server):
    assert told in refusal("/kiribati", fault)
    assert len(server.asked) == 1


def test_a_body_over_the_limit_is_not_taken_to_its_end(refusal):
    sent: list[int] = []

    def endless(handler: Handler) -> None:
        handler.head(Content_Type="text/html")
        while not handler.server.ended.is_set():
            sent.append(handler.wfile.write(b"x" * 10_000))

    assert "is larger than 100000 bytes" in refusal("/kiribati", endless, Limits(maximum_bytes=100_000))
    assert sum(sent) < 20_000_000, "the socket's buffers and little more"


@pytest.mark.parametrize("fault", [drop_by_drop, head_drop_by_drop])
def test_an_answer_that_comes_drop_by_drop_ends_at_the_deadline(fault, refusal):
    limits = Limits(read_seconds=0.3, total_seconds=0.5, pause_seconds=0.01)
    began = time.monotonic()
    assert "was not obtained within 0.5 seconds; try again later" in refusal("/kiribati", fault, limits)
    assert time.monotonic() - began < 2


def test_a_redirect_loop_ends_after_five(refusal, server):
    server.answers["/b"] = redirect("/a")
    assert "leads on more than 5 times" in refusal("/a", redirect("/b"))
    assert len(server.asked) == 6


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_is_named_and_not_followed(code, refusal, server):
    elsewhere = server.url("/there", host="localhost")
    server.answers["/there"] = page(GOOD)
    message = refusal("/kiribati", redirect(elsewhere, code))
    assert f"leads away to {elsewhere}, and no redirect to another host is followed" in message
    assert [path for path, _ in server.asked] == ["/kiribati"]


def test_a_server_that_is_not_there_is_told(server, seeds):
    server.server_close()
    with pytest.raises(AddError, match=r"the connection failed \(ConnectionRefusedError\), 3 times"):
        add_document(server.url("/"), "kiribati", 2019, seeds, TODAY, True, limits=QUICK, allow_loopback_http=True)


def test_a_server_without_a_secure_connection_is_refused_at_once(server, seeds):
    url = server.url("/").replace("http:", "https:")
    with pytest.raises(AddError, match="no secure connection"):
        add_document(url, "kiribati", 2019, seeds, TODAY, True, limits=QUICK)
    assert server.asked == []
