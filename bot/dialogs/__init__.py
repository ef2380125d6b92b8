"""Dialogs: talks of several steps. Each is a list of steps; ``engine`` walks any such list."""
