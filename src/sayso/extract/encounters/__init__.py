"""Under meetings: words and frames that tell of a meeting and of who was there."""
