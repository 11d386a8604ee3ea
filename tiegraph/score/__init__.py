"""The resolver measured on labelled files: what it says of each row, how often it is right, where it is not.

`gold` reads any labelled file, `institutions` makes the index, one module a kind of file predicts and compares
(`affiliations`, `dprk`, `designations`, `strings`, `names`), `measure` counts, `report` prints.
"""
