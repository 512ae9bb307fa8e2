"""A web page saved as one file."""

# ruff: noqa: E501 (markup and prose stand as they are)

from email.message import EmailMessage

PAGE = """<!DOCTYPE html><html><head><title>Harbour shut - Velmora Herald</title></head><body><h1>Harbour shut</h1>
<p>The harbour of Velmora was closed on Monday after a crane fell into the basin, the port authority said.</p>
<p>“We will sail again by the end of the week, whatever it takes,” said Tam Orl, who owns nine boats.</p>
</body></html>"""


def samples() -> dict[str, bytes]:
    made = EmailMessage()
    made["Snapshot-Content-Location"] = "https://velmora.example/2031/04/07/harbour"
    made["Subject"] = "Harbour shut"
    made.set_content(PAGE, subtype="html", cte="quoted-printable")
    made.add_related(b"\x89PNG....", maintype="image", subtype="png")
    made.set_boundary("----MultipartBoundary--x----")
    return {"page.mhtml": b"From: <Saved by Blink>\r\n" + made.as_bytes().replace(b"\n", b"\r\n")}
