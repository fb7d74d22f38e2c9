"""What a measure's figures come to: carried, expected, position, projection, rating."""
