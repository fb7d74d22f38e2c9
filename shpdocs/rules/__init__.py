"""Floors 1 to 4, the rules: pure functions from words to words. No file, clock or library object enters here."""
