"""Attribution: speech in marks, clauses under a cue, and who their source is."""
