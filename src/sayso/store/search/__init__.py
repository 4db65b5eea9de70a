"""Searching the record: the language of `sayso find`, what it becomes in a database, what is shown of a hit."""
