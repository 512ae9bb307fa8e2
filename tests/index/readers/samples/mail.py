"""Messages with attachments and quotations, and a mailbox of them."""

import mailbox
import tempfile
from email.message import EmailMessage
from pathlib import Path

TEXT = "The harbour of Velmora was closed on Monday, the port authority said.\n"
QUOTED = "\nOn Sun, 6 Apr 2031 Tam Orl wrote:\n> What is up?\n> Tell me.\n\n-- \nInes\nVelmora Herald\n"


def message(number: int = 0, html: bool = False) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = f"Häfen zu – {number}"
    made["From"] = "Ines Kördel <ines@velmora.example>"
    made["Date"] = "Mon, 07 Apr 2031 10:00:00 +0000"
    if html:
        made.set_content(f"<p>{TEXT}</p><p>Number {number}</p>", subtype="html")
    else:
        made.set_content(f"{TEXT}{number}{QUOTED}", cte="quoted-printable" if number % 2 else "base64")

    return made


def samples() -> dict[str, bytes]:
    attached = message()
    attached.add_attachment(b"The attached article.", maintype="text", subtype="plain", filename="note.txt")
    attached.add_attachment(message(1))
    attached.set_boundary("parts")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.mbox"
        box = mailbox.mbox(path)
        for number in range(3):
            held = mailbox.mboxMessage(message(number, html=number == 2))
            held.set_from("ines@velmora.example", (2031, 4, 7, 10, 0, 0, 0, 97, 0))
            box.add(held)
        box.close()
        mailed = path.read_bytes()
    return {
        "one.eml": bytes(message()),
        "page.eml": bytes(message(2, html=True)),
        "attached.eml": bytes(attached),
        "in.mbox": mailed,
    }
