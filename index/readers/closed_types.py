"""Files that people keep articles in and that are not read: what they are, and what to make of them."""

from __future__ import annotations

from typing import NamedTuple


class UnreadType(NamedTuple):
    """What a file is, for "it is …", and what to do."""

    what: str
    advice: str


_LETTERS = "a program that recognizes letters (ocrmypdf, tesseract) makes its text: add what that writes"
_KINDS = {
    ".doc .dot .wps .wpd .sdw .hwp .hwpx": UnreadType(
        "a document of an older or another word processor",
        "open it there, or in LibreOffice, and save it as .docx",
    ),
    ".pages": UnreadType("a Pages document", "open it in Pages and export it as Word (.docx)"),
    ".ppt .pps .pptx .ppsx .pptm .odp": UnreadType("a presentation", "save it as PDF, and add that"),
    ".xls .xlsx .xlsm .xlsb .ods .numbers": UnreadType(
        "a spreadsheet", "save its sheet as .csv, which is read row by row"
    ),
    ".msg .oft": UnreadType("a message of Outlook", "save the message as .eml"),
    ".pst .ost": UnreadType("a mailbox of Outlook", "save its messages as .eml, or export them as .mbox"),
    ".djvu .djv": UnreadType("a DjVu document", "make a PDF of it (ddjvu), then its text (ocrmypdf)"),
    ".ps .xps .oxps": UnreadType("a printed document", "turn it into a PDF, and add that"),
    ".mobi .azw .azw3 .kfx .fb2 .chm": UnreadType(
        "a book of another kind than EPUB", "turn it into .epub (Calibre does), and add that"
    ),
    ".webarchive": UnreadType("a page as Safari keeps it", "save the page as page source (.html)"),
    ".url .webloc": UnreadType("a link, without the page", "add the address: tearline add https://…"),
    ".rar .7z .zst .lz": UnreadType(
        "an archive of another kind than ZIP and tar", "unpack it, and put its files into the desk"
    ),
}
# These lie about in any folder: they are told of only when they are asked for by name.
_COMMON = {
    ".jpg .jpeg .png .gif .webp .tif .tiff .bmp .heic .heif .avif .svg": UnreadType("a picture", _LETTERS),
    ".mp3 .m4a .wav .ogg .opus .flac .aac .mp4 .m4v .mov .avi .mkv .webm .mpg .mpeg": UnreadType(
        "a recording", "write down what is said in it, in a .txt file"
    ),
}
LISTED = {suffix: kind for suffixes, kind in _KINDS.items() for suffix in suffixes.split()}
_ALL = {**LISTED, **{suffix: kind for suffixes, kind in _COMMON.items() for suffix in suffixes.split()}}


def unread_type(name: str) -> UnreadType | None:
    """What a file of this name is that no reader reads; None for a name that tells nothing."""
    base, dot, suffix = name.lower().rpartition(".")
    return _ALL.get(dot + suffix) if base else None
