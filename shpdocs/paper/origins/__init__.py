"""Where what a paper prints comes from, as it is kept: its texts in order, and the way back of each piece of them."""
