"""ZIP archives, one inside another too."""

import io
import zipfile

TEXT = "Harbour shut\n\nThe harbour of Velmora was closed on Monday, the port authority said.\n"


def packed(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, held in files.items():
            archive.writestr(zipfile.ZipInfo(name), held, method)
    return data.getvalue()


def samples() -> dict[str, bytes]:
    inner = packed({"deep/a.txt": TEXT + "inside", "b.md": TEXT + "too"})
    return {
        "plain.zip": packed({"a.txt": TEXT, "monday/b.txt": TEXT + "b", "picture.png": b"\x89PNG"}),
        "stored.zip": packed({"a.txt": TEXT}, zipfile.ZIP_STORED),
        "nested.zip": packed({"in.zip": inner, "c.txt": TEXT + "c"}),
    }
