"""The Word paper: from answers to blocks to .docx, with appendices, and the PDF."""
