"""OpenDocument texts with tracked changes, a note, a list and a table."""

# ruff: noqa: E501 (markup and prose stand as they are)

import runpy
from pathlib import Path

_packed = runpy.run_path(str(Path(__file__).with_name("docx.py")))["packed"]
N = 'xmlns:o="o" xmlns:text="t" xmlns:table="b"'
CONTENT = f"""<o:document-content {N}><o:body><o:text><text:tracked-changes><text:p>Deleted.</text:p>
</text:tracked-changes><text:h text:outline-level="1">Border shut</text:h><text:p>The <text:span>min<text:span>is
</text:span></text:span>ter said<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Told to
this paper.</text:p></text:note-body></text:note> so.<text:s text:c="3"/>Twice.<text:line-break/>And again.</text:p>
<text:list><text:list-item><text:p>first</text:p></text:list-item><text:list-item><text:p>second</text:p>
</text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>Amsel</text:p></table:table-cell>
<table:table-cell><text:p>900</text:p></table:table-cell></table:table-row></table:table></o:text></o:body>
</o:document-content>""".replace("is\n", "is")
PARTS = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": "<manifest/>",
    "content.xml": CONTENT,
    "meta.xml": '<m xmlns:dc="d" xmlns:meta="m"><meta:initial-creator>Oda Lisle</meta:initial-creator>'
    "<meta:creation-date>2031-03-04T10:00:00</meta:creation-date><dc:language>en-GB</dc:language></m>",
}


def samples() -> dict[str, bytes]:
    return {"note.odt": _packed(PARTS)}
