"""What goes wrong is an exception that says why."""

from __future__ import annotations

import socket

import pytest

from chokepoint import (
    AmbiguousError,
    AsyncClient,
    BadRequestError,
    ChokepointError,
    Client,
    InvalidError,
    NotFoundError,
    ProblemError,
    Retry,
    TimedOutError,
    TooLargeError,
    TransportError,
    UnexpectedAnswerError,
)

from .serving import Answer, answering


def test_an_unknown_name_has_candidates(client: Client) -> None:
    with pytest.raises(NotFoundError, match='No entity is called "nvidi"; did you mean') as raised:
        client.dependents("nvidi")
    assert raised.value.status == 404
    assert [entity.id for entity in raised.value.candidates] == ["nvidia"]


def test_values_that_are_wrong_are_named(client: Client) -> None:
    with pytest.raises(InvalidError) as raised:
        client.dependents("nvidia", as_of="soon", depth=0)
    assert {fault.location for fault in raised.value.faults} == {"query.as_of", "query.depth"}
    assert "query.as_of" in str(raised.value)
    assert "soon" in str(raised.value)


def test_a_question_that_is_not_understood_has_forms(client: Client) -> None:
    with pytest.raises(InvalidError) as raised:
        client.ask("colourless green ideas")
    assert raised.value.forms


def test_a_body_that_is_too_large(client: Client) -> None:
    with pytest.raises((TooLargeError, InvalidError)):
        client.match(["x" * 299] * 5000)


@pytest.mark.anyio
async def test_the_awaited_client_raises_the_same(awaited: AsyncClient) -> None:
    with pytest.raises(NotFoundError, match="nvidi"):
        await awaited.dependents("nvidi")


def test_a_server_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Client(f"http://127.0.0.1:{port}", retry=Retry(0)) as client, pytest.raises(TransportError, match="can't be reached"):
        client.stats()


def test_a_server_that_says_nothing() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        Client(f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=0.1) as client,
        pytest.raises(TimedOutError, match="timeout="),
    ):
        client.stats()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(200, b"<html>hello</html>", media="text/html"), UnexpectedAnswerError),
        (Answer(200, b'{"subject":{}}'), UnexpectedAnswerError),
        (Answer(502, b"bad gateway", media="text/plain"), ProblemError),
        (Answer(400, b'{"title":"Bad Request","status":400,"detail":"no"}'), BadRequestError),
        (
            Answer(409, b'{"title":"Conflict","status":409,"detail":"several","candidates":[{"id":"a","kind":"k","name":"A"}]}'),
            AmbiguousError,
        ),
        (Answer(301, b"", headers={"Location": "/elsewhere"}), ProblemError),
    ],
)
def test_what_stands_before_a_server_may_answer(answer: Answer, error: type[ChokepointError]) -> None:
    with answering(answer) as (url, _), Client(url) as client, pytest.raises(error):
        client.dependents("nvidia")
