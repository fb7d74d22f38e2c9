"""Answers: what each kind of them is (`kinds`), how a cell is read as one (`reading`), and what reading rests on."""
