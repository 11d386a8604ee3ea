"""Screening: what the loaded lists and papers say of each row of a file that somebody handed over."""

from tiegraph.screen.screening import COULD_NOT, MATCH, NOT_FOUND, REVIEW, STATES, Outcome, Screening

__all__ = ["COULD_NOT", "MATCH", "NOT_FOUND", "REVIEW", "STATES", "Outcome", "Screening"]
