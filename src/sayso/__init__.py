"""sayso reads news about a conflict and keeps the record of who said what."""

__version__ = "0.1.0"
