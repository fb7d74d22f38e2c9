"""What a Word file of another body holds that no reader sees: text, places and drawings, refused by place."""
