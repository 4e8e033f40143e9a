"""A server that answers what it is told to, for what the real one does seldom."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Generator
from dataclasses import dataclass, field


@dataclass
class Answer:
    """What to answer."""

    status: int
    body: bytes = b"{}"
    media: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict[str, str])


@dataclass
class Request:
    """What was asked."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@contextlib.contextmanager
def answering(*answers: Answer) -> Generator[tuple[str, list[Request]]]:
    """A server that gives these answers in turn, the last one for ever; the requests that it had."""
    requests: list[Request] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = answers[min(len(requests), len(answers) - 1)]
            requests.append(Request(self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.media, "Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = _answer  # noqa: N815 so http.server wants them

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", requests
        finally:
            server.shutdown()
            thread.join()
