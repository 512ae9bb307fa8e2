"""Single compressed files."""

import bz2
import gzip
import io
import lzma
import tarfile

TEXT = b"Harbour shut\n\nThe harbour of Velmora was closed on Monday, the port authority said.\n"


def samples() -> dict[str, bytes]:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(TEXT)
        archive.addfile(entry, io.BytesIO(TEXT))
    return {
        "one.txt.gz": gzip.compress(TEXT, mtime=0),
        "one.md.bz2": bz2.compress(TEXT),
        "one.txt.xz": lzma.compress(TEXT),
        "many.tgz": gzip.compress(packed.getvalue(), mtime=0),
    }
