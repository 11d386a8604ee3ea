"""An answer as the page that `viz` writes."""

from __future__ import annotations

import viz
from cypher.result import Edge, Node, Subgraph
from tiegraph.answer import PAPER_COLUMNS, Answer
from tiegraph.author_lists import with_author_lists
from tiegraph.people import People
from tiegraph.render.fields import in_words
from tiegraph.saying import headline

#: Sentences beyond these stand in the table only.
_MOST_SENTENCES = 12


def page(answer: Answer, people: str, max_nodes: int | None = None) -> viz.Page:
    """The answer with its leads, its network and all that stands under it. Raises `UsageError` for unknown `people`."""
    shown = People(people, [answer.graph, *(one.graph for one in answer.beside)])
    return viz.Page(
        title=answer.question.title,
        question=answer.question.question,
        answer=_sentences(answer, shown),
        tables=tuple(
            table for one in (answer, *answer.beside) for table in _tables(one, shown, beside=one is not answer)
        ),
        # Leads are drawn where there is nothing else: beside papers they would look like more of the same.
        subgraph=shown.graph(with_author_lists(_drawn_graph(answer), answer.author_lists, shown)),
        searched=answer.searched,
        caveats=answer.caveats,
        warnings=tuple(map(str, answer.warnings)),
        facts=(("Run", answer.run),) if answer.run else (),
        max_nodes=viz.MAX_NODES if max_nodes is None else max_nodes,
    )


def _drawn_graph(answer: Answer) -> Subgraph:
    return answer.graph if answer.graph.nodes else _merged([one.graph for one in answer.beside])


def _sentences(answer: Answer, people: People) -> tuple[str, ...]:
    if answer.empty:
        return (people.text(answer.empty, answer.parameters),)
    rows = [row for table in answer.tables() for row in table.rows]
    said = [answer.say(people.row(row)) for row in rows[:_MOST_SENTENCES]]
    if len(rows) > len(said):
        said.append(f"{len(rows) - len(said):,} more rows stand in the tables.")
    # Of a single row the sentence itself follows.
    count = f"{answer.summary}." if len(rows) > 1 else ""
    return tuple(filter(None, (headline(answer, people.row), count, *said, _drawn(answer))))


def _drawn(answer: Answer) -> str:
    """How many of the papers are in the picture, where that is not all of them."""
    counted = {id for row in answer.rows for name in PAPER_COLUMNS for id in row.get(name) or ()}
    drawn = counted & {node.id for node in answer.graph.nodes}
    return f"The picture shows {len(drawn):,} of {len(counted):,} papers." if len(drawn) < len(counted) else ""


def _tables(answer: Answer, people: People, *, beside: bool) -> list[viz.Table]:
    title = answer.question.title if beside else ""
    shown = []
    for at, table in enumerate(answer.tables()):
        columns, rows = in_words(table.columns, table.rows)
        shown.append(
            viz.Table(
                title=" · ".join(filter(None, (title, table.heading))) or answer.question.title,
                columns=tuple(viz.Column(column.name, column.meaning, column.shown) for column in columns),
                rows=[people.row(row) for row in rows],
                note=answer.summary if at == 0 else "",
            )
        )
    return shown


def _merged(graphs: list[Subgraph]) -> Subgraph:
    nodes: dict[str, Node] = {node.id: node for graph in graphs for node in graph.nodes}
    edges: dict[str, Edge] = {edge.id: edge for graph in graphs for edge in graph.edges}
    return Subgraph(tuple(nodes[id] for id in sorted(nodes)), tuple(edges[id] for id in sorted(edges)))
