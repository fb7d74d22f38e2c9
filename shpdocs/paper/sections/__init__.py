"""The sections: pure functions from returns to blocks, and the paper composed of them."""
