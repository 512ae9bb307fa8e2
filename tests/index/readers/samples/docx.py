"""Word documents with tracked changes, a footnote, a table and hidden words."""

# ruff: noqa: E501 (markup and prose stand as they are)

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


BODY = f"""
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{_run("Border shut")}</w:p>
<w:p>{_run("The minister ")}<w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins>{_run("said so")}
</w:ins>{_run("secretly", "<w:vanish/>")}<w:r><w:footnoteReference w:id="2"/></w:r>{_run(" on Monday.")}</w:p>
<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{_run("One sentence, ")}</w:p><w:p>{_run("in two parts.")}</w:p>
<w:tbl><w:tr><w:tc><w:p>{_run("Yard")}</w:p></w:tc><w:tc><w:p>{_run("Jobs")}</w:p></w:tc></w:tr>
<w:tr><w:tc><w:p>{_run("Amsel")}</w:p></w:tc><w:tc><w:p>{_run("900")}</w:p></w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:numPr/></w:pPr>{_run("first")}</w:p><w:p><w:pPr><w:numPr/></w:pPr>{_run("second")}</w:p>
<w:p>{_run("The end.")}</w:p>"""
PARTS = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": '<Relationships><Relationship Type="http://r/officeDocument" Target="word/document.xml"/>'
    "</Relationships>",
    "word/document.xml": f"<w:document {W}><w:body>{BODY}</w:body></w:document>",
    "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p>{_run("----")}</w:p>'
    f'</w:footnote><w:footnote w:id="2"><w:p>{_run("Told to this paper.")}</w:p></w:footnote></w:footnotes>',
    "docProps/core.xml": '<c xmlns:dc="d" xmlns:t="t"><dc:title>Draft 3</dc:title><dc:creator>Oda Lisle</dc:creator>'
    "<t:created>2031-03-04T10:00:00Z</t:created></c>",
}


def packed(parts: dict[str, str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, words in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else compression
            archive.writestr(entry, words)
    return made.getvalue()


def samples() -> dict[str, bytes]:
    return {"note.docx": packed(PARTS)}
