"""The lower bound of any reader: the XML of every workbook unzipped and parsed, and nothing done with it."""

import zipfile
from pathlib import Path
from xml.parsers import expat

for path in sorted(Path("inbox").glob("*.xlsx")):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                expat.ParserCreate().Parse(archive.read(name), True)
