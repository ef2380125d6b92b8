"""Charts: plain values in, a matplotlib Figure out, PNG or PDF bytes at the end.

What a chart shows is in ``values``, ``days`` and ``levels``, which import no matplotlib: whoever asks for
a chart needs only these, and ``studio``, which has it drawn in a process of its own. ``drawing`` is what
that process works with.
"""
