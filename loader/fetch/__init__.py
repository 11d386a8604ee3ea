"""Fetching publishers' files from their official addresses."""
