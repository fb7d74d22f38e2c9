"""Floor 6, the doors: files, workbooks, papers and validators. Each outer library stands behind one of them."""
