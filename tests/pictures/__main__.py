"""Draw every picture of docs/pictures/ anew."""

from __future__ import annotations

from tests.pictures.collection_page import draw_collection
from tests.pictures.demo_pages import draw_demo_pages
from tests.pictures.paper_pages import draw_papers
from tests.pictures.query_sheets import draw_queries
from tests.pictures.workbook_sheets import draw_workbooks
from tests.support import ROOT

PICTURES = ROOT / "docs" / "pictures"

if __name__ == "__main__":
    draw_demo_pages(PICTURES)
    draw_papers(PICTURES / "papers")
    draw_workbooks(PICTURES / "workbooks")
    draw_queries(PICTURES / "queries")
    draw_collection(PICTURES / "collection")
