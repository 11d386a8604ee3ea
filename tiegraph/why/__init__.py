"""Why something is in the graph, or what joins two things: the evidence, in words."""

from tiegraph.why.explain import explain, explain_row
from tiegraph.why.explanation import Explanation, Section

__all__ = ["Explanation", "Section", "explain", "explain_row"]
