"""Small numbers of people in what was written: found by the words around them, for a person to decide about."""
