"""What .xlsx and .docx have in common: the bounded package and its parts, their XML, themes, styles."""
