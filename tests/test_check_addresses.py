"""Videos that open and videos that do not, against a server on this machine."""

from __future__ import annotations

import http.server
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from clinics import CLINIC_FILE, ClinicFolder, run
from scenes import clinic as shipped_clinic
from scenes import exercise

from handouts.check.addresses import of_addresses, of_exercises
from handouts.errors import Source

PLACE = Source("clinic.yaml", 12, 8)


class _Videos(http.server.BaseHTTPRequestHandler):
    """`/get` refuses HEAD, `/moved` leads to `/ok`, `/astray` leads nowhere, `/slow` waits."""

    def do_HEAD(self) -> None:
        if self.path == "/slow":
            time.sleep(1)
        if self.path in {"/moved", "/astray"}:
            self.send_response(302)
            self.send_header("Location", "/ok" if self.path == "/moved" else "/nothing")
        elif self.path == "/get" and self.command == "HEAD":
            self.send_response(405)
        elif self.path == "/broken":
            self.send_response(500)
        else:
            self.send_response(200 if self.path in {"/ok", "/get", "/slow"} else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "*")
    videos = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Videos)
    threading.Thread(target=videos.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{videos.server_port}"
    videos.shutdown()
    videos.server_close()


@pytest.mark.parametrize("path", ["/ok", "/get", "/moved"])
def test_an_address_that_opens_is_not_found(server: str, path: str) -> None:
    assert list(of_addresses({server + path: PLACE})) == []


@pytest.mark.parametrize(
    ("path", "answer"),
    [("/nothing", "404 Not Found"), ("/astray", "404 Not Found"),
     ("/broken", "500 Internal Server Error")],
)  # fmt: skip
def test_an_address_that_answers_no_is_found(server: str, path: str, answer: str) -> None:
    (finding,) = of_addresses({server + path: PLACE, f"{server}/ok": PLACE})
    assert (finding.name, finding.problem.source) == ("video-not-found", PLACE)
    assert finding.problem.message == f"{server}{path} answers {answer}"


def test_an_address_that_takes_too_long_is_found(server: str) -> None:
    (finding,) = of_addresses({f"{server}/slow": PLACE}, timeout_s=0.1)
    assert finding.name == "video-no-answer"
    assert "timed out" in finding.problem.message


def test_a_server_that_is_not_there_is_found() -> None:
    with socket.socket() as taken:  # bound and not listening: nothing can answer here
        taken.bind(("127.0.0.1", 0))
        (finding,) = of_addresses({f"http://127.0.0.1:{taken.getsockname()[1]}/v": PLACE})
    assert finding.name == "video-no-answer"


def test_the_addresses_are_those_of_the_codes() -> None:
    made = exercise(code="abc2")
    own = exercise("other", code="abd3", video="https://example.org/own")
    addresses = of_exercises([made, own, exercise("third", code="abc2")], shipped_clinic())
    assert list(addresses) == ["https://example.org/v/abc2", "https://example.org/own"]


def test_the_command_asks_only_online(server: str, clinic: ClinicFolder) -> None:
    clinic.change(CLINIC_FILE, "https://example.org/v/{{ exercise.code }}", f"{server}/nothing")
    home = str(clinic.path("exercises/squat"))
    assert "video-not-found" not in run("check", home).out
    assert f"{server}/nothing answers 404 Not Found" in run("check", home, "--online").out
