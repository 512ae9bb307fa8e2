"""Records as JSON and as JSON lines."""

import json

TEXT = (
    "The harbour of Velmora was closed on Monday, the port authority said.\n\n“We will sail,” said Tam Orl."
)


def record(number: int) -> dict[str, object]:
    return {
        "headline": f"Harbour shut, {number}",
        "body": f"{TEXT} {number}",
        "publishedAt": "2031-04-07T10:00:00Z",
        "source": {"name": "Velmora Herald"},
        "authors": ["Ines Kordel", "Tam Orl"],
        "url": f"https://velmora.example/{number}",
    }


def samples() -> dict[str, bytes]:
    return {
        "one.json": json.dumps(record(0)).encode(),
        "page.json": json.dumps({"status": "ok", "articles": [record(n) for n in range(3)]}).encode(),
        "wire.jsonl": "\n".join(json.dumps(record(n)) for n in range(3)).encode(),
    }
