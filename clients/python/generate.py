"""Makes models.py and _questions.py of the client from the OpenAPI document of a server.

generate.py [--check] [DOCUMENT]: a file or an address; without one, a server is built and asked. With --check nothing is written, and
the exit status is 1 if the files are not those of the document.
"""

from __future__ import annotations

import argparse
import difflib
import json
import keyword
import re
import subprocess
import sys
import tempfile
import textwrap
import urllib.request
from pathlib import Path
from typing import Any, cast

HERE = Path(__file__).resolve().parent
PACKAGE = HERE / "src" / "chokepoint"
WIDTH = 140

JSON = dict[str, Any]

# Operations whose methods are written by hand, in client.py and asyncclient.py, by id of the operation.
BY_HAND = {"screen": "screen", "export": "export", "import": "load"}

# Operations that have no method.
LEFT_OUT = {"feed-changes": "what `changes` lists, for readers of feeds"}

# Parameters that may be given by place though they may be left out.
BY_PLACE = {"check": ["item"]}

# Members that are null where there is nothing, though the document does not say so.
NULL = {("Screened", "entity")}

# Keywords of a schema that say less than what a newer server may send, or nothing.
BOUNDS = {"enum", "pattern", "examples", "example", "minimum", "maximum", "maxLength", "minLength", "maxItems", "minItems"}

HEAD = '"""{doc}\n\nMade from the OpenAPI document of the server by generate.py; edits are lost.\n"""\n'


def main() -> int:
    """Makes the files, or says how they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("document", nargs="?")
    args = parser.parse_args()
    if args.document:
        document = read(args.document)
    else:
        sys.path.insert(0, str(HERE.parents[1] / "scripts" / "python"))
        from server import Server  # noqa: PLC0415 found only now

        with Server() as server:
            document = read(server.url + "/openapi.json")
    if args.check:
        difference = stale(document)
        print(difference, end="")
        return 1 if difference else 0
    for path, text in generate(document).items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(HERE))
    return 0


def read(document: str) -> JSON:
    """The document in a file or at an address."""
    if re.match(r"https?:", document):
        with urllib.request.urlopen(document) as response:
            return cast("JSON", json.load(response))
    return cast("JSON", json.loads(Path(document).read_text(encoding="utf-8")))


def stale(document: JSON) -> str:
    """How the files differ from those of a document."""
    return "".join(
        line
        for path, text in generate(document).items()
        for line in difflib.unified_diff(
            path.read_text(encoding="utf-8").splitlines(keepends=True),
            text.splitlines(keepends=True),
            path.name,
            f"{path.name} of the document",
        )
    )


def generate(document: JSON) -> dict[Path, str]:
    """The files of a document."""
    return {PACKAGE / "models.py": formatted(models(document)), PACKAGE / "_questions.py": formatted(questions(document))}


def formatted(code: str) -> str:
    """Code as ruff lays it out, without imports that nothing uses."""
    config = ["--config", str(HERE / "pyproject.toml"), "--stdin-filename", str(PACKAGE / "made.py"), "-"]
    for command in (["check", "--fix-only", "--quiet", "--select", "F401,I,UP,PIE"], ["format", "--quiet"]):
        code = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *config], input=code, capture_output=True, text=True, check=True
        ).stdout
    return code


def models(document: JSON) -> str:
    """The models of the schemas of a document."""
    schemas = {name: relaxed(name, schema) for name, schema in document["components"]["schemas"].items()}
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "schemas.json"), Path(folder, "models.py")
        only = {"openapi": document["openapi"], "info": {"title": "", "version": ""}, "paths": {}, "components": {"schemas": schemas}}
        source.write_text(json.dumps(only), encoding="utf-8")
        subprocess.run(
            [
                *(sys.executable, "-m", "datamodel_code_generator", "--input", str(source), "--input-file-type", "openapi"),
                *("--output", str(target), "--output-model-type", "pydantic_v2.BaseModel", "--base-class", "chokepoint._model.Model"),
                *("--target-python-version", "3.11", "--use-standard-collections", "--use-union-operator", "--strict-nullable"),
                *("--use-schema-description", "--use-field-description", "--disable-timestamp", "--formatters", "builtin"),
            ],
            check=True,
            cwd=folder,  # away from the pyproject.toml of the client
        )
        code = target.read_text(encoding="utf-8")
    code = re.sub(r"\A(#.*\n)+", "", code)
    code = code.replace("from chokepoint._model import Model", "from ._model import Model")
    code = re.sub(r'^(class (\w+)\(.*\):\n)(?!    """)', r'\1    """`\2` in the OpenAPI document."""\n\n', code, flags=re.MULTILINE)
    return HEAD.format(doc="The parts of answers.") + code


