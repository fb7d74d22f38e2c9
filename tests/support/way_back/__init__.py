"""What a test holds the way back of a paper's numbers against: what is printed, read and worked out by code of the tests' own."""
