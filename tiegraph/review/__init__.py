"""People decide: the open cases, a walk through them, a spreadsheet of them, and what a decision changes."""
