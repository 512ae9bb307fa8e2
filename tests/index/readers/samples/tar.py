"""Tar archives with files, folders and links."""

import io
import tarfile

TEXT = b"Harbour shut\n\nThe harbour of Velmora was closed on Monday, the port authority said.\n"


def samples() -> dict[str, bytes]:
    made = {}
    for form in (tarfile.USTAR_FORMAT, tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
            for number in range(3):
                data = TEXT + str(number).encode()
                entry = tarfile.TarInfo(f"{'folder/' * (20 if form else 2)}{number}-é.txt")
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
            for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
                entry = tarfile.TarInfo(f"{kind.decode()}.txt")
                entry.type = kind
                entry.linkname = "/etc/passwd"
                archive.addfile(entry)
        made[f"form-{form}.tar"] = packed.getvalue()
    return made
