"""What differs in a returned workbook from the one that was issued."""
