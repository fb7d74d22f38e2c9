"""Assembling, step by step: what a paper is made of, what keeps it from being final, and where its files stand."""
