"""What may be published, and what nobody can work out of it."""
