"""Under control: words and frames that tell who holds, gained or lost a place."""
