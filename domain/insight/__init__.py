"""What a person's records say, and from when on it may be said: docs/decisions/017.

Values are in levels throughout: a mood is 1.0 to 5.0, a person's own scale 1.0 to its top.
"""
