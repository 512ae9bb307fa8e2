"""The reader brings the words at hand into sight, marks findings, and leads from one to the next."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tearline.tui.widgets.passages import Passage, Passages
from tearline.tui.widgets.reader import MARGIN, Reader

PARAGRAPHS = [
    f"Paragraph {n} says that the ferry of Port Ansel sails at {n} in the morning." for n in range(60)
]
TEXT = "\n".join(PARAGRAPHS)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


QUOTE = Passage("q-1", "quote", (span("Paragraph 3 says"),), "accepted")
CLAIM = Passage("c-1", "claim", (span("Paragraph 30 says that the ferry"),), "suggested")
LATE = Passage("q-2", "quote", (span("Paragraph 50 says"), span("at 50 in the morning")), "draft")
MENTION = Passage("port-ansel", "mention", (span("Port Ansel"),))


class Reading(App[None]):
    def compose(self) -> ComposeResult:
        yield Reader(id="reader")

    def on_mount(self) -> None:
        self.found: list[str] = []
        self.reader.show_text("a1", TEXT, [LATE, CLAIM, QUOTE, MENTION])
        self.reader.focus()

    @property
    def reader(self) -> Reader:
        return self.query_one(Reader)

    def on_reader_found(self, message: Reader.Found) -> None:
        self.found.append(message.passage_id)

    def lines(self) -> list[str]:
        return [self.reader.render_line(y).text for y in range(self.reader.size.height)]


async def test_what_is_highlighted_is_brought_into_sight() -> None:
    app = Reading()
    async with app.run_test(size=(60, 12)) as pilot:
        app.reader.highlight(CLAIM.spans, CLAIM.id)
        await pilot.pause()
        assert any("Paragraph 30 says" in line for line in app.lines())
        assert app.reader.current_finding == "c-1"


async def test_what_is_in_sight_already_does_not_scroll() -> None:
    app = Reading()
    async with app.run_test(size=(60, 12)) as pilot:
        app.reader.highlight(QUOTE.spans, QUOTE.id)
        await pilot.pause()
        assert app.reader.scroll_offset.y == 0


async def test_findings_follow_each_other_in_the_order_of_the_text() -> None:
    app = Reading()
    async with app.run_test(size=(60, 12)):
        assert [app.reader.go_to_finding(1) for _ in range(4)] == [True, True, True, False]
        assert app.reader.current_finding == "q-2"
        assert [app.reader.go_to_finding(-1) for _ in range(3)] == [True, True, False]
        assert app.reader.current_finding == "q-1"


async def test_going_to_a_finding_is_told() -> None:
    app = Reading()
    async with app.run_test(size=(60, 12)) as pilot:
        app.reader.go_to_finding(1)
        await pilot.pause()
        assert app.found == ["q-1"]


async def test_the_margin_tells_what_is_in_the_brief_and_what_begins() -> None:
    app = Reading()
    async with app.run_test(size=(60, 200)):
        lines = app.lines()
        margins = {
            line[MARGIN : MARGIN + 12]: line[:MARGIN] for line in lines if line[MARGIN:].startswith("Para")
        }
        assert margins["Paragraph 3 "] == "▍“ "
        assert margins["Paragraph 30"] == "▏§ "
        assert margins["Paragraph 50"] == "▌“ "
        assert margins["Paragraph 4 "] == "   "


async def test_marking_the_same_text_anew_scrolls_nothing() -> None:
    app = Reading()
    async with app.run_test(size=(60, 12)) as pilot:
        app.reader.highlight(CLAIM.spans, CLAIM.id)
        await pilot.pause()
        before = app.reader.scroll_offset.y
        app.reader.show_text("a1", TEXT, [Passage("c-1", "claim", CLAIM.spans, "accepted")])
        await pilot.pause()
        assert app.reader.scroll_offset.y == before > 0
        assert app.reader.current_finding == "c-1"


async def test_a_narrower_window_keeps_the_words_in_sight() -> None:
    app = Reading()
    async with app.run_test(size=(80, 12)) as pilot:
        app.reader.highlight(LATE.spans, LATE.id)
        await pilot.pause()
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert any("Paragraph 50" in line for line in app.lines())


async def test_a_click_on_marked_words_goes_to_their_finding() -> None:
    app = Reading()
    async with app.run_test(size=(60, 12)) as pilot:
        line = next(y for y, text in enumerate(app.lines()) if "Paragraph 3" in text)
        await pilot.click(Reader, offset=(MARGIN + 4, line))
        assert app.found == ["q-1"]


async def test_parts_of_a_text_are_shown_alone_and_offsets_stay() -> None:
    app = Reading()
    async with app.run_test(size=(60, 12)) as pilot:
        second, last = TEXT.index("Paragraph 2"), TEXT.index("Paragraph 20")
        app.reader.show_text("a2", TEXT, [], ((second, second + 11), (last, len(TEXT))))
        app.reader.highlight([(last, last + 12)])
        await pilot.pause()
        assert app.lines()[0].strip() == "Paragraph 2"
        assert next(line for line in app.lines()[1:] if line.strip()).strip().startswith("▸Paragraph 20")


async def test_keys_scroll() -> None:
    app = Reading()
    async with app.run_test(size=(60, 12)) as pilot:
        for key, expected in (("j", 1), ("k", 0), ("space", 10), ("b", 0)):
            await pilot.press(key)
            await pilot.pause()
            assert app.reader.scroll_offset.y == expected, key
        await pilot.press("G")
        await pilot.pause()
        assert any("Paragraph 59" in line for line in app.lines())
        await pilot.press("g")
        await pilot.pause()
        assert app.reader.scroll_offset.y == 0


async def test_a_book_in_one_file_is_laid_out_beside_the_screen() -> None:
    app = Reading()
    async with app.run_test(size=(60, 12)) as pilot:
        book = "The ferry sails at noon. " * 20_000 + "\nThe last words."
        app.reader.show_text("book", book, [])
        assert app.lines()[0].strip().startswith("The ferry sails at noon.")
        start = book.index("The last words.")
        app.reader.highlight([(start, start + 15)])
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert any("The last words." in line for line in app.lines())


async def test_without_an_article_it_says_what_to_do() -> None:
    app = Reading()
    async with app.run_test(size=(60, 12)):
        app.reader.show_nothing(["Choose an article.", "  " + "One of the many words. " * 5])
        said = [line.rstrip() for line in app.lines()]
        assert said[:2] == ["", "  Choose an article."]
        assert " ".join(" ".join(said[2:]).split()) == " ".join(["One of the many words."] * 5)
        assert said[3].startswith("    "), "what is folded goes on under its first word"


def test_passages_are_found_where_they_overlap() -> None:
    outer = Passage("q-1", "quote", ((10, 100),))
    inner = Passage("c-1", "claim", ((40, 50),))
    passages = Passages([inner, outer])
    assert [stretch.passage.id for stretch in passages.within(45, 46)] == ["q-1", "c-1"]
    assert [stretch.passage.id for stretch in passages.within(60, 70)] == ["q-1"]
    assert passages.within(100, 120) == []


def test_the_first_finding_past_a_place_is_the_next_one() -> None:
    passages = Passages([Passage("q-1", "quote", ((10, 20),)), Passage("q-2", "quote", ((50, 60),))])
    assert getattr(passages.neighbour(None, 30, 1), "id", None) == "q-2"
    assert getattr(passages.neighbour(None, 30, -1), "id", None) == "q-1"
    assert passages.neighbour(None, 70, 1) is None
