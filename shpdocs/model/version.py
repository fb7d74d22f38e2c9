"""The version of shpdocs."""

__version__ = "0.1.0"
