"""Corrections by people: the file, and that the graph goes by it whenever something is asked."""
