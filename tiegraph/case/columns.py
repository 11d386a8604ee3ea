"""The columns of the CSV files of a case."""

from __future__ import annotations

ENTRIES = (
    "runs", "list", "title", "authority", "nature", "entry", "name", "aliases", "addresses", "countries", "programs",
    "licence_requirement", "licence_policy", "reason", "remarks", "citations", "on_list", "taken_for", "because",
    "files", "sha256", "as_of", "licence",
)  # fmt: skip
PAPERS = ("runs", "paper", "citation", "title", "venue", "published_min", "published_max", "doi", "pmid", "arxiv",
    "openalex", "authors", "retracted", "files", "sha256")  # fmt: skip
STRINGS = ("runs", "paper", "doi", "institution", "institution_id", "string", "basis", "read_by", "signed_by")
FILES = ("runs", "source", "title", "file", "sha256", "as_of", "loaded", "licence", "may_be_passed_on")
SEARCHES = ("run", "at", "kind", "what", "asked", "as_of", "file", "file_sha256", "rows", "rows_sha256", "summary",
    "questions", "judgements_sha256",
    "corrections_sha256", "version")  # fmt: skip
