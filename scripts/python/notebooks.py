"""Executes the notebooks from top to bottom against the server of $CHOKEPOINT_URL, and compares what they say with what they said.

notebooks.py [--write] [NOTEBOOK…]: all of notebooks/ without a name. With --write the outputs are kept in the files; without it, text
that differs from the text kept there is a failure (pictures are not compared). A notebook whose metadata say "needs": "neo4j" is
executed where $NEO4J_URI names a server, which is emptied first (it is one for tests), and left out with a loud word where it does not;
with CHOKEPOINT_REQUIRE_NEO4J=1 that is a failure.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from neo4j import GraphDatabase

FILES: Any = nbformat  # which has no types
FOLDER = Path(__file__).resolve().parents[2] / "notebooks"


def main() -> int:
    """Executes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the outputs")
    parser.add_argument("notebooks", nargs="*", type=Path)
    args = parser.parse_args()
    paths: list[Path] = args.notebooks or sorted(FOLDER.glob("*.ipynb"))
    with ThreadPoolExecutor(max_workers=2) as pool:
        said = list(pool.map(run, paths, [args.write] * len(paths)))
    failed, skipped = [problem for problem in said if problem], said.count(None)
    print(*failed, sep="\n\n", end="\n" if failed else "")
    print(f"notebooks: {len(said) - len(failed) - skipped} passed, {len(failed)} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


def run(path: Path, write: bool) -> str | None:
    """Executes a notebook; what is wrong with it, or nothing; None if it was left out."""
    notebook = FILES.read(path, as_version=4)
    on_neo4j = notebook.metadata.get("needs") == "neo4j"
    if on_neo4j and not os.environ.get("NEO4J_URI"):
        if os.environ.get("CHOKEPOINT_REQUIRE_NEO4J") == "1":
            return f"{path.name}: there is no Neo4j server, and REQUIRE_NEO4J=1 asks for one"
        print(f"***  {path.name} DOES NOT RUN: there is no Neo4j server to run it on; set NEO4J_URI.  ***", file=sys.stderr)
        return None
    if on_neo4j:
        empty(os.environ["NEO4J_URI"])
    kept = texts(notebook)
    begin = time.monotonic()
    where = {"metadata": {"path": str(FOLDER)}}
    client = NotebookClient(
        notebook, timeout=300, kernel_name="python3", record_timing=False, extra_arguments=["--log-level=40"], resources=where
    )
    try:
        client.execute()
    except CellExecutionError as error:
        return f"{path.name}: {error}"
    print(f"{path.name}: executed in {time.monotonic() - begin:.0f} s", file=sys.stderr)
    if write:
        tidy(notebook)
        FILES.write(notebook, path)
        return ""
    difference = "\n".join(difflib.unified_diff(kept, texts(notebook), "kept", "executed", lineterm="", n=1))
    return (
        f"{path.name} says something else than the file; if that is right, `make notebooks` keeps it:\n{difference}" if difference else ""
    )


def empty(uri: str) -> None:
    """Deletes all that is in a database."""
    password = os.environ.get("NEO4J_PASSWORD")
    database: Any = GraphDatabase  # of which some types are missing
    with database.driver(uri, auth=("neo4j", password) if password else None) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")


def tidy(notebook: Any) -> None:  # noqa: ANN401 nbformat has no types
    """Takes out of a notebook what differs from machine to machine."""
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                output["data"].pop("text/plain", None)  # <Figure size …>


def texts(notebook: Any) -> list[str]:  # noqa: ANN401
    """What the cells of a notebook say, line by line, and where a picture stands."""
    lines: list[str] = []
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            said = "(a picture)" if "image/png" in data else output.get("text") or data.get("text/markdown") or data.get("text/plain") or ""
            lines += [f"[{number}] {line}" for line in re.sub(r"0x[0-9a-f]+", "0x", said).splitlines()]
    return lines


if __name__ == "__main__":
    sys.exit(main())
