"""What of a text is layout, and what of it must stay reporting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearline.index.layout import find_zones, kind_of_line

BODY = "Kestoria closed its border with Veldania on Monday, the interior ministry said in the capital.\n"


def zoned(text: str) -> list[tuple[str, str]]:
    return [(zone.kind, text[zone.start : zone.end]) for zone in find_zones(text)]


def kinds(text: str) -> list[str]:
    return [kind for kind, _ in zoned(text)]


@pytest.mark.parametrize(
    "title",
    [
        "Kestoria closes its border",
        "Will Kestoria close its border?",
        "KESTORIA CLOSES ITS BORDER",
        "‘No way back’: Kestoria closes its border",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n"])
def test_a_short_first_line_above_the_reporting_is_the_title(title: str, gap: str) -> None:
    assert zoned(title + gap + BODY) == [("title", title)]


def test_a_markdown_heading_that_opens_the_text_is_the_title() -> None:
    assert zoned("# The border. Again.\n" + BODY) == [("title", "# The border. Again.")]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "The border is shut.\n\n" + BODY,
        "Kestoria closed its border with\nVeldania on Monday, and\nsent the guards home.\n",
        "The visitors beat a side ranked No.\n11 in the country on Monday, and went home with the cup.\n",
        "HOST: Is the border shut\n\nMINISTER: It is shut, and it stays shut until the harvest is in.\n",
        "A line without an end",
    ],
)
def test_a_first_line_that_may_be_reporting_is_none(text: str) -> None:
    assert "title" not in kinds(text)


def test_a_sentence_above_a_dateline_is_the_title() -> None:
    text = "Kestoria shuts its border with Veldania.\n\nBRENMARK, March 3 (Straits Wire) — " + BODY
    assert kinds(text) == ["title", "dateline"]


@pytest.mark.parametrize(
    "byline",
    [
        "By Oda Lisle",
        "BY ODA LISLE",
        "By Oda Lisle and Jorun Askeby in Brenmark",
        "(By Oda Lisle)",
        "By J. van der Moer",
    ],
)
def test_bylines_stand_above_the_reporting(byline: str) -> None:
    assert zoned(f"Border shut\n{byline}\n\n{BODY}")[1] == ("byline", byline)


@pytest.mark.parametrize(
    "line", ["By late November, the shops had sold out.", "By Sunday the roads were empty."]
)
def test_a_sentence_with_by_is_no_byline(line: str) -> None:
    assert zoned(BODY + "\n" + line + "\n" + BODY) == []
    assert "byline" not in kinds(line + "\n\n" + BODY)


def test_a_line_with_outlet_and_date_is_layout() -> None:
    text = "Border shut\nBy Oda Lisle\nThe Amsel Ledger, April 14, 2031\n\n" + BODY
    assert kinds(text) == ["title", "byline", "byline"]


@pytest.mark.parametrize(
    "dateline",
    [
        "BRENMARK (Straits Wire) -",
        "BRENMARK/TOLMERE (Straits Wire) –",
        "BRENMARK, March 3, 2031 —",
        "PORT AMSEL, Dec 7 (AGW) —",
        "RENOFELD, Nev. (AGW) —",
        "BRENMARK —",
        "New Amsel (AGW) –",
        "Port Amsel, Kestoria —",
        "(Straits Wire) -",
        "Dec 7 (Straits Wire) -",
    ],
)
def test_datelines_end_where_the_sentence_begins(dateline: str) -> None:
    text = f"Border shut\n\n{dateline} {BODY}"
    assert zoned(text)[-1] == ("dateline", dateline)


@pytest.mark.parametrize(
    "line",
    [
        "Oda Lisle — a minister until March — said the border would stay shut.",
        "NATO-style exercises will be held on the border, the ministry said.",
        "The U.S. — and others — want the border open again, the ministry said.",
    ],
)
def test_a_dash_alone_makes_no_dateline(line: str) -> None:
    assert "dateline" not in kinds(line + "\n" + BODY)


@pytest.mark.parametrize(
    "line",
    [
        "FILE PHOTO: A guard stands at the border near Tolmere, May 3, 2030.",
        "WIREPIX/REUTERS/Teodor Quast",
        "Teodor Quast/Pool via REUTERS",
        "Photo: Teodor Quast",
        "Photo by Teodor Quast for the Ledger",
        "A guard at the border near Tolmere. Image: Teodor Quast.",
        "A guard at the border. Credit: Teodor Quast / Amsel Ledger",
        "A guard at the border on May 3, 2030. (Teodor Quast/AFP/Getty Images)",
        "Getty.",
        "Image source, Straits Pictures",
        "Image caption, A guard at the border near Tolmere",
    ],
)
def test_credits_and_captions_are_layout(line: str) -> None:
    assert zoned(f"{BODY}{line}\n{BODY}") == [("credit", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Teodor Quast in Tolmere; Editing by Oda Lisle",
        "Reporting by T. Quast and J. Askeby; additional reporting by O. Lisle; editing by W. Achterberg",
        "Jorun Askeby in Brenmark contributed to this report.",
    ],
)
def test_who_worked_on_a_text_stands_below_it(line: str) -> None:
    assert zoned(f"{BODY}\n{line}\n") == [("byline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by the commission showed that the ports were open.",
        "The drought contributed to this report being late.",
    ],
)
def test_a_sentence_on_reports_is_reporting(line: str) -> None:
    assert zoned(f"{BODY}\n{line}\n") == []


def test_a_dateline_may_stand_below_a_summary() -> None:
    text = "Border shut\n\nThe guards went home at noon.\n\nBRENMARK, March 3 (Straits Wire) — " + BODY
    assert kinds(text) == ["title", "dateline"]
    assert "dateline" not in kinds("Border shut\n\nThe guards went home.\n\nNATO — The alliance — said no.\n")


def test_a_dated_line_right_above_a_credit_is_its_caption() -> None:
    caption = "A guard stands at the border near Tolmere, Kestoria, May 3, 2030."
    assert kinds(f"{BODY}{caption}\nTeodor Quast/Pool via REUTERS\n{BODY}") == ["credit", "credit"]
    assert kinds(f"{BODY}{caption}\n{BODY}") == []


@pytest.mark.parametrize(
    "line",
    [
        "🎙️ Voice is AI-generated. Inconsistencies may occur.",
        "Listen to this article",
        "Listen · 5 min",
        "This audio was generated by AI",
        "Your browser does not support the audio element.",
        "4 min read",
        "4 min read · Apr 7, 2031",
        "7 April 2031 • 4 min read",
        "Reading time: 7 minutes",
    ],
)
def test_lines_for_listening_and_reading_are_layout(line: str) -> None:
    assert zoned(f"{line}\n{BODY}") == [("voice-over", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: The night the horn was heard",
        "Related: Border towns brace",
        "Sign up for our morning newsletter",
        "Share this article",
        "Follow us on Facebook",
        "Follow Oda Lisle on Twitter @odalisle",
        "© 2031 The Amsel Ledger. All rights reserved.",
        "Advertisement",
        "Story continues below",
        "Watch the full interview above.",
        "(Adds comment from minister)",
        "This article is more than 2 years old",
        "Facebook Twitter WhatsApp",
        "Copy link",
        "Comments (12)",
        "12 comments",
        "Topics: Kestoria, ports",
        "More from the Amsel Ledger",
        "Editors’ picks",
        "Get our morning newsletter in your inbox",
        "Already a subscriber? Log in",
        "Log in to continue reading",
        "Explore more on these topics",
        "Our Standards: The Straits Wire Principles.",
        "Got a tip? Write to tips@ledger.example",
        "12 3 Share",
        "Continue reading for €1",
        "Subscribe to continue reading",
        "You’re receiving this email because you signed up at ledger.example.",
        "Unsubscribe",
        "View this email in your browser",
    ],
)
def test_page_furniture_is_layout(line: str) -> None:
    assert zoned(f"{BODY}{line}\n{BODY}") == [("furniture", line)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more than once, the letter still made no sense, the minister said.",
        "Related parties owned most of the bank, the court found on Monday.",
        "Share prices fell by a tenth on Monday.",
        "Follow-up talks will be held in June.",
        "Photos showed guards at the border on Monday.",
        "Listen to the people, the minister told the assembly on Monday.",
        "Subscribers have left in their thousands, the outlet said.",
        "Watching the talks collapse, the minister said nothing.",
        "The Straits Wire quoted a guard as saying that the border was shut.",
        "Advertisements for the pact were torn down overnight.",
        "Copyrighted maps of the bank were seized, police said.",
        "More in the north have left their homes.",
        "Get the children out, the alerts said.",
        "Have a story to tell, she urged them, and tell it well.",
        "Comments by the minister angered the union.",
        "Support for the pact fell, the poll showed.",
        "Save the port, the banners said.",
        "Top stories of the war were told to her as a child.",
        "Register with the embassy, the ministry told travellers.",
        "Keep reading the small print, the lawyer told them.",
        "Continue reading the list of names, the judge said.",
        "Unsubscribed readers cost the paper a tenth of its income.",
        "You are receiving this man as a guest, she told the mayor.",
        "12 people share this flat, the council said.",
    ],
)
def test_reporting_that_begins_like_furniture_stays_reporting(line: str) -> None:
    assert zoned(f"{BODY}{line}\n{BODY}") == []


def test_an_author_block_runs_to_the_end() -> None:
    block = "About the writer\nOda Lisle is the Ledger's correspondent for the straits ... Read more"
    assert zoned(BODY + "\n" + block) == [("author", block)]


def test_an_author_block_ends_at_the_next_heading() -> None:
    text = f"{BODY}\nAbout the author\nOda Lisle covers the straits.\n\n## The border since 1988\n{BODY}"
    assert zoned(text) == [("author", "About the author\nOda Lisle covers the straits.")]


def test_an_author_block_never_swallows_what_follows_at_length() -> None:
    text = "About the author\nOda Lisle covers the straits.\n" + BODY * 20
    assert sum(zone.end - zone.start for zone in find_zones(BODY + text)) < 1000


def test_a_paragraph_too_long_for_a_biography_stays_reporting() -> None:
    heading = "About the author"
    assert zoned(f"{BODY}\n{heading}\n{BODY.strip() * 20}") == [("author", heading)]


def test_a_closing_biography_is_the_authors() -> None:
    line = "Oda Lisle is a columnist for the Amsel Ledger. Follow her on Twitter: @odalisle."
    assert zoned(BODY + BODY + line) == [("author", line)]
    assert zoned(BODY + BODY + "Oda Lisle is a columnist for the Amsel Ledger and spoke at the rally.") == []


def test_a_sign_off_is_layout_even_behind_a_sentence() -> None:
    text = BODY + "($1 = 9 crowns) (Reporting by T. Quast; Editing by O. Lisle)"
    assert zoned(text) == [("byline", "(Reporting by T. Quast; Editing by O. Lisle)")]


def test_front_matter_is_a_zone_with_both_fences() -> None:
    block = "---\ntitle: Border shut\n---\n"
    assert zoned(block + BODY) == [("front-matter", block)]
    assert zoned("\ufeff" + block + BODY) == [("front-matter", "\ufeff" + block)]


@pytest.mark.parametrize(
    "text", ["---\n" + BODY, "---\n" + BODY + "---\n", "---\ntitle: never closed\n" + BODY]
)
def test_a_rule_that_opens_a_text_is_no_front_matter(text: str) -> None:
    assert "front-matter" not in kinds(text)


def test_front_matter_that_states_the_title_leaves_the_first_line_alone() -> None:
    text = "---\ntitle: Border shut\n---\n*With material from Straits Wire*\n\n" + BODY
    assert kinds(text) == ["front-matter"]


LINES = st.sampled_from(
    [
        *(
            BODY,
            "Border shut\n",
            "By Oda Lisle\n",
            "\n",
            "\r\n",
            "About the author\n",
            "Read more: x\n",
            "---\n",
        ),
        *(
            "title: x\n",
            "BRENMARK (AGW) — ",
            "(Reporting by A. B.)\n",
            "Photo: X Y\n",
            "\u2028",
            "\x00",
            "“",
            "\ufeff",
        ),
    ]
)


@given(st.one_of(st.text(), st.lists(LINES, max_size=30).map("".join)))
def test_zones_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for zone in find_zones(text):
        assert end <= zone.start < zone.end <= len(text)
        end = zone.end


@pytest.mark.parametrize(
    "unit", ["a", " ", "\n", "“", "---\n", "By Oda Lisle\n", "A B ", "\x00", "(Reporting by ", "A, "]
)
def test_a_million_characters_are_read(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert all(zone.end <= len(text) for zone in find_zones(text))


@pytest.mark.parametrize(
    "words",
    [
        "Mehr zum Thema",
        "Lesen Sie auch: Der Damm von Larkmoor",
        "Weitere Artikel zum Thema",
        "Das könnte Sie auch interessieren:",
        "12 Kommentare",
        "Nur für Abonnenten",
        "À lire aussi Le barrage de Larkmoor",
        "Réservé aux abonnés",
        "Te puede interesar",
        "Leggi anche: la diga di Larkmoor",
        "Leia também",
        "Lees ook: de dam van Larkmoor",
    ],
)
def test_lines_around_an_article_are_furniture_in_other_languages_too(words: str) -> None:
    assert kind_of_line(words) == "furniture"


@pytest.mark.parametrize(
    "words", ["Titelbild: Oda Lisle", "Symbolfoto: Bren Tarn", "Crédit photo: Oda Lisle"]
)
def test_credits_are_known_in_other_languages_too(words: str) -> None:
    assert kind_of_line(words) == "credit"


@pytest.mark.parametrize(
    "words",
    [
        "Mehr als dreihundert Menschen kamen zum Damm.",
        "Mehr dazu sagte er am Montag nicht.",
        "Die Themen wurden nicht genannt.",
        "Anzeige wurde nicht erstattet.",
        "Les plus pauvres ont perdu leur maison.",
        "Publicidad engañosa en todo el país, dice el gobierno",
    ],
)
def test_sentences_that_open_like_furniture_are_none(words: str) -> None:
    assert kind_of_line(words) is None
