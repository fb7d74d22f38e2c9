"""The pictures of docs/pictures/: sheets of workbooks and pages of papers, as LibreOffice prints them.

`python -m tests.pictures` draws all of them anew; it needs LibreOffice and poppler.
"""
