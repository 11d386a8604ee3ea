"""Files that people hand over to be screened: tables of institutions and persons, and bibliographies.

They are read as they come: what cannot be read is a `Rejected` with its line, and the rest is read all the same.
"""
