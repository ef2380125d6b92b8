"""What buttons carry: every family of codes, by the parts of the chat.

A code is a frozen dataclass. It names a target state, never a change of state, so that a second tap
says nothing new. Whose things it names is checked where they are looked up: it is never trusted.
"""
