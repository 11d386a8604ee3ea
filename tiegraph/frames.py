"""Rows as a pandas DataFrame, each column with the type that the question declares for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas

from cypher.question import Column

_DTYPES = {"text": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def frame(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> pandas.DataFrame:
    """One column for each of `columns`, in their order, also where there are no rows."""
    return pandas.DataFrame({column.name: _series(column, [row[column.name] for row in rows]) for column in columns})


def _series(column: Column, values: list[Any]) -> pandas.Series[Any]:
    if column.type == "date":
        # Days only: seconds keep every year that a list or a paper can have.
        return pandas.Series(values, dtype="datetime64[s]")
    if column.type == "texts":
        return pandas.Series([list(value or ()) for value in values], dtype="object")
    return pandas.Series(values, dtype=_DTYPES[column.type])
