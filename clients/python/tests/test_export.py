"""Exports into files."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from chokepoint import AsyncClient, Client, InvalidError


def test_what_is_exported_can_be_read(client: Client, tmp_path: Path) -> None:
    lines = client.export("jsonl", tmp_path / "all.jsonl", standing=True).read_text(encoding="utf-8").splitlines()
    assert len([json.loads(line) for line in lines]) > client.stats().entities
    networkx: Any = nx  # which has no types
    graph = networkx.read_graphml(client.export("graphml", tmp_path / "all.graphml"), force_multigraph=True)
    assert "nvidia" in graph
    with zipfile.ZipFile(client.export("parquet", tmp_path / "all.zip", dataset="curated")) as tables:
        entities = pd.read_parquet(io.BytesIO(tables.read(next(name for name in tables.namelist() if "entities" in name))))
    assert len(entities) == client.stats().entities
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.graphml", "all.jsonl", "all.zip"]


@pytest.mark.anyio
async def test_the_awaited_client(awaited: AsyncClient, tmp_path: Path) -> None:
    await awaited.export("csv", tmp_path / "all.zip")
    with pytest.raises(InvalidError):
        await awaited.export("xlsx", tmp_path / "none")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    assert os.listdir(tmp_path) == ["all.zip"]
