"""The checks of `verify`, by what they look at: what people write, the ledger, kept files, returns and drafts, leftovers."""
