"""Files people bring along: bytes in, an `Import` out; nothing here writes.

`guard`, `trees`, `tables` and `archives` turn bytes that nobody vouches for into text, JSON, rows and
members of a zip, or refuse them whole. One module a format reads those into `plan.Import`: `seed`
(batch JSON), `lines` (typed), `loop`, `daylio`, `habitbull`. Showing an import first is the same call
as making it: the result is a value.
"""
