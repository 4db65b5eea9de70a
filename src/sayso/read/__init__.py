"""Bytes to Document: a reader for each kind of source, chosen by content."""
