"""A made-up tree: the position of a measure with its figures, target, expectation and rating."""

from __future__ import annotations

from fractions import Fraction

from shpdocs.model.origin import PER_CENT
from shpdocs.model.printed_paper import KeptCell, KeptOrigin

Q1 = KeptOrigin("returned", "Quarter 1", "47", answer="prevent/measures/robbery/figure", period="2024-25-Q1")
Q2 = KeptOrigin("returned", "Quarter 2", "44", answer="prevent/measures/robbery/figure", period="2024-25-Q2")
SO_FAR = KeptOrigin("sum", "by the end of Quarter 2", "91", inputs=(0, 1))
TARGET = KeptOrigin("stated", "target", "173", file="workbook_templates/2024-25/prevent.toml", key="measures.robbery.target.value")
ASKED = KeptOrigin("stated", "quarters asked to Quarter 2", "2", file="prevent.toml", key="measures.robbery.asked")
ALL = KeptOrigin("stated", "quarters asked in the year", "4", file="prevent.toml", key="measures.robbery.asked")
EXPECTED = KeptOrigin("share", "expected by the end of Quarter 2", "173/2", inputs=(3, 4, 5))
VARIANCE = KeptOrigin("per-cent-change", "against what is expected", str(Fraction(900, 173)), PER_CENT, (2, 6))
TOLERANCE = KeptOrigin("stated", "tolerance", "5", PER_CENT, file="shpdocs.toml", key="tolerance")
RATING = KeptOrigin("rating", "rating", inputs=(2, 6, 8))
ORIGINS = (Q1, Q2, SO_FAR, TARGET, ASKED, ALL, EXPECTED, VARIANCE, TOLERANCE, RATING)
CELL = KeptCell("2024-25-Q1", "/measures/robbery/figure/value", "counts", "prevent.xlsx", "ab" * 32, "Measures", "C12", 47, "0", "number")
