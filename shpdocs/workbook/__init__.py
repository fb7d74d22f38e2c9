"""The return workbook: its layout, how it is written, read, and compared with what was issued."""
