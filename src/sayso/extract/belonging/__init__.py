"""Under memberships: bodies, those who belong to them, and the frames that tell so."""
