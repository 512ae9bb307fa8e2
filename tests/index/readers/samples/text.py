"""Plain text and Markdown."""

ARTICLE = (
    "Harbour shut\n\nBy Ines Kordel\n\n"
    "The harbour of Velmora was closed on Monday, the port authority said.\n\n"
    "“We will sail all the same,” said Tam Orl, who speaks for the crews.\n"
)


def samples() -> dict[str, bytes]:
    return {
        "plain.txt": ARTICLE.encode(),
        "front.md": f"---\ntitle: Harbour\ndate: 2031-04-07\n---\n{ARTICLE}".encode(),
        "wide.txt": ARTICLE.encode("utf-16"),
        "russian.txt": (
            "Гавань закрыта. Порт Вельмора не принимает судов, сообщили в понедельник. " * 4
        ).encode("cp1251"),
    }
