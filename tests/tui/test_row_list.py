"""A list draws only what is in sight, and its cursor stays on its row."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.content import Content
from textual.events import MouseScrollDown

from tearline.tui.safe import content
from tearline.tui.widgets.row_list import Look, RowList
from tests.tui.conftest import until


class Rows(App[None]):
    def __init__(self, count: int, lines: int = 1) -> None:
        super().__init__()
        self.drawn: list[str] = []
        self.told: list[tuple[str, str]] = []
        self.count = count
        self.lines = lines

    def compose(self) -> ComposeResult:
        yield RowList[str](self.draw, lambda row: row, lines=self.lines, id="rows")

    def on_mount(self) -> None:
        self.rows.set_rows([f"row {n}" for n in range(self.count)], ["nothing"])
        self.rows.focus()

    def draw(self, row: str, look: Look) -> Sequence[Content]:
        self.drawn.append(row)
        return [content(row), content("under " + row)][: look.lines]

    @property
    def rows(self) -> RowList[str]:
        return self.query_one(RowList)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        self.told.append(("moved", message.row_id))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.told.append(("chosen", message.row_id))

    def line(self, y: int) -> str:
        return self.rows.render_line(y).text.rstrip()


async def test_a_hundred_thousand_rows_draw_no_more_than_a_window_of_them() -> None:
    app = Rows(100_000)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("G")
        await pilot.pause()
        assert app.rows.current_id == "row 99999"
        assert "row 99999" in app.line(19)
        assert len(set(app.drawn)) < 100


async def test_keys_move_the_cursor_and_tell_of_it() -> None:
    app = Rows(50)
    async with app.run_test(size=(40, 10)) as pilot:
        for key, expected in (
            ("j", 1),
            ("down", 2),
            ("k", 1),
            ("pagedown", 10),
            ("G", 49),
            ("g", 0),
            ("up", 0),
        ):
            await pilot.press(key)
            assert app.rows.cursor == expected, key
        assert app.told[-1] == ("moved", "row 0")
        await pilot.press("enter")
        await pilot.pause()
        assert app.told[-1] == ("chosen", "row 0")


async def test_the_cursor_stays_on_its_row_when_rows_come_before_it() -> None:
    app = Rows(50)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press(*"jjjjj")
        app.told.clear()
        app.rows.set_rows(["new", *(f"row {n}" for n in range(50))])
        await pilot.pause()
        assert app.rows.current_id == "row 5"
        assert app.told == []


async def test_the_cursor_stays_in_its_place_when_its_row_goes() -> None:
    app = Rows(3)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("j")
        app.rows.set_rows(["row 0", "row 2"])
        assert app.rows.current_id == "row 2"
        app.rows.set_rows(["row 0"])
        assert app.rows.current_id == "row 0"


async def test_without_rows_it_says_why_and_keys_do_nothing() -> None:
    app = Rows(0)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("j", "k", "G", "g", "enter", "space", "pagedown")
        assert app.line(1).rstrip() == " nothing"
        assert app.rows.current is None
        assert app.told == []


async def test_space_marks_rows_and_they_are_acted_on_in_order() -> None:
    app = Rows(9)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("j", "j", "space", "g", "space")
        assert app.rows.chosen_ids == ["row 0", "row 2"]
        assert app.line(2).startswith("+")
        app.rows.clear_marks()
        assert app.rows.chosen_ids == ["row 1"]


async def test_a_click_goes_to_the_row_under_it_and_a_double_click_chooses_it() -> None:
    app = Rows(50, lines=2)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.click(RowList, offset=(5, 5))
        assert app.rows.cursor == 2
        assert app.told == [("moved", "row 2")]
        await pilot.click(RowList, offset=(5, 7), times=2)
        assert app.rows.cursor == 3
        assert app.told[1:] == [("moved", "row 3"), ("chosen", "row 3")]


async def test_a_row_awaited_gets_the_cursor_when_it_comes() -> None:
    app = Rows(3)
    async with app.run_test(size=(40, 10)) as pilot:
        app.rows.await_row("row 40")
        app.rows.set_rows([f"row {n}" for n in range(50)])
        await pilot.pause()
        assert app.rows.current_id == "row 40"
        assert "row 40" in "".join(app.line(n) for n in range(10))


async def test_a_row_awaited_in_vain_moves_nothing_once_the_user_went_elsewhere() -> None:
    app = Rows(3)
    async with app.run_test(size=(40, 10)) as pilot:
        app.rows.await_row("row 40")
        await pilot.press("j")
        app.rows.set_rows([f"row {n}" for n in range(50)])
        await pilot.pause()
        assert app.rows.current_id == "row 1"


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = Rows(50)
    async with app.run_test(size=(40, 10)) as pilot:
        event = MouseScrollDown(app.rows, 5, 5, 0, 1, 0, False, False, False)
        app.rows.post_message(event)
        await until(pilot, lambda: app.rows.scroll_offset.y > 0)
        assert app.rows.cursor == 0


async def test_one_line_rows_become_two_line_rows_around_the_cursor() -> None:
    app = Rows(50)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("G")
        app.rows.set_lines(2)
        await pilot.pause()
        assert app.line(8).endswith("row 49")
        assert app.line(9).endswith("under row 49")
