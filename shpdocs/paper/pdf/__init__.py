"""The paper as a tagged PDF."""
