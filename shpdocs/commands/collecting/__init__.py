"""The steps of collecting, in their order: take in, weigh, decide; then where all stand, ask back, tell."""
