"""Why something is in the graph, or what joins two things: the evidence, in words."""

from tiegraph.why.explain import explain
from tiegraph.why.explanation import Explanation, Section
from tiegraph.why.rows import explain_chain, explain_row

__all__ = ["Explanation", "Section", "explain", "explain_chain", "explain_row"]
