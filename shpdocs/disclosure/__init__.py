"""What the public may know: small numbers suppressed so that none can be worked out, what is exempt parted from the rest."""
