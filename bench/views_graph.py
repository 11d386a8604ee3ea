"""The graphs that views are measured on: papers, authors and institutions that do not exist, three edges a node."""

from __future__ import annotations

import random
from datetime import date

from cypher.result import Edge, Node, Subgraph

_WORDS = ("sample", "invented", "fictional", "imaginary", "pretended", "made-up", "supposed", "placeholder", "nowhere")
_COUNTRIES = ("XA", "XB", "XC", "XD", "XE", "XF", "XG", "XH", "KP", "XJ", "XK", "XL")


def subgraph(nodes: int, edges_per_node: int = 3) -> Subgraph:
    """Half papers, two fifths authors, one tenth institutions. Each paper has authors and prints institutions.

    Institutions that have many papers get more (preferential attachment, Barabási and Albert 1999), as real ones do.
    The same sizes give the same graph.
    """
    draw = random.Random(nodes)
    n_papers, n_institutions = nodes // 2, nodes // 10
    n_authors = nodes - n_papers - n_institutions
    institutions = [
        Node(f"ror:{at:09}", "Institution", {"name": f"{_phrase(draw, 3)} {at}", "country": draw.choice(_COUNTRIES)})
        for at in range(n_institutions)
    ]
    authors = [Node(f"mention#{at}", "Author", {"name": f"{_phrase(draw, 1)} {at}"}) for at in range(n_authors)]
    papers = [_paper(draw, at) for at in range(n_papers)]
    drawn = list(range(n_institutions))
    edges = [_printed(draw, paper, institutions, drawn, at) for at, paper in enumerate(papers)]
    made = {(edge.source, edge.target) for edge in edges}
    while len(edges) < nodes * edges_per_node:
        paper = draw.choice(papers)
        if len(edges) % 3 == 0:
            edge = _printed(draw, paper, institutions, drawn, len(edges))
        else:
            author = authors[len(edges) % n_authors]
            signed = {"position": len(edges), "raw_name": author.properties["name"]}
            edge = Edge(f"e{len(edges)}", author.id, paper.id, "AUTHORED", signed)
        if (edge.source, edge.target) not in made:
            made.add((edge.source, edge.target))
            edges.append(edge)
    return Subgraph(
        tuple(sorted((*institutions, *authors, *papers), key=lambda node: node.id)),
        tuple(sorted(edges, key=lambda edge: edge.id)),
    )


def _phrase(draw: random.Random, words: int) -> str:
    return " ".join(draw.choices(_WORDS, k=words)).capitalize()


def _paper(draw: random.Random, at: int) -> Node:
    year = draw.randint(2005, 2026)
    doi = f"10.99999/bench.{at}"
    days = {"date_min": date(year, 1, 1), "date_max": date(year, 12, 31)}
    return Node(f"doi:{doi}", "Paper", {"title": _phrase(draw, 9), "doi": doi, **days})


def _printed(draw: random.Random, paper: Node, institutions: list[Node], drawn: list[int], at: int) -> Edge:
    chosen = draw.choice(drawn)
    drawn.append(chosen)
    there = institutions[chosen]
    printed = {
        "author_positions": [1],
        "raw_affiliations": [f"Department of Samples, {there.properties['name']}"],
        "methods": ["exact_name"],
        "scores": [1.0],
        "bases": ["printed"],
    }
    return Edge(f"e{at}", paper.id, there.id, "LISTS", printed)
