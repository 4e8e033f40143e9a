"""A Chokepoint server for tests and notebooks: built from this repository, on a free port, with a store of its own in memory.

server.py CMD [ARG…] runs a command with one; it finds the server in $CHOKEPOINT_URL.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
ANSWERS_AT = "Chokepoint answers at "


def build() -> Path:
    """Builds the command; $CHOKEPOINT_BIN, if set, is one that is built already."""
    if built := os.environ.get("CHOKEPOINT_BIN"):
        return Path(built)
    binary = Path(tempfile.gettempdir(), f"chokepoint-{os.getuid()}-{os.getpid()}")
    subprocess.run(["go", "build", "-o", binary, "./cmd/chokepoint"], cwd=ROOT, check=True)
    os.environ["CHOKEPOINT_BIN"] = str(binary)
    return binary


def key_of(keys: str, scope: str) -> str:
    """Makes a key of a scope (read, write) in a file of keys."""
    made = subprocess.run([build(), "keys", "create", "--keys", keys, "--scope", scope], capture_output=True, text=True, check=True)
    return made.stdout.strip()


class Server:
    """A running server; a context manager that ends it.

    Attributes:
        url: Where it answers.
    """

    def __init__(self, *flags: str, store: str = "memory") -> None:
        """With more flags of `chokepoint serve`, and another store."""
        self._command = [str(build()), "serve", "--quiet", "--store", store, "--addr", "127.0.0.1:0", *flags]
        self.url = ""

    def __enter__(self) -> Self:
        """Starts it and waits until it answers."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(ANSWERS_AT):
                self.url = line.removeprefix(ANSWERS_AT).split()[0]
                return self
        raise RuntimeError(f"{' '.join(self._command)} ended with status {self._process.wait()}")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Ends it."""
        self._process.terminate()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


if __name__ == "__main__":
    with Server() as server:
        sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, "CHOKEPOINT_URL": server.url}, check=False).returncode)
