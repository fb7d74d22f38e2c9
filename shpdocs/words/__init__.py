"""The words: what a definition, a return, a problem, a paper and a period are."""
