"""Runs every test, side by side on all cores, and then says what they covered."""
