"""What a definition, answer, return, problem, paper, period and decision are: plain data."""
