"""The client is that of the OpenAPI document."""

from __future__ import annotations

import inspect

import pytest

from chokepoint import AsyncClient, Client
from generate import BY_HAND, asked, read, stale

from .asked import CALLS


def test_models_and_methods_are_those_of_the_document(url: str) -> None:
    difference = stale(read(url + "/openapi.json"))
    if difference:
        pytest.fail("the client is not that of the API any more; `make client-models` makes it:\n" + difference)


def test_methods_by_hand_take_all_parameters(url: str) -> None:
    by_hand = {name: operation for name, operation in asked(read(url + "/openapi.json")) if operation["id"] in BY_HAND}
    assert by_hand
    for name, operation in by_hand.items():
        for client in (Client, AsyncClient):
            taken = set(inspect.signature(getattr(client, name)).parameters)
            assert set(operation["parameters"]) - taken <= {"queries", "format"}, name  # the first argument, and the form of an answer


def test_every_question_is_asked_in_the_tests(url: str) -> None:
    names = {name for name, _ in asked(read(url + "/openapi.json"))}
    assert names - set(CALLS) == {"claim", "source", "export", "load"}  # these are asked of what the others answer
