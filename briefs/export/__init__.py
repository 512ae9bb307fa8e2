"""Write a brief out, in one of several formats: `prepare` it, then let a format of FORMATS make its text."""

from tearline.briefs.export.formats import FORMATS, Format, chosen_format, is_export
from tearline.briefs.export.markdown import to_markdown
from tearline.briefs.export.prepared import Prepared
from tearline.briefs.export.preparing import ExportRefused, prepare
from tearline.briefs.export.writing import NotAnExport, NotWritten, write_export
from tearline.index.reading import EXPORT_MARK

__all__ = [
    "EXPORT_MARK",
    "FORMATS",
    "ExportRefused",
    "Format",
    "NotAnExport",
    "NotWritten",
    "Prepared",
    "chosen_format",
    "is_export",
    "prepare",
    "to_markdown",
    "write_export",
]
