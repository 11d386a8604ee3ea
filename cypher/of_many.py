"""A question asked of many ids in one go, or for the number of its rows: its own statement runs within another.

The statement is written anew, not the file, so that what is found for a row is what the question finds for its id.
"""

from __future__ import annotations

import re

from cypher.question import Question
from cypher.result import PATHS
from cypher.statements import statement

#: The column that says which id a row was found for, and the parameter that holds all of them.
ASKED, MANY = "asked", "many"


def of_many(question: Question, parameter: str) -> str:
    """The statement that asks `question` of each id of the parameter `many`, in place of its own `parameter`.

    Its rows have the question's columns behind `asked`; it takes the question's other parameters. Raises KeyError
    where the question does not have the parameter.
    """
    if all(one.name != parameter for one in question.parameters):
        raise KeyError(parameter)
    each = re.sub(rf"\${parameter}\b", "id_asked_of", question.statement).rstrip()
    columns = ", ".join((*(column.name for column in question.columns), PATHS))
    return statement("ask_of_many").replace("__statement__", each).replace("__columns__", columns)


def number_of_rows(question: Question) -> str:
    """The statement that counts the rows of `question`, as `number`; it takes the question's parameters."""
    return statement("count_rows").replace("__statement__", question.statement.rstrip())
