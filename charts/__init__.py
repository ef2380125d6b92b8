"""Plain values in, a matplotlib figure out. The first charts arrive with the statistics."""
