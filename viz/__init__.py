"""Subgraph → layout → style → one offline HTML file."""

from viz.errors import PageError
from viz.page import Page, render, write
from viz.table import Column, Table

__all__ = ["Column", "Page", "PageError", "Table", "render", "write"]