def relaxed(owner: str, schema: JSON) -> JSON:
    """A schema of what a newer server may send as well: other members, other terms, null for a list that is empty."""
    schema = {key: value for key, value in schema.items() if key not in BOUNDS}
    if schema.get("additionalProperties") is False:
        del schema["additionalProperties"]
    if schema.get("type") == "string" and schema.get("format") != "date-time":  # days are text: some have no day, or no month
        schema.pop("format", None)
    if isinstance(schema.get("type"), list) and "array" in schema["type"]:
        schema["type"] = "array"
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            schema[key] = relaxed("", schema[key])
    if "properties" in schema:
        required = set(schema.get("required", []))
        schema["properties"] = {name: member(owner, name, one, name in required) for name, one in schema["properties"].items()}
        schema["required"] = [name for name in schema.get("required", []) if "default" not in schema["properties"][name]]
    return schema


def member(owner: str, name: str, schema: JSON, required: bool) -> JSON:
    """A member of an object: lists and switches that are left out are empty and off."""
    schema = relaxed("", schema)
    if schema.get("type") == "array":
        schema["default"] = []
    elif schema.get("type") == "boolean" and not required:
        schema["default"] = False
    elif (owner, name) in NULL and "$ref" in schema:
        schema = {"oneOf": [schema, {"type": "null"}]}
    return schema


def questions(document: JSON) -> str:
    """The methods of the questions of a document, for both clients."""
    operations = list(asked(document))
    choices = shared_choices(operations)
    lines = [
        HEAD.format(doc="The questions of the API as methods."),
        "from __future__ import annotations\n",
        "from abc import ABC, abstractmethod",
        "from collections.abc import Awaitable, Callable, Mapping, Sequence",
        "from typing import Literal, TypeAlias, TypeVar\n",
        "from pydantic import BaseModel\n",
        "from . import models",
        "from ._call import Call, several",
        "from ._types import Day, Moment, Party",
        "from .rows import AsyncRows, Page, Rows\n",
        'M = TypeVar("M", bound=BaseModel)',
        'P = TypeVar("P", bound=Page[object])',
        'R = TypeVar("R", bound=BaseModel)\n',
        *(f"{name}: TypeAlias = {choice}" for choice, name in choices.items()),
        "",
        "# The answers of the questions, by the name that `ask` gives them.",
        "ANSWERS: dict[str, type[BaseModel]] = {",
        *(f'    "{name}": models.{operation["answer"]},' for name, operation in operations if operation["answer"] not in ("Answer", None)),
        "}\n",
    ]
    for prefix, rows, result in (("", "Rows", "{}"), ("Async", "AsyncRows", "Awaitable[{}]")):
        lines += [
            f"\nclass {prefix}Questions(ABC):",
            f'    """The questions of the API{", asked without waiting" if prefix else ""}."""\n',
            "    @abstractmethod",
            f"    def _ask(self, call: Call, answer: type[M]) -> {result.format('M')}: ...\n",
            "    @abstractmethod",
            f"    def _merged(self, call: Call, answer: type[M], limit: int | None) -> {result.format('M')}: ...\n",
            "    @abstractmethod",
            f"    def _rows(self, call: Call, answer: type[P], rows_of: Callable[[P], Sequence[R]], limit: int | None)"
            f" -> {result.format(rows + '[P, R]')}: ...\n",
        ]
        for name, operation in operations:
            if operation["id"] not in BY_HAND:
                lines += method(document, name, operation, prefix == "Async", rows, choices)
    return "\n".join(lines)


def asked(document: JSON) -> list[tuple[str, JSON]]:
    """The operations that are questions, each with the name of its method: one that can be posted is, else it is got."""
    chosen: dict[str, JSON] = {}
    for path, by_method in document["paths"].items():
        for verb in ("post", "get"):
            operation = by_method.get(verb)
            if operation is None or ("post" in by_method and operation is not by_method["post"]):
                continue
            if operation["operationId"] in LEFT_OUT:
                continue
            answer = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {}).get("$ref")
            identifier = operation["operationId"]
            if answer is None and identifier not in BY_HAND:
                raise SystemExit(f"{identifier} does not answer in JSON: write its method by hand, and name it in BY_HAND of generate.py")
            name = BY_HAND.get(identifier) or re.sub(r"^(list|get)-", "", identifier).replace("-", "_")
            chosen[name] = {
                "id": identifier,
                "verb": verb.upper(),
                "path": path,
                "summary": operation["summary"],
                "answer": answer and answer.rsplit("/", 1)[1],
                "parameters": parameters(document, operation),
            }
    return sorted(chosen.items())


