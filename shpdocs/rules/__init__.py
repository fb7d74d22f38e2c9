"""The rules: pure functions from words to words. No file, clock or library object enters here."""
