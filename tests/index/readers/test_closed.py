"""Files that hold articles and are not read: what they are is told, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearline.index.desk import Desk
from tearline.index.errors import Unreadable
from tearline.index.reading import read_articles

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
RTF = b"{\\rtf1 The harbour of Velmora was closed on Monday, the port authority said.}"


@pytest.mark.parametrize(
    ("name", "data", "what", "advice"),
    [
        ("a.doc", OLE, "older or another word processor", ".docx"),
        ("A.DOC", b"anything", "older or another word processor", ".docx"),
        ("a.pptx", b"PK\x03\x04" + bytes(100), "a presentation", "PDF"),
        ("a.xls", OLE, "a spreadsheet", ".csv"),
        ("a.ods", b"PK\x03\x04" + bytes(100), "a spreadsheet", ".csv"),
        ("a.msg", OLE, "a message of Outlook", ".eml"),
        ("a.pages", b"PK\x03\x04" + bytes(100), "a Pages document", "Word"),
        ("a.djvu", b"AT&TFORM", "a DjVu document", "ocrmypdf"),
        ("a.7z", b"7z\xbc\xaf", "an archive of another kind", "unpack it"),
        ("a.docx", OLE, "encrypted", "without a password"),
    ],
)
def test_a_file_that_is_not_read_says_what_it_is_and_what_to_do(
    desk: Desk, root: Path, name: str, data: bytes, what: str, advice: str
) -> None:
    (root / name).write_bytes(data)
    (refused,) = desk.sync().unreadable
    assert refused.path == name
    assert what in refused.reason
    assert advice in refused.advice


def test_what_a_file_holds_counts_for_more_than_its_name(root: Path) -> None:
    pytest.importorskip("striprtf")
    (root / "a.doc").write_bytes(RTF)
    (found,) = read_articles(root, Path("a.doc"))
    assert not isinstance(found, Unreadable)
    assert found.text.startswith("The harbour")


def test_ordinary_files_stay_quiet_until_they_are_asked_for(desk: Desk, root: Path, tmp_path: Path) -> None:
    for name in ("photo.jpg", "voice.mp3", "id.key", "tool.py", "README"):
        (root / name).write_bytes(b"anything")
        (tmp_path / name).write_bytes(b"anything")
    assert desk.sync().unreadable == ()
    refused = {
        Path(each.path).name: each
        for each in desk.add([tmp_path / "photo.jpg", tmp_path / "tool.py"]).unreadable
    }
    assert "it is a picture" in refused["photo.jpg"].reason
    assert "recognizes letters" in refused["photo.jpg"].advice
    assert "no reader knows" in refused["tool.py"].reason
