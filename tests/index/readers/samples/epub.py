"""A book of two chapters."""

# ruff: noqa: E501 (markup and prose stand as they are)

import runpy
from pathlib import Path

_packed = runpy.run_path(str(Path(__file__).with_name("docx.py")))["packed"]
WORDS = "The pact would bind its members to open their ports to one another's patrol ships, and to share the cost. "
CHAPTER = """<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
<style>p {{ color: red }}</style></head><body><h1>{}</h1><p>{}</p><p>“We will sail,” said Tam&#160;Orl.</p></body></html>"""
PARTS = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
    "OPS/book.opf": """<?xml version="1.0"?><!DOCTYPE package PUBLIC "a" "b"><package xmlns:dc="d"><metadata>
<dc:title>The Straits</dc:title><dc:creator>Oda Lisle</dc:creator><dc:creator>Tam Orl</dc:creator>
<dc:date>2031-03-01T00:00:00Z</dc:date><dc:language>en</dc:language></metadata><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="part%201/one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="c"/><itemref idref="a"/><itemref idref="b"/></spine></package>""",
    "OPS/cover.xhtml": "<html><body><img src='c.jpg'/></body></html>",
    "OPS/part 1/one.xhtml": CHAPTER.format("The first winter", WORDS * 3),
    "OPS/two.xhtml": CHAPTER.format("The second winter", WORDS * 4),
}


def samples() -> dict[str, bytes]:
    return {"book.epub": _packed(PARTS)}
