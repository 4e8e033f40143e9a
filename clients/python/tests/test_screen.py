"""Screening files, tables and names."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from chokepoint import AsyncClient, Client, InvalidError, PartyQuery, UnexpectedAnswerError
from chokepoint._types import Party  # pyright: ignore[reportPrivateUsage]
from chokepoint.screening import Customers, _Reader  # pyright: ignore[reportPrivateUsage]

from .asked import DAY
from .serving import Answer, answering

CUSTOMERS = (
    "reference;company;country\nC-1;Huawei Tech;CN\nC-2;Zzyzx Bakery;FR\nC-3;;CN\nC-4;Semiconductor Manufacturing International;China\n"
)


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    """A file of customers."""
    path = tmp_path / "customers.csv"
    path.write_text(CUSTOMERS, encoding="utf-8")
    return path


def test_a_file(client: Client, customers: Path) -> None:
    rows = client.screen(customers, as_of=DAY)
    assert rows.answer.as_of == DAY
    assert (rows.answer.counts.rows, rows.answer.counts.listed, rows.answer.counts.wrong) == (4, 2, 1)
    first, second, third, fourth = rows
    assert first.entity is not None
    assert (first.reference, first.entity.id, first.resolution, first.listed) == ("C-1", "huawei", "sure", True)
    assert first.listings[0].citation
    assert (second.entity, second.listed) == (None, False)
    assert third.error
    assert fourth.entity
    assert rows.all() == client.screen(str(customers), as_of=DAY).all()


def test_a_file_as_a_table(client: Client, customers: Path) -> None:
    frame = client.screen(customers, as_of=DAY).to_frame()
    assert list(frame["reference"]) == ["C-1", "C-2", "C-3", "C-4"]
    assert list(frame["entity"].fillna("")) == ["huawei", "", "", "smic"]
    assert frame["listings"][0]
    assert client.screen(customers, as_of=DAY).to_frame("polars")["listed"].to_list() == [True, False, False, True]


def test_tables_and_names(client: Client, tmp_path: Path) -> None:
    pandas = pd.DataFrame({"name": ["Huawei Tech", "Zzyzx"], "country": ["CN", "FR"]})
    polars = pl.DataFrame({"name": ["Huawei Tech", "Zzyzx"], "country": ["CN", "FR"]})
    names: list[Party] = ["Huawei Tech", PartyQuery(name="Zzyzx", country="FR")]
    lines = tmp_path / "names.txt"
    lines.write_text("Huawei Tech\nZzyzx\n")
    with lines.open("rb") as opened:
        mixed: list[Party] = [{"name": "Huawei Tech"}, "Zzyzx"]
        several: list[Customers] = [pandas, polars, names, lines, opened, mixed]
        for given in several:
            rows = client.screen(given, as_of=DAY)
            assert [row.entity and row.entity.id for row in rows] == ["huawei", None]


def test_what_can_not_be_read(client: Client, tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("name\nSociété\n".encode("latin-1"))
    with pytest.raises(InvalidError, match="line 2"):
        client.screen(latin)
    with pytest.raises(FileNotFoundError, match=r'screen\(\["Huawei Tech"\]\)'):
        client.screen("Huawei Tech")


@pytest.mark.anyio
async def test_the_awaited_client(awaited: AsyncClient, client: Client, customers: Path) -> None:
    rows = await awaited.screen(customers, as_of=DAY)
    assert [row async for row in rows] == client.screen(customers, as_of=DAY).all()
    assert len(await rows.to_frame()) == 4


@pytest.mark.parametrize("rows_last", [True, False])
def test_rows_come_one_by_one(client: Client, customers: Path, rows_last: bool) -> None:
    rows = client.screen(customers, as_of=DAY)
    results = [{**row.model_dump(mode="json"), "name": f'ö]}}" {at}'} for at, row in enumerate(rows)]
    before = rows.answer.model_dump(mode="json", exclude={"results"})
    whole = json.dumps({**before, "results": results} if rows_last else {"results": results, **before}, ensure_ascii=False).encode()
    reader = _Reader("here")
    come = [[row.name for row in reader.feed(whole[at : at + 1])] for at in range(len(whole))]
    rest = [row.name for row in reader.end()]
    assert sum(come, rest) == [f'ö]}}" {at}' for at in range(4)]
    assert max(map(len, come)) == (1 if rows_last else 0)
    assert reader.answer == rows.answer


@pytest.mark.parametrize("cut", [10, -30])
def test_an_answer_that_ends_in_the_middle(client: Client, customers: Path, cut: int) -> None:
    whole = client.get("/v1/screen", queries=["Huawei Tech"])
    with answering(Answer(200, json.dumps(whole).encode()[:cut])) as (url, _), Client(url) as other, pytest.raises(UnexpectedAnswerError):
        other.screen(["Huawei Tech"]).all()
