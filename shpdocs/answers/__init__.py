"""Kinds of answer: how each is asked, read and shown."""
