"""The rules of accessibility: X1 to X13 for workbooks, W1 to W16 for papers, each a pure function over plain facts.

What judges the one kind is not loaded for the other.
"""
