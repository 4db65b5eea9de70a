"""Under commitments: the words of such acts, sentences about the future or a duty, and what kind each is."""
