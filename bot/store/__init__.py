"""Libraries on disk: what is true, what is derived from it, and the seam between."""
