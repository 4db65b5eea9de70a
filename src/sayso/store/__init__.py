"""The record: every document, what it says and where it came from, in one database."""
