"""Under events: what stands around a word, which entry of the ontology fits, whether it came to pass."""
