"""Tracing: which paper is meant, where words stand in it, and what there is to say where they stand in it nowhere, or otherwise."""
