"""Subgraph → layout → style → one offline HTML file."""

from viz.chart import Chart, Listing
from viz.errors import PageError
from viz.limit import MAX_NODES
from viz.page import Page, render, write
from viz.table import Column, Table

__all__ = ["MAX_NODES", "Chart", "Column", "Listing", "Page", "PageError", "Table", "render", "write"]
