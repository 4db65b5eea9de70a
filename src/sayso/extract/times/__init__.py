"""Times: calendar dates, durations and relative expressions, and the words that are none."""
