"""The person's side and the machinery, as JSON under /control."""
