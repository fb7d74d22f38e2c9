"""A package that is changed and packed anew."""

from __future__ import annotations

from shpdocs.ooxml.bounds import WORD_BOUNDS
from shpdocs.ooxml.package import Relation, open_package
from shpdocs.ooxml.writing import EditedPackage, edited, office


def test_what_is_added_and_related_is_read_again() -> None:
    package = EditedPackage({"word/document.xml": b"<d/>"}, {"rels": "application/rels"})
    package.relate("", office("officeDocument"), "word/document.xml")
    package.add("word/media/a b.png", b"png", "image/png")
    package.add("word/header1.xml", b"<h/>", "application/header+xml")
    ids = [package.relate("word/document.xml", office("image"), "word/media/a b.png")]
    ids.append(package.relate("word/document.xml", office("hyperlink"), "https://example.org/?a=1&b=2", is_external=True))
    again = open_package(package.write(), WORD_BOUNDS)
    assert again.main == "word/document.xml"
    assert again.relations("word/document.xml") == (
        Relation(ids[0], office("image"), "word/media/a b.png"),
        Relation(ids[1], office("hyperlink"), "https://example.org/?a=1&b=2", True),
    )
    assert (again.content_type("word/media/a b.png"), again.content_type("word/header1.xml")) == ("image/png", "application/header+xml")
    assert edited(again).write() == package.write()


def test_relationships_are_replaced_whole() -> None:
    package = EditedPackage({"word/document.xml": b"<d/>"})
    package.relate("word/document.xml", office("image"), "word/a.png")
    package.set_relations("word/document.xml", [Relation("rId9", office("header"), "word/header1.xml")])
    assert [relation.id for relation in package.relations("word/document.xml")] == ["rId9"]
    package.set_relations("word/document.xml", [])
    assert package.relations("word/document.xml") == ()
