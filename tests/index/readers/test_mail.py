"""Mail: the words of a message, what it quotes of others, and what is attached."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from tearline.index.article import Article
from tearline.index.parts import Unfolding
from tearline.index.readers.reader import Raw, Reading
from tearline.index.reading import Unreadable, article_of

TEXT = "The harbour of Velmora was closed on Monday, the port authority said.\n"


def read(name: str, data: bytes) -> dict[str, Article | Unreadable]:
    return {
        part.path: article_of(part.found, part.path) if isinstance(part.found, Reading) else part.found
        for part in Unfolding().readings(Raw.of(name, data))
    }


def only(data: bytes) -> Article:
    (article,) = read("a.eml", data).values()
    assert isinstance(article, Article)
    return article


def message(text: str = TEXT, **headers: str) -> EmailMessage:
    made = EmailMessage()
    given = {"Subject": "Häfen zu – heute", "From": "Ines Kördel <ines@velmora.example>"}
    for name, value in {**given, "Date": "Mon, 07 Apr 2031 10:00:00 +0200", **headers}.items():
        made[name] = value
    made.set_content(text)
    return made


def test_head_and_text_are_read_in_their_encodings() -> None:
    article = only(bytes(message("Der Hafen ist für immer zu.\n")))
    assert (article.title, article.author, article.published) == (
        "Häfen zu – heute",
        "Ines Kördel",
        "2031-04-07",
    )
    assert article.text == "Der Hafen ist für immer zu.\n"


def test_undeclared_and_wrong_encodings_are_read_all_the_same() -> None:
    head = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=%s\n\n"
    words = "Le port est ferm\xe9, dit-on, jusqu'\xe0 lundi."
    for charset in (b"us-ascii", b"no-such", b"utf-8"):
        assert only(head % charset + words.encode("cp1252")).text == words


@pytest.mark.parametrize(
    "quoted",
    [
        "On Sun, 6 Apr 2031 Tam Orl wrote:\n> What is up?\n>\n> Tell me.\n",
        "> What is up?\n",
        "-----Original Message-----\nFrom: Tam Orl\n\nWhat is up?\n",
        "From: Tam Orl\nSent: Sunday, 6 April 2031\nSubject: So?\n\nWhat is up?\n",
        "*Von:* Tam Orl\n*Gesendet:* Sonntag, 6. April 2031\n\nWhat is up?\n",
    ],
)
def test_what_a_message_quotes_is_kept_and_is_no_evidence(quoted: str) -> None:
    article = only(bytes(message(f"{TEXT}\n{quoted}")))
    assert "What is up?" in article.text
    zone = article.zone_at(article.text.index("What is up?"), article.text.index("What is up?") + 5)
    assert zone is not None
    assert zone.kind == "quoted"
    assert article.zone_at(0, len(TEXT)) is None


def zone_of(article: Article, words: str) -> str | None:
    at = article.text.index(words)
    zone = article.zone_at(at, at + len(words))
    return zone.kind if zone else None


def test_what_a_message_was_sent_on_for_is_its_own_text() -> None:
    head = "---------- Forwarded message ---------\nFrom: Velmora Herald <a@b.example>\nTo: Tam Orl\n\n\n"
    article = only(bytes(message(f"{head}{TEXT}\nKorvath: The pact is dead.\n")))
    assert zone_of(article, "Velmora Herald") == zone_of(article, "Tam Orl") == "furniture"
    assert zone_of(article, TEXT.strip()) is None
    assert zone_of(article, "Korvath: The pact is dead.") is None


def test_what_an_html_message_quotes_is_no_evidence_and_its_own_quotations_are() -> None:
    made = message()
    made.set_content(
        f"<p>{TEXT}</p><blockquote>Ships turn back.</blockquote><p>So it said.</p>"
        "<div>On Sun, 6 Apr 2031, Tam Orl wrote:</div>"
        "<blockquote><p>What is up?</p><ul><li>Tell me.</li></ul></blockquote><p>Below it.</p>",
        subtype="html",
    )
    article = only(bytes(made))
    for words in ("Tam Orl wrote", "What is up?", "Tell me."):
        assert zone_of(article, words) == "quoted"
    for words in (TEXT.strip(), "Ships turn back.", "So it said.", "Below it."):
        assert zone_of(article, words) is None


def test_words_below_a_quotation_are_the_messages_own() -> None:
    article = only(bytes(message(f"> What is up?\n\n{TEXT}\n-- \nInes\nVelmora Herald\n")))
    at = article.text.index("The harbour")
    assert article.zone_at(at, at + 20) is None
    signature = article.text.index("Velmora Herald")
    zone = article.zone_at(signature, signature + 5)
    assert zone is not None
    assert zone.kind == "furniture"


def test_lines_that_flow_are_joined_to_paragraphs() -> None:
    made = message()
    made.set_content("The harbour of \nVelmora was closed.\n\nNext.\n", params={"format": "flowed"})
    assert only(bytes(made)).text == "The harbour of Velmora was closed.\n\nNext.\n"


def test_a_message_that_is_only_html_becomes_paragraphs() -> None:
    made = message()
    made.set_content("<p>The <b>harbour</b> was closed.</p><p>Next.</p>", subtype="html")
    assert only(bytes(made)).text == "The harbour was closed.\n\nNext."
    made = message()
    made.add_alternative("<p>The same, as HTML.</p>", subtype="html")
    assert only(bytes(made)).text == TEXT


def test_attached_articles_are_read_with_their_own_places() -> None:
    made = message()
    made.add_attachment(b"An attached note.", maintype="text", subtype="plain", filename="sub/note.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    made.add_attachment(message("The message passed on.\n", Subject="Passed on"))
    held = read("a.eml", bytes(made))
    assert list(held) == ["a.eml", "a.eml!/sub_note.txt", "a.eml!/message-2.eml"]
    passed_on = held["a.eml!/message-2.eml"]
    assert isinstance(passed_on, Article)
    assert (passed_on.title, passed_on.text) == ("Passed on", "The message passed on.\n")


def test_each_message_of_a_mailbox_is_an_article(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "in.mbox")
    for number in range(3):
        box.add(message(f"From here on, {number}\n\nFrom now on too.\n"))
    box.close()
    held = read("in.mbox", (tmp_path / "in.mbox").read_bytes())
    assert list(held) == ["in.mbox!/1", "in.mbox!/2", "in.mbox!/3"]
    last = held["in.mbox!/3"]
    assert isinstance(last, Article)
    assert last.text.rstrip() == "From here on, 2\n\nFrom now on too."


def test_what_is_no_message_is_refused() -> None:
    (error,) = read("a.eml", b"just words\n").values()
    assert isinstance(error, Unreadable)
    assert error.advice


def test_messages_in_messages_without_end_are_refused() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))
    assert all(isinstance(found, Unreadable) for found in read("a.eml", b"Subject: x\n" + deep).values())
