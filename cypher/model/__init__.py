"""The graph model, declared once.

The constraints and indexes, the write statements, the schema page in `docs/` and the test that statements use only
declared names all come from the tables in this package. A property is declared with its type and one line of meaning.
"""

from __future__ import annotations

from cypher.model import keeping, lists, papers
from cypher.model.declared import NodeType, Property, RelationshipType, Type

__all__ = [
    "EXTRA_LABELS",
    "MODEL_VERSION",
    "NODE",
    "NODES",
    "RELATIONSHIP",
    "RELATIONSHIPS",
    "NodeType",
    "Property",
    "RelationshipType",
    "Type",
]

#: Raised when a graph made by an older release can no longer be read right; stored on the `Model` node.
MODEL_VERSION = 3

NODES = papers.NODES + lists.NODES + keeping.NODES
RELATIONSHIPS = papers.RELATIONSHIPS + lists.RELATIONSHIPS

#: Second labels; `Designated` marks institutions that ever had an automatic or confirmed TARGETS.
EXTRA_LABELS: dict[str, str] = {"Designated": "Institution"}

NODE: dict[str, NodeType] = {node.label: node for node in NODES}
RELATIONSHIP: dict[str, RelationshipType] = {relationship.type: relationship for relationship in RELATIONSHIPS}
