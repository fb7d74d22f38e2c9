"""An independent reader who tries to work out what public papers withhold: equations of its own over what the Word files show.

`python -m tests.disclosure.attack --years N` makes up years, takes each through whole commands and attacks its papers.
"""
