"""Documents against documents: pure functions of texts and records, which the store calls."""
