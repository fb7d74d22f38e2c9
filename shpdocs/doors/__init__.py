"""The doors: files, workbooks, papers and validators. Each outer library stands behind one of them."""
