"""Quantities: numbers, their bounds and ranges, units, and what is counted."""
