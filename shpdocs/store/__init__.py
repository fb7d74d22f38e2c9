"""The partnership folder: received files, returns in force, the ledger, atomic writes."""
