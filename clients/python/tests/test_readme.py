"""What the README says works."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import cast

import pytest

from chokepoint import Client

README = Path(__file__).parents[1] / "README.md"


def test_the_lines_of_the_readme_run(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CHOKEPOINT_URL", url)
    monkeypatch.chdir(tmp_path)
    Path("customers.csv").write_text("name,country\nHuawei Tech,CN\nNexperia B.V.,NL\n", encoding="utf-8")
    names: dict[str, object] = {}
    blocks = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    with contextlib.ExitStack() as closing:
        for block in blocks:
            exec(compile(block, "README.md", "exec"), names)
            closing.callback(cast("Client", names["chokepoint"]).close)
    said = capsys.readouterr().out
    assert 'No entity is called "nvidi"; did you mean nvidia (Nvidia)?' in said
    assert "Huawei Tech → Huawei" in said
