"""Toponyms: known names, the words that betray one, and what the recogniser saw."""
