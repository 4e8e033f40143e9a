"""Loading: what is posted of files and tables."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

File: TypeAlias = str | os.PathLike[str]
Columns: TypeAlias = Mapping[str, str] | Sequence[str]

_MEDIA = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".ndjson": "application/x-ndjson",
    ".zip": "application/zip",
}


def posted(files: Sequence[File]) -> tuple[bytes, str]:
    """What to post of files, and its media type: one as it is, several as a zip file.

    Raises:
        ValueError: There are none.
    """
    paths = [Path(file) for file in files]
    if not paths:
        raise ValueError("there is no file to load")
    if len(paths) == 1:
        return paths[0].read_bytes(), _MEDIA.get(paths[0].suffix.lower(), "application/octet-stream")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path, path.name)
    return packed.getvalue(), "application/zip"


def columns(map: Columns | None) -> list[str] | None:
    """Which column is what, as the API has it: subject=Supplier, and subject==Acme for what is always the same."""
    if isinstance(map, Mapping):
        return [f"{field}={column}" for field, column in map.items()]
    return None if map is None else list(map)
