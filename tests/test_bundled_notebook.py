"""The notebook in `docs/` prints what it says it prints, on the bundled data. Beside the other tests of these data."""

from __future__ import annotations

import ast
import contextlib
import io
from pathlib import Path
from typing import Any

import nbformat
import pandas
import pytest

from cypher.client import Client

NOTEBOOK = Path(__file__).parents[1] / "docs" / "headline.ipynb"
INSTANCE = '"demo"'


def test_the_notebook_is_current(bundled: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cells = [cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    assert INSTANCE in cells[0].source
    names: dict[str, Any] = {}
    for cell in cells:
        printed, shown = _run(cell.source.replace(INSTANCE, '"test"'), names)
        stored = [output.text for output in cell.outputs if output.output_type == "stream"]
        results = [output.data["text/plain"] for output in cell.outputs if output.output_type == "execute_result"]
        again = "run scripts/build_notebook.py"
        assert printed == "".join(stored), again
        with pandas.option_context("display.width", 80, "display.max_columns", 20):
            assert [repr(shown)] == results or (shown is None and not results), again
    assert len(cells) > 5
    assert NOTEBOOK.stat().st_size < 50_000


def _run(source: str, names: dict[str, Any]) -> tuple[str, Any]:
    """What a cell prints, and the value of its last line where that is an expression."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
    return out.getvalue(), value
