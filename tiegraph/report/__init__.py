"""Published figures beside our own counts: one row for each claim of an article."""

from tiegraph.report.claims import Article, articles
from tiegraph.report.report import Report, Row, report

__all__ = ["Article", "Report", "Row", "articles", "report"]