def parameters(document: JSON, operation: JSON) -> dict[str, JSON]:
    """The parameters of an operation by name, those in the path first, then those that are required."""
    found: dict[str, JSON] = {}
    for one in operation.get("parameters", []):
        schema = {"description": one.get("description", ""), **one["schema"]}
        found[one["name"]] = {"schema": schema, "in": one["in"], "required": one.get("required", False)}
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if "$ref" in body:
        body = document["components"]["schemas"][body["$ref"].rsplit("/", 1)[1]]
    for name, schema in body.get("properties", {}).items():
        found[name] = {"schema": schema, "in": "body", "required": name in body.get("required", [])}
    return dict(sorted(found.items(), key=lambda item: (item[1]["in"] != "path", not item[1]["required"])))


def shared_choices(operations: list[tuple[str, JSON]]) -> dict[str, str]:
    """Names for the choices of parameters that have the same terms in several questions."""
    seen: dict[str, list[str]] = {}
    for _, operation in operations:
        for name, parameter in operation["parameters"].items():
            if name != "format" and (choice := literal(parameter["schema"])):
                seen.setdefault(choice, []).append(name)
    return {choice: camel(names[0]) + "Choice" for choice, names in sorted(seen.items()) if len(names) > 1}


def camel(name: str) -> str:
    """A name as types have it."""
    return "".join(part.capitalize() for part in name.split("_"))


def literal(schema: JSON) -> str | None:
    """The type of a choice."""
    return f"Literal[{', '.join(json.dumps(term) for term in schema['enum'])}]" if "enum" in schema else None


def annotation(name: str, schema: JSON, choices: dict[str, str]) -> str:
    """The type of a parameter."""
    if choice := literal(schema):
        return choices.get(choice, choice)
    kind = schema.get("type")
    if kind == "array":
        if "oneOf" in schema["items"]:
            return "Party | Sequence[Party]"
        one = annotation(name, schema["items"], choices)
        return f"{one} | Sequence[{one}]"
    if kind == "object":
        return "Mapping[str, str | float]"
    if name == "known_at":
        return "Moment"
    if kind == "string" and schema.get("format") == "date":
        return "Day"
    return {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}[str(kind)]


def method(document: JSON, name: str, operation: JSON, asynchronous: bool, rows: str, choices: dict[str, str]) -> list[str]:
    """The method of a question."""
    members = document["components"]["schemas"][operation["answer"]]["properties"]
    paged, listed = "next" in members, "results" in members and "total" in members
    answer = f"models.{operation['answer']}"
    by_place: list[str] = []
    by_name: list[str] = []
    values: list[str] = []
    docs: list[str] = []
    for parameter, one in operation["parameters"].items():
        if parameter == "format" or (paged and parameter == "cursor"):
            continue
        python = parameter + "_" if keyword.iskeyword(parameter) else parameter
        kind = annotation(parameter, one["schema"], choices)
        doc = one["schema"].get("description", "")
        if paged and parameter == "limit":
            doc = (
                "Greatest number of rows. Default: all, fetched as they are read."
                if listed
                else "Greatest number of rows of each list. Default: all."
            )
        else:
            values.append(f'"{parameter}": several({python})' if one["schema"].get("type") == "array" else f'"{parameter}": {python}')
        if parameter == "detail":
            doc = doc.split(" auto:")[0] + " Default: full."
        docs.append(f"{python}: {doc}")
        if one["required"]:
            by_place.append(f"{python}: {kind}")
        elif parameter == "detail":
            by_name.append(f'{python}: {kind} = "full"')
        elif parameter in BY_PLACE.get(name, []):
            by_place.append(f"{python}: {kind} | None = None")
        else:
            by_name.append(f"{python}: {kind} | None = None")
    signature = ", ".join(["self", *by_place, *(["*", *by_name] if by_name else [])])
    call = f'Call("{operation["verb"]}", "{operation["path"]}", {{{", ".join(values)}}})'
    if paged and listed:
        row = members["results"]["items"]["$ref"].rsplit("/", 1)[1]
        result, asking = f"{rows}[{answer}, models.{row}]", f"_rows({call}, {answer}, lambda page: page.results, limit)"
    elif paged:
        result, asking = answer, f"_merged({call}, {answer}, limit)"
    else:
        result, asking = answer, f"_ask({call}, {answer})"
    return [
        f"    {'async ' if asynchronous else ''}def {name}({signature}) -> {result}:",
        *docstring(operation["summary"], docs),
        f"        return {'await ' if asynchronous else ''}self.{asking}\n",
    ]


def docstring(summary: str, docs: list[str]) -> list[str]:
    """The documentation of a method."""
    summary = summary.rstrip(".") + "."
    if not docs:
        return [f'        """{summary}"""']
    lines = [f'        """{summary}', "", "        Args:"]
    for doc in docs:
        lines += textwrap.wrap(doc, WIDTH, initial_indent=" " * 12, subsequent_indent=" " * 16, break_on_hyphens=False)
    return [*lines, '        """']


if __name__ == "__main__":
    sys.exit(main())
